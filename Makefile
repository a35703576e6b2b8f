# make run     opens the sample corpus; without a screen it draws a tour of it and says where the pictures are
# make test    runs all tests
# make check   style, types and layers
# make clean   removes what these have brought
#
# Each first brings what is missing: system libraries where apt-get is allowed without a password, the locked
# packages into .venv, a Nastaliq font into .venv/share. A second call starts at once.

ifeq ($(origin PYTHON), undefined)
PYTHON := $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
endif
ifeq ($(PYTHON),)
$(error Python 3.11 or newer is needed; on Debian or Ubuntu: sudo apt-get install python3)
endif

BIN := .venv/bin
SCREEN := $(DISPLAY)$(WAYLAND_DISPLAY)$(filter Darwin,$(shell uname))
PIP := PIP_CONSTRAINT=$(CURDIR)/constraints.txt $(BIN)/python -m pip install \
	--quiet --quiet --disable-pip-version-check --no-input --only-binary :all: --no-binary seqeval
# seqeval, plain Python that tests need, comes as its source only.

.PHONY: run test check clean

run: .venv/.runs
	@$(BIN)/python main.py $(if $(SCREEN),,tour)

test: .venv/.tests
	@$(BIN)/python -m pytest -q --numprocesses 2 --dist worksteal

check: .venv/.checks
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports
	@$(BIN)/pyright

clean:
	rm -rf .venv build dist .pytest_cache .ruff_cache .hypothesis .import_linter_cache

.venv/.made: tools/prepare.py annotator/gui/libraries.py
	@$(PYTHON) tools/prepare.py system
	@$(PYTHON) -m venv .venv
	@$(PYTHON) tools/prepare.py fonts .venv/share/annotator/fonts
	@touch $@

.venv/.runs: .venv/.made pyproject.toml constraints.txt
	@echo "Installing the program's packages into .venv"
	@$(PIP) --editable .
	@touch $@

.venv/.tests: .venv/.runs
	@echo "Installing what the tests need"
	@$(PIP) --editable '.[test]'
	@$(PIP) --no-deps bratiaa # brat's own parser; what it needs besides is for charts
	@touch $@

.venv/.checks: .venv/.tests
	@echo "Installing what the checks need"
	@$(PIP) --editable '.[check]'
	@touch $@
