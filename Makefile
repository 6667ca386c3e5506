# make run   sets everything up and opens the interview studio on http://127.0.0.1:8000
# make test  sets everything up, checks the code and runs every test, a real Chromium included
# make bench prints the measured figures
# make golden compares every official network with its golden output, the largest ones in ONNX Runtime too

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
WEB_SOURCES := $(shell find web/src web/index.html web/public -type f 2>/dev/null) web/package.json

.PHONY: run test test-stores check check-python check-web check-types bench golden hostile access licences audit setup web fmt clean client package screens

run: setup web
	$(BIN)/visavis serve

setup: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || python3 -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,lab]'
	touch $@

web/node_modules/.installed: web/package-lock.json
	npm --prefix web ci --no-audit --no-fund
	touch $@

web: src/visavis/web/index.html

src/visavis/web/index.html: $(WEB_SOURCES) web/node_modules/.installed
	npm --prefix web run build

client: setup web/node_modules/.installed
	$(BIN)/visavis openapi > web/src/client/openapi.json
	npm --prefix web run client

check: setup web/node_modules/.installed
	$(MAKE) --no-print-directory -j 2 check-web check-python check-types

check-python:
	$(BIN)/ruff format --check src tests
	$(BIN)/ruff check src tests
	$(BIN)/mypy --num-workers auto
	$(BIN)/lint-imports
	$(BIN)/pip check
	$(BIN)/hadolint deploy/Dockerfile
	$(BIN)/visavis migrations check
	$(BIN)/visavis openapi | diff -q - web/src/client/openapi.json || (echo "Run 'make client'." && false)

check-web: web/node_modules/.linted

# Types of one file hang on others, so all are looked at when one changed, came or went, and none otherwise.
web/node_modules/.linted: $(WEB_SOURCES) $(shell find web/src -type d) web/eslint.config.js web/tsconfig.app.json web/node_modules/.installed
	npm --prefix web run --silent lint
	touch $@

check-types:
	npm --prefix web run --silent types

test: setup web check
	npm --prefix web run --silent test
	$(BIN)/python tests/setup_chromium.py
	$(BIN)/python tests/setup_postgres.py
	$(BIN)/pytest -n 2

# the API's tests, and those of what they stand on, on PostgreSQL and an S3 server instead of SQLite and a folder
test-stores: setup
	$(BIN)/python tests/setup_postgres.py
	VISAVIS_TEST_STORES=postgres $(BIN)/pytest tests/api tests/unit/storage tests/unit/jobs tests/unit/accounts -n 4

golden: setup
	$(BIN)/pytest tests/lab -m "large or not bench" -k "golden"

licences: setup web
	$(BIN)/python tests/write_licences.py

audit: setup
	$(BIN)/pip install --quiet pip-audit --target $(VENV)/audit
	PYTHONPATH=$(VENV)/audit $(BIN)/python -m pip_audit --requirement constraints.txt --no-deps --disable-pip
	npm --prefix web audit --omit=dev

access: setup
	WRITE_ACCESS=1 $(BIN)/pytest tests/api/test_access.py

hostile: setup
	HOSTILE_FILES=300 $(BIN)/pytest tests/hostile

bench: setup
	$(BIN)/pytest tests/bench -m bench -s

fmt: setup
	$(BIN)/ruff format src tests
	$(BIN)/ruff check --fix src tests

clean:
	rm -rf $(VENV) web/node_modules src/visavis/web

package: setup web
	rm -rf dist
	$(BIN)/pip wheel --quiet --no-deps --wheel-dir dist .
	git archive --prefix=visavis/ -o dist/visavis.tar.gz HEAD

screens: setup web
	$(BIN)/python tests/setup_chromium.py
	$(BIN)/python -m tests.browser.take_screens
