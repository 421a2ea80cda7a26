# Every target does the set-up that it needs; a second run does it no more.
SHELL := /bin/sh
PYTHON := .venv/bin/python
SITE := .
EXAMPLE := examples/courier# another portal, published beside ours
OF_ANY := tests/portal tests/unit/test_checks.py tests/unit/test_purity.py tests/unit/test_data.py tests/browser/test_bundle.py
export PATH := $(CURDIR)/.venv/bin:$(PATH)
export NO_MKDOCS_2_WARNING := 1
export PYTHONDONTWRITEBYTECODE :=

.PHONY: audit help setup tools browsers site serve test labels pictures check texts fix due guide browser check-new portal bench screenshot lock spelling preview profile weekly
help:
	@sed -n 's/^## /make /p' Makefile

# What the site is made of; `tools` is what checks it besides, ten times as much.
setup: node_modules/.done

tools: node_modules/.tools

.venv/.done: requirements.txt .python-version setup/python.sh
	@setup/python.sh
	@touch $@

node_modules/.done: package-lock.json .venv/.done setup/node.sh
	@setup/node.sh --omit=dev
	@touch $@

node_modules/.tools: package-lock.json .venv/.done setup/node.sh
	@setup/node.sh
	@touch node_modules/.done $@

browsers:
	@setup/browsers.sh

## site        собрать сайт в site/
site: setup
	@echo "Собираем сайт, первый раз — минута: сжимаем файлы…"
	@PACK=1 $(PYTHON) -m mkdocs build --strict --config-file $(SITE)/mkdocs.yml
ifeq ($(SITE),.)
	@PACK=1 SITE_URL="$${SITE_URL:-http://127.0.0.1:8000/}$(EXAMPLE)/" \
		$(PYTHON) -m mkdocs build --strict --config-file $(EXAMPLE)/mkdocs.yml --site-dir "$(CURDIR)/site/$(EXAMPLE)"
endif

## serve       сайт на http://127.0.0.1:8000/, правки видны сразу
serve: setup
	@echo "Собираем сайт, первый раз — несколько секунд…"
	@$(PYTHON) -m mkdocs serve --dirty --config-file $(SITE)/mkdocs.yml

# One process more than processors: with two more the browsers of all keep each other waiting, and nothing is won.
# A frame that comes late on a busy machine is no fault, a fault comes twice: the summary names every second try.
# Another portal has tests of its own, beside those that hold for any.
## test        все тесты
test: tools browsers
	@SITE="$(SITE)" $(PYTHON) -m pytest --numprocesses $$(($$(nproc) + 1)) --dist worksteal --reruns 1 $(if $(filter-out .,$(SITE)),$(OF_ANY) "$(SITE)/tests")

## labels      названия кнопок: сверить шаги с настоящими браузерами
labels: setup browsers
	@SITE="$(SITE)" $(PYTHON) -m pytest tests/browser/test_labels.py tests/content/test_browser_labels.py

# How the labels of steps look in real browsers, light and dark: they are walked twice.
## pictures    снимки кнопок для шагов, минуты
pictures: setup browsers
	@rm -rf "$(SITE)/docs/assets/pictures"
	@SITE="$(SITE)" PICTURES=light $(PYTHON) -m pytest tests/browser/test_labels.py
	@SITE="$(SITE)" PICTURES=dark $(PYTHON) -m pytest tests/browser/test_labels.py

## check       проверить тексты и код, секунды
check: tools
	@$(PYTHON) -m macros $(SITE)
	@$(if $(filter .,$(SITE)),$(PYTHON) -m macros $(EXAMPLE))
	@ruff check --quiet .
	@ruff format --check --quiet .
	@mypy --no-error-summary
	@node_modules/.bin/biome lint --log-level=none --error-on-warnings .
	@node_modules/.bin/tsc --project .
	@node_modules/.bin/tsc --project tools/service-worker.json
	@$(PYTHON) -m tools.profile.check $(SITE)

# What people write, and no more: neither Node nor a browser is needed for that.
## texts       проверить только тексты, без лишних программ
texts: .venv/.done
	@$(PYTHON) -m macros $(SITE)
	@$(if $(filter .,$(SITE)),$(PYTHON) -m macros $(EXAMPLE))

## fix         поправить оформление текстов и кода
fix: .venv/.done
	@$(PYTHON) -m macros --fix $(SITE)
	@$(PYTHON) -m macros --schemas
	@ruff check --fix .
	@ruff format .

## due         факты, которые пора сверить
due: setup
	@$(PYTHON) -m macros --due $(SITE)

## preview BASE=main  какие страницы изменились, со снимками
preview: setup browsers
	@$(PYTHON) -m tools.preview $(BASE)

## weekly      что изменило время: факты, ссылки, названия кнопок; минуты
weekly: setup browsers
	@$(PYTHON) -m tools.weekly weekly.md

# Known holes in what is pinned, and whether npm has signed what it sends. Asks the registries, so it is no part of `test`.
## audit       известные дыры в закреплённых версиях
audit: tools
	@pip-audit --requirement requirements.txt --require-hashes --disable-pip
	@npm audit signatures
	@npm audit --omit=dev

## guide       новая инструкция
guide: setup
	@$(PYTHON) -m macros.new guide site="$(SITE)" topic="$(topic)" slug="$(slug)" title="$(title)"

## browser     новый браузер
browser: setup
	@$(PYTHON) -m macros.new browser site="$(SITE)" slug="$(slug)" title="$(title)"

## check-new NAME=имя  новая проверка
check-new: setup
	@$(PYTHON) -m macros.new check site="$(SITE)" name="$(NAME)" title="$(title)"

# A site for another service: a folder of its own, anywhere. Its own Makefile calls this one.
## portal DIR=папка  такой же сайт для другого портала
portal: setup
	@$(PYTHON) -m macros.new portal dir="$(DIR)" host="$(host)" title="$(title)"

## screenshot  снимок для README
screenshot: setup browsers
	@$(PYTHON) -m tools.screenshot

## spelling    поставить словарь орфографии
spelling:
	@setup/browsers.sh spelling

# What of Pyodide's core the checks use, anew: macros/delivery/profile.py. Minutes; three engines are asked, too.
## profile     снять профиль ядра Pyodide, минуты
profile: tools browsers
	@$(PYTHON) -m tools.profile $(SITE)

## bench       таблица измерений
bench: setup browsers
	@SITE="$(SITE)" $(PYTHON) -m bench

## lock        обновить закреплённые версии
lock: .venv/.done
	@uv pip compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-header --no-annotate \
		--group build --group test --group lint --group node pyproject.toml --output-file requirements.txt
	@npm install --package-lock-only --ignore-scripts --omit=optional
