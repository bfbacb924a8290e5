#!/usr/bin/env bash
# The whole journey on three sample articles, for real: detect, translate, status, check, approve, compile.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
PATH="$root/.venv/bin:$PATH"
demo=build/demo
say() { printf '\n\033[1m== %s\033[0m\n' "$*"; }
run() { printf '\033[2m$ %s\033[0m\n' "$*"; "$@"; }

rm -rf "$demo" && mkdir -p "$demo" && cp -r examples/articles "$demo/articles" && cd "$demo"
cat >bylingual.toml <<'TOML'
targets = ["es"]
TOML

have() { bylingual doctor | grep -qE "^  $1 → $2 "; }
say "Engines"
if ! { have en es && have es pt && have es ca && have fr es; }; then
  sudo=""; [ "$(id -u)" = 0 ] || sudo="sudo -n"
  echo "Not every language pair is installed yet; trying Debian's Apertium packages …"
  { $sudo apt-get update -qq && $sudo apt-get install -y -qq apertium apertium-eng-spa apertium-es-pt apertium-spa-cat apertium-fr-es; } >../demo-apt.log 2>&1 \
    || echo "Could not install them (build/demo-apt.log says why). Articles without an engine are extracted for human translation."
fi
bylingual doctor

say "1. In which language is each article?"
run bylingual detect

say "2. Translate: English and French to Spanish, Spanish to Portuguese and Catalan"
translated=0
run bylingual translate articles/harbour-bridge.txt articles/train-de-nuit.txt --to es || translated=1
run bylingual translate articles/escuela-rural.txt --to pt --to ca || translated=1
[ $translated = 0 ] || run bylingual translate --engine none --to es

say "3. What waits for whom?"
run bylingual status

say "4. What would stop a build?"
run bylingual check || true

say "5. An editor has read the Spanish text of the bridge story and all of the school story: approve what is clean"
run bylingual approve translations/es/harbour-bridge.po translations/pt translations/ca --only-clean

say "6. Build the bundles; what is not ready is held back, with the reason"
run bylingual compile --to es --to pt --to ca
run bylingual compile --draft --to es --to pt --to ca >/dev/null

say "Open these"
for page in dist/*/*/article.html dist-draft/*/*/article.html; do echo "  $demo/$page"; done
echo "  $demo/translations/es/train-de-nuit.po   (what an editor corrects)"
