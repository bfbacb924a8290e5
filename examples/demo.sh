#!/usr/bin/env bash
# The whole journey on three sample articles, for real: detect, translate, status, check, approve, compile.
set -euo pipefail
shopt -s nullglob
cd "$(dirname "$0")/.."
PATH="$PWD/.venv/bin:$PATH"
demo=build/demo
say() { printf '\n\033[1m== %s\033[0m\n' "$*"; }
run() { printf '\033[2m$ %s\033[0m\n' "$*"; "$@"; }

rm -rf "$demo" && mkdir -p "$demo" && cp -r examples/articles "$demo/articles"
cd "$demo"
printf 'targets = ["es"]\n' >bylingual.toml

say "Which engines are here?"
engines=$(bylingual doctor || true)
printf '%s\n' "$engines"

say "1. In which language is each article, and what is in it?"
run bylingual detect
run bylingual inspect articles/harbour-bridge.txt

say "2. Translate into Spanish; what no engine knows is extracted for people"
run bylingual translate --to es || true
more=()
for locale in pt ca; do if [[ $engines == *"  es → $locale  "* ]]; then more+=(--to $locale); fi; done
if [ ${#more[@]} -gt 0 ]; then run bylingual translate articles/escuela-rural.txt "${more[@]}"; fi
printf '\nThe first entries of a PO file:\n\n'
sed -n '19,33p' translations/es/harbour-bridge.po

say "3. What waits for whom?"
run bylingual status

say "4. What would stop a build?"
run bylingual check || true

say "5. Editors have read the English and the Spanish story; what is clean is approved"
run bylingual approve translations/es/harbour-bridge.po translations/pt* translations/ca* --only-clean

say "6. Build the bundles; what is not ready is held back, with the reason"
run bylingual compile --to es
if [ ${#more[@]} -gt 0 ]; then run bylingual compile articles/escuela-rural.txt "${more[@]}"; fi
bylingual compile --draft --to es >/dev/null

say "Open these"
for page in dist/*/*/article.html; do echo "  $demo/$page"; done
echo "  $demo/dist-draft/es/train-de-nuit/article.html   (a draft: machine text under its notice)"
echo "  $demo/translations/es/train-de-nuit.po   (what an editor corrects)"
