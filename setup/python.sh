#!/bin/sh
# Makes .venv: the Python of .python-version with what requirements.txt pins, Node included.
set -eu
wanted=$(cat .python-version)
echo "Готовим Python $wanted и библиотеки (около минуты, один раз)…"
rm -rf .venv
if python3 --version 2>/dev/null | grep -q "^Python $wanted\."; then
    python3 -m venv .venv
elif command -v uv >/dev/null; then
    uv venv --quiet --seed --python "$wanted" .venv
else
    echo "Нужен Python $wanted или uv. Поставьте одно из двух и повторите." >&2
    exit 1
fi
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
