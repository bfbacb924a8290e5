#!/usr/bin/env bash
# The whole journey on three sample articles, for real: detect, translate, status, check, approve, compile.
set -euo pipefail
cd "$(dirname "$0")/.."
PATH="$PWD/.venv/bin:$PATH"
demo=build/demo
say() { printf '\n\033[1m== %s\033[0m\n' "$*"; }
run() { printf '\033[2m$ %s\033[0m\n' "$*"; "$@"; }

rm -rf "$demo" && mkdir -p "$demo" && cp -r examples/articles "$demo/articles"
cd "$demo"
printf 'targets = ["es"]\n' >bylingual.toml

installed() { pairs=$(bylingual doctor); for pair in "en → es" "es → pt" "es → ca" "fr → es"; do [[ $pairs == *"  $pair  "* ]] || return 1; done; }
say "Which engines are here?"
if ! installed && python -c 'import argostranslate' 2>/dev/null; then
  for pair in "en es" "es pt" "es ca" "fr es"; do
    # shellcheck disable=SC2086 - two words
    timeout 300 bylingual models install --timeout 15 $pair || break
  done
fi
if ! installed || ! command -v cg-proc >/dev/null; then
  echo "Some language pairs are missing; installing Debian's Apertium packages …"
  sudo=""; [ "$(id -u)" = 0 ] || sudo="sudo -n"
  if ! { $sudo apt-get update -qq && $sudo apt-get install -y -qq apertium apertium-eng-spa apertium-es-pt \
         apertium-spa-cat apertium-fr-es cg3; } >../demo-apt.log 2>&1; then
    echo "That failed (see build/demo-apt.log). What has no engine is extracted for human translation."
  fi
fi
bylingual doctor || true

say "1. In which language is each article, and what is in it?"
run bylingual detect
run bylingual inspect articles/harbour-bridge.txt

say "2. Translate: English and French to Spanish, Spanish to Portuguese and Catalan"
run bylingual translate --to es || true
run bylingual translate articles/escuela-rural.txt --to pt --to ca || true
printf '\nThe first entries of a PO file:\n\n'
sed -n '19,33p' translations/es/harbour-bridge.po

say "3. What waits for whom?"
run bylingual status

say "4. What would stop a build?"
run bylingual check || true

say "5. Editors have read the bridge and the school story; what is clean is approved"
run bylingual approve translations/es/harbour-bridge.po translations/pt translations/ca --only-clean

say "6. Build the bundles; what is not ready is held back, with the reason"
run bylingual compile --to es
run bylingual compile articles/escuela-rural.txt --to pt --to ca
bylingual compile --draft --to es >/dev/null

say "Open these"
for page in dist/*/*/article.html; do echo "  $demo/$page"; done
echo "  $demo/dist-draft/es/train-de-nuit/article.html   (a draft: machine text under its notice)"
echo "  $demo/translations/es/train-de-nuit.po   (what an editor corrects)"
