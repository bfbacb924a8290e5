"""Configuration, command lines and glossaries that cannot be used. Nothing is done then."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .case import Case, During, Make, write

_FILE = "bylingual.toml"
_CHANGES = (_FILE,)
_START = 'targets = ["es"]\nengines = []\n'
_TERMS = "source,target,locale,note,match case,do not translate\nferry,transbordador,es,,no,no\n"


def config(text: str | bytes, start: str = _START) -> Make:
    """The configuration with these lines at its end."""
    data = text.encode() if isinstance(text, str) else text
    return lambda project: write(project / _FILE, start.encode() + data)


def whole(text: str) -> Make:
    """This configuration and no other."""
    return lambda project: write(project / _FILE, text)


def glossary(text: str | bytes) -> Make:
    """A glossary with these lines at its end."""
    data = text.encode() if isinstance(text, str) else text
    return lambda project: write(project / "translations/glossary.csv", _TERMS.encode() + data)


def _both(*makes: Callable[[Path], object]) -> Make:
    def make(project: Path) -> None:
        for one in makes:
            one(project)

    return make


def _instead(make: Callable[[Path], object]) -> Make:
    def both(project: Path) -> None:
        (project / _FILE).unlink()
        make(project / _FILE)

    return both


def _project(text: str) -> Make:
    return _instead(lambda path: write(path.with_name("pyproject.toml"), text))


def _moved(folder: str) -> Make:
    """The folder lies outside; a link leads to it."""

    def make(project: Path) -> None:
        (project / folder).rename(project.parent / "outside")
        (project / folder).symlink_to("../outside")

    return make


def _output_out(project: Path) -> None:
    write(project.parent / "outside/index.html", "Not ours")
    (project / "dist").symlink_to("../outside")


def _as_file(folder: str) -> Make:
    def make(project: Path) -> None:
        (project / folder).rename(project.parent / "away")
        write(project / folder, "no folder")

    return make


def variable(name: str, value: str) -> During:
    """Run with an environment variable."""

    @contextmanager
    def during(project: Path) -> Iterator[None]:
        os.environ[name] = value
        try:
            yield
        finally:
            del os.environ[name]

    return during


def _nothing(project: Path) -> None:
    pass


# fmt: off
CASES = (
    Case("No configuration", _instead(lambda path: None), ("no bylingual.toml here or above", "bylingual init"), code=2),
    Case("Not TOML", config("output = dist\n"), ("bylingual.toml:3: not TOML: Invalid value", "Mend the line"), code=2),
    Case("TOML without its end", config('output = """dist'), ("bylingual.toml:3: not TOML: ", "Mend"), code=2),
    Case("A key twice", config("engines = []\n"), ("bylingual.toml:3: not TOML: ", "Mend"), code=2),
    Case("A configuration that is not UTF-8", config('# señal\n'.encode("latin-1")), ("bylingual.toml:3: not UTF-8", "Save it as UTF-8"), code=2),
    Case("A configuration with a byte order mark", whole("\ufeff" + _START), (), code=0),
    Case("A folder in place of the configuration", _instead(Path.mkdir), ("bylingual.toml: cannot be read: not a file but a folder", "Move"), code=2),
    Case("A pipe in place of the configuration", _instead(os.mkfifo), ("bylingual.toml: cannot be read: not a file but a pipe", "Move"), code=2),
    Case("A configuration that is a link to itself", _instead(lambda path: path.symlink_to(path.name)), ("bylingual.toml: cannot be read: Too many levels of symbolic links", "Remove the link"), code=2),
    Case("A configuration nobody may read", lambda p: (p / _FILE).chmod(0), ("bylingual.toml: cannot be read: Permission denied", "permissions"), code=2, plain_user=True),
    Case("An unknown key", config('ouput = "site"\n'), ("bylingual.toml:3: unknown key ouput", "Did you mean output?"), code=2),
    Case("An unknown key in a table", config("\n[gate]\nheadlines = \"machine\"\n"), ("bylingual.toml:5: unknown key [gate] headlines", "Did you mean [gate] headline?"), code=2),
    Case("A key in the wrong table", config("[read]\nmin_confidence = 0.5\n"), ("bylingual.toml:4: unknown key [read] min_confidence", "Did you mean [detect] min_confidence?"), code=2),
    Case("An unknown table", config("[bundles]\nformats = []\n"), ("bylingual.toml:3: unknown table [bundles]", "Did you mean [bundle]?"), code=2),
    Case("An unknown key with a control character", config('"\\u001b[31m" = 1\n'), (r"unknown key \x1b[31m",), code=2),
    Case("An unknown key in pyproject.toml", _project('[project]\nname = "x"\n\n[tool.bylingual]\ntargets = ["es"]\n\n[tool.bylingual.read]\ndropp = true\n'), ("pyproject.toml:8: unknown key [read] dropp", "Did you mean [read] drop?"), code=2),
    Case("A text in place of a list", whole('targets = "es"\n'), ("bylingual.toml:1: targets must be a list of texts", 'targets = ["es", "fr", "pt_BR"]'), code=2),
    Case("A list of numbers", whole("targets = [1]\n"), ("bylingual.toml:1: targets must be a list of texts",), code=2),
    Case("A text in place of yes or no", config('[read]\ndrop = "no"\n'), ("bylingual.toml:4: [read] drop must be true or false", "drop = true"), code=2),
    Case("A text in place of a number", config('[detect]\nmin_confidence = "high"\n'), ("bylingual.toml:4: [detect] min_confidence must be a number",), code=2),
    Case("A number out of bounds", config("detect.min_confidence = 95\n"), ("bylingual.toml:3: [detect] min_confidence must be between 0 and 1", "0.95"), code=2),
    Case("A value in place of a table", config("read = true\n"), ("bylingual.toml:3: read is a table", "Write [read]"), code=2),
    Case("An unknown engine in the configuration", whole('targets = ["es"]\nengines = ["deepl"]\n'), ("bylingual.toml:2: engines: 'deepl' is not known", "Use argos, apertium"), code=2),
    Case("An unknown policy of the gate", config('[gate]\ndefault = "maybe"\n'), ("bylingual.toml:4: [gate] default: 'maybe' is not known", "Use approved, machine, source"), code=2),
    Case("An unknown locale in the configuration", whole('targets = ["es", "pt_BZ"]\n'), ("bylingual.toml:1: targets: unknown locale 'pt_BZ'", "Did you mean pt"), code=2),
    Case("An unknown locale on the command line", _nothing, ("unknown locale 'Spanish'", "Did you mean es?"), "translate --to Spanish", 2),
    Case("An unknown locale of the source", _nothing, ("unknown locale 'en_XY'", "Did you mean"), "translate --from en_XY", 2),
    Case("No target locale", whole("engines = []\n"), ("no target locale", "Use --to, or set `targets`"), code=2),
    Case("An articles folder outside the project", config('articles = "../incoming"\n'), ("bylingual.toml:3: articles must be a folder inside the project", 'Use articles = "articles"'), code=2),
    Case("The project itself as the articles folder", config('articles = "."\n'), ("bylingual.toml:3: articles must be a folder inside the project",), code=2),
    Case("Catalogs among the articles", config('translations = "articles/po"\n'), ("bylingual.toml:3: translations lie in articles", "Use translations"), code=2),
    Case("No articles folder", config('articles = "incoming"\n'), ("no articles folder incoming/", "Run `bylingual init`"), code=2),
    Case("A file in place of the articles folder", _as_file("articles"), ("articles: not a folder",), code=2, changes=("articles*",)),
    Case("An articles folder that leads out", _moved("articles"), ("articles: a link that leads out of the project", "Move the folder itself here"), code=2),
    Case("A translations folder that leads out", _moved("translations"), ("translations: a link that leads out of the project", "Move the folder itself here"), code=2),
    Case("A file in place of the translations folder", _as_file("translations"), ("translations: not a folder",), code=2),
    Case("A translations folder nobody may read", lambda p: (p / "translations").chmod(0), ("translations: cannot be read: Permission denied", "permissions"), code=2, plain_user=True),
    Case("An articles folder nobody may read", lambda p: (p / "articles").chmod(0), ("articles: cannot be read: Permission denied", "permissions"), code=1, plain_user=True, done=()),
    Case("A new project in a folder nobody may write", lambda p: ((p / "site").mkdir(), (p / "site").chmod(0o555)), ("site/articles: Permission denied", "permissions"), "init site", 1, plain_user=True),
    Case("An output folder that leads out", _output_out, ("dist: a link that leads out of the project", "Set output to the folder it leads to"), "compile", 2),
    Case("Output among the articles", config('output = "articles/site"\n'), ("articles/site: bundles cannot be built into or around the project's own files", "Name a folder"), "compile", 2),
    Case("Output around the project", config('output = "."\n'), (".: bundles cannot be built into or around the project's own files",), "compile", 2),
    Case("A clock that is no number", _nothing, ("SOURCE_DATE_EPOCH=noon is no number", "Unset it"), code=2, during=variable("SOURCE_DATE_EPOCH", "noon")),
    Case("A configuration that exists already", _nothing, ("bylingual.toml: exists already",), "init", 2),
    Case("A file in place of the new project's folder", lambda p: write(p / "site", "x"), ("site",), "init site", 2, documented=False),
    Case("An unknown command", _nothing, ("No such command 'tranlsate'",), "tranlsate", 2, documented=False),
    Case("An unknown option", _nothing, ("No such option",), "translate --too es", 2, documented=False),
    Case("An unknown engine", _nothing, ("'deepl'",), "translate --engine deepl", 2, documented=False),
)

