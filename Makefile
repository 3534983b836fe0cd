# make demo  sets everything up in .venv and evaluates the example
# make test  sets everything up in .venv, lints, checks types, tests
# make exhaustive  empties every cell of the example, one by one (about ten minutes)
# make bench  measures everything, prints one table and writes docs/performance.md (two hours;
#             QUICK=--quick for a small country, which writes no page)
# make bench-parts  times columns against the reference on copies of the example, and the reading
#             of large and of many workbooks against the library alone and openpyxl; and the page
#             of 5,000 people against that of a school, in Chromium; and what sealing adds
# make agree  compares all ways to a verdict on 100,000 random pairs of a plan and a dossier, and
#             with every completion where they are few (about an hour; PAIRS=3000 JOBS=2 for less)
# make pythons  writes the example's run with other versions of Python, and compares the bytes
#               (PYTHONS="python3.12 python3.13")
# make fuzz  reads 10,000 damaged workbooks (half an hour; VARIANTS=1000 for less)
# make goldens  writes the expected reports, docs/problems.md and docs/rules anew; read the diff

PYTHON ?= python3
PAIRS ?= 100000
JOBS ?= 1
VARIANTS ?= 10000
PYTHONS ?= python3.12 python3.13
QUICK ?=
VENV := .venv
PEERS := .venv-peers
BIN := $(VENV)/bin

.PHONY: demo test lint types tests exhaustive goldens bench bench-parts agree pythons fuzz clean

demo: $(VENV)/installed
	$(BIN)/thidua demo

test: lint types tests

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/installed-dev
	$(BIN)/mypy

tests: $(VENV)/installed-dev
	$(BIN)/thidua rules test --coverage
	$(BIN)/pytest -n auto

exhaustive: $(VENV)/installed-dev
	THIDUA_EXHAUSTIVE=1 $(BIN)/pytest -n auto tests/test_fixtures.py

goldens: $(VENV)/installed-dev
	THIDUA_UPDATE_GOLDEN=1 $(BIN)/pytest tests/reports tests/test_docs.py tests/outside

bench: $(VENV)/installed-dev $(PEERS)/installed
	THIDUA_OPENFISCA_PYTHON=$(PEERS)/bin/python $(BIN)/python -m bench.performance $(QUICK)

bench-parts: $(VENV)/installed-dev
	$(BIN)/python bench/columns.py
	$(BIN)/python -m bench.reading
	$(BIN)/python -m bench.pages
	$(BIN)/python -m bench.sealing

agree: $(VENV)/installed-dev
	$(BIN)/python -m bench.agreement --pairs $(PAIRS) --jobs $(JOBS)

pythons: $(VENV)/installed-dev
	$(BIN)/python -m tests.pythons $(PYTHONS)

fuzz: $(VENV)/installed-dev
	$(BIN)/python -m tests.workbook.fuzzing --variants $(VARIANTS)

$(PEERS)/installed: bench/national/peers.txt
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet -r bench/national/peers.txt
	touch $@

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(VENV)/installed: $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet -c constraints.txt -e .
	touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(BIN)/python -m pip install --quiet -c constraints.txt -e . --group dev
	touch $@

clean:
	rm -rf $(VENV) $(PEERS) dist build thidua-demo .pytest_cache .mypy_cache .ruff_cache .hypothesis
