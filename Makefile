# make setup, make test, make demo: each does all its own set-up.
VENV := .venv
PY := $(VENV)/bin/python

.PHONY: setup system test check format docs demo current bench articles clean accuracy

# uv installs in seconds and knows the overrides in pyproject.toml; where it is missing it gets a small
# environment of its own.
UV = $$(command -v uv || echo build/uv/bin/uv)

$(VENV)/.ready: pyproject.toml distributions/starter-en-es/pyproject.toml
	@command -v uv >/dev/null || test -x build/uv/bin/uv || { mkdir -p build; python3 -m venv build/uv 2>/dev/null \
	|| { s=; [ "$$(id -u)" = 0 ] || s=sudo; $$s apt-get update -qq; $$s apt-get install -y -qq python3-venv; python3 -m venv build/uv; }; \
	build/uv/bin/pip install --quiet --disable-pip-version-check uv; }
	@test -x $(PY) || $(UV) venv --quiet --python python3 $(VENV)
	@echo "Installing into $(VENV) …"; $(UV) pip install --quiet --python $(PY) --editable '.[argos,dask,docx,html,review]' --group dev
	@$(UV) pip install --quiet --python $(PY) --no-deps --editable distributions/starter-en-es
	@touch $@

setup: $(VENV)/.ready  ## .venv with Bylingual, Argos Translate, the starter model and the development tools

system: setup  ## the programs that the tests run for real: gettext, Apertium, editors, OmegaT, the schemas of XLIFF, the SARIF Multitool (needs root or sudo)
	@command -v msgfmt >/dev/null && command -v cg-proc >/dev/null && command -v apertium >/dev/null && apertium -l | grep -q eng-spa && apertium -l | grep -q es-pt \
	&& apertium -l | grep -q spa-cat && apertium -l | grep -q fr-es || { \
	s=; [ "$$(id -u)" = 0 ] || s="sudo"; $$s apt-get update -qq && $$s apt-get install -y -qq gettext git cg3 apertium apertium-eng-spa \
	apertium-es-pt apertium-spa-cat apertium-fr-es >/dev/null; }
	@command -v poedit >/dev/null && command -v Xvfb >/dev/null && command -v xdotool >/dev/null && command -v emacs >/dev/null \
	&& command -v vim.tiny >/dev/null && dpkg -s gettext-el >/dev/null 2>&1 || { \
	s=; [ "$$(id -u)" = 0 ] || s="sudo"; $$s apt-get update -qq && $$s apt-get install -y -qq --no-install-recommends poedit xvfb xdotool \
	fonts-dejavu-core emacs-nox gettext-el vim-tiny >/dev/null; }
	@test -x /usr/bin/chromium || { \
	s=; [ "$$(id -u)" = 0 ] || s="sudo"; $$s apt-get update -qq && $$s apt-get install -y -qq --no-install-recommends chromium >/dev/null; }
	@command -v omegat >/dev/null && dpkg -s php-symfony-translation >/dev/null 2>&1 || { \
	s=; [ "$$(id -u)" = 0 ] || s="sudo"; $$s apt-get update -qq && $$s apt-get install -y -qq --no-install-recommends omegat \
	php-symfony-translation >/dev/null; }
	@command -v npm >/dev/null || { s=; [ "$$(id -u)" = 0 ] || s="sudo"; $$s apt-get update -qq && $$s apt-get install -y -qq \
	--no-install-recommends npm >/dev/null; }
	@test -x $(VENV)/bin/sarif-multitool-linux || npm install --silent --no-audit --no-fund --global --prefix $(VENV) @microsoft/sarif-multitool-linux@5.7.0

test: setup system  ## everything
	$(PY) -m pytest

check: setup  ## format, lint, types, what attackers like
	$(VENV)/bin/ruff format --check src tests tools/docs
	$(VENV)/bin/ruff check src tests tools/docs
	$(VENV)/bin/mypy
	$(VENV)/bin/bandit --quiet --configfile pyproject.toml --recursive src

format: setup
	$(VENV)/bin/ruff format src tests tools/docs
	$(VENV)/bin/ruff check --fix src tests tools/docs

docs: setup  ## the parts of the documentation that are made from the program
	$(PY) -m tools.docs
	PYTHONPATH=tests $(PY) -m bad_input

demo: setup  ## the whole journey on three sample articles, in build/demo
	@bash examples/demo.sh

current: setup  ## the repository's own catalogs and bundles are current
	$(VENV)/bin/bylingual translate --check
	$(VENV)/bin/bylingual check
	$(VENV)/bin/bylingual compile --require-all

bench: setup  ## speed beside stock Argos Translate, then what a run with nothing to do takes; half an hour
	$(PY) -m benchmarks.engine
	$(PY) -m benchmarks.engine --memory
	$(PY) -m benchmarks.apertium
	$(PY) -m benchmarks.scale
	$(PY) -m benchmarks.readers
	$(PY) -m benchmarks.noop
	$(PY) -m benchmarks.rebuild

DIR ?= articles
accuracy: setup  ## reading, languages, checks and the queue on the labelled data in DIR; docs/accuracy.md
	$(PY) -m benchmarks.accuracy $(DIR) --write docs/accuracy.md

articles: setup  ## how well the labelled articles in DIR are read, every miss with its reason
	$(PY) -m benchmarks.articles_table $(DIR)

clean:
	rm -rf $(VENV) build dist dist-draft
