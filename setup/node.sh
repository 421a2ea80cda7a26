#!/bin/sh
# Makes node_modules: what package-lock.json pins; with --omit=dev only what the site needs. Node itself came with
# requirements.txt.
set -eu
echo "Готовим части для браузера…"
PATH="$PWD/.venv/bin:$PATH" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error "$@"
