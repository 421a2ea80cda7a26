# Every target does the set-up that it needs; a second run does it no more.
SHELL := /bin/sh
PYTHON := .venv/bin/python
export PATH := $(CURDIR)/.venv/bin:$(PATH)
export NO_MKDOCS_2_WARNING := 1
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help setup browsers site serve test check fix due guide browser check-new bench lock
help:
	@echo "make serve   сайт на http://127.0.0.1:8000/, правки видны сразу"
	@echo "make check   проверить тексты и код, секунды"
	@echo "make test    все тесты"
	@echo "make site    собрать сайт в site/"
	@echo "make fix     поправить оформление текстов и кода"
	@echo "make guide, make browser, make check-new NAME=имя"
	@echo "             новая инструкция, браузер, проверка"
	@echo "make due     факты, которые пора сверить"
	@echo "make bench   таблица измерений"
	@echo "make lock    обновить закреплённые версии"

setup: node_modules/.done

.venv/.done: requirements.txt .python-version setup/python.sh
	@setup/python.sh
	@touch $@

node_modules/.done: package-lock.json .venv/.done setup/node.sh
	@setup/node.sh
	@touch $@

browsers:
	@setup/browsers.sh

site: setup
	@echo "Собираем сайт…"
	@$(PYTHON) -m mkdocs build --strict

serve: setup
	@echo "Собираем сайт, первый раз — несколько секунд…"
	@$(PYTHON) -m mkdocs serve

test: setup browsers
	@$(PYTHON) -m pytest

check: setup
	@ruff check .
	@ruff format --check --quiet .
	@mypy
	@node_modules/.bin/tsc --project .
	@node_modules/.bin/tsc --project setup/service-worker.json
	@$(PYTHON) -m macros

fix: setup
	@ruff check --fix .
	@ruff format .
	@$(PYTHON) -m macros --fix
	@$(PYTHON) -m macros --schemas

due: setup
	@$(PYTHON) -m macros --due

guide: setup
	@$(PYTHON) -m macros.new guide topic="$(topic)" slug="$(slug)" title="$(title)"

browser: setup
	@$(PYTHON) -m macros.new browser slug="$(slug)" title="$(title)"

check-new: setup
	@$(PYTHON) -m macros.new check name="$(NAME)" title="$(title)"

bench: setup browsers
	@$(PYTHON) -m bench

lock: .venv/.done
	@uv pip compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-header --no-annotate \
		--group build --group test --group lint --group node pyproject.toml --output-file requirements.txt
	@npm install --package-lock-only --ignore-scripts --omit=optional