GLOSSARY = (
    Case("A glossary without its columns", lambda p: write(p / "translations/glossary.csv", "ferry,transbordador\n"), ("translations/glossary.csv:1: the first line does not name a column `source`", "Use source,target"), code=2),
    Case("An unknown column", lambda p: write(p / "translations/glossary.csv", "source,ziel\nferry,Fähre\n"), ("translations/glossary.csv:1: unknown column 'ziel'", "Use source,target"), code=2),
    Case("A term without translation", glossary("quay,,es,,,\n"), ("translations/glossary.csv:3: no target", "Fill it in"), code=2),
    Case("A term in an unknown locale", glossary("quay,muelle,xx,,,\n"), ("translations/glossary.csv:3: unknown locale 'xx'",), code=2),
    Case("Neither yes nor no", glossary("quay,muelle,es,,perhaps,\n"), ("translations/glossary.csv:3: match case: 'perhaps' is neither yes nor no", "Use"), code=2),
    Case("A quote without its end", glossary('"quay,muelle,es,,,\n'), ("translations/glossary.csv:3: not CSV", "Close every quote"), code=2),
    Case("A line of too many columns", glossary("quay,el muelle, el embarcadero,es,,,no\n"), ("translations/glossary.csv:3: more cells than columns", "quotes"), code=2),
    Case("A cell of 200,000 characters", glossary(f"quay,{'muelle ' * 30_000},es,,,\n"), ("translations/glossary.csv:3: not CSV",), code=2),
    Case("NUL in a glossary", glossary("quay,mu\0elle,es,,,\n"), ("translations/glossary.csv:3: a NUL character", "Save it"), code=2),
    Case("A glossary that is not UTF-8", glossary("niño,niña,es,,,\n".encode("latin-1")), ("translations/glossary.csv:3: not UTF-8", "Save it as CSV UTF-8"), code=2),
    Case("A glossary that is not there", config('[glossary]\nfile = "terms.csv"\n'), ("terms.csv: no such file", "Write it"), code=2),
    Case("A folder in place of the glossary", lambda p: (p / "translations/glossary.csv").mkdir(), ("translations/glossary.csv: cannot be read: not a file but a folder", "Move"), code=2),
    Case("A glossary outside the project", _both(config('[glossary]\nfile = "../terms.csv"\n'), lambda p: write(p.parent / "terms.csv", _TERMS)), ("../terms.csv: [glossary] file lies outside the project", "Copy it in"), code=2),
)
# fmt: on
