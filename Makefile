# make plan   sets everything up, plans the campaign of 2018 and names the page to open
# make test   sets everything up and runs the tests
# make check  the linters
# make benchmarks   writes BENCHMARKS.md: some hours; ARGS=--quick for a short look
# make docs   the API pages, in build/docs
# make dataset RAW=folder   builds the embedded dataset anew from a folder of raw figures;
#                           ARGS=--replace keeps the present one beside it

PYTHON ?= python3
VENV ?= .venv
OUT ?= out
ARGS ?=
BIN := $(VENV)/bin

.PHONY: plan test check docs dataset benchmarks clean

plan: $(VENV)/installed
	$(BIN)/jemputbola plan --out $(OUT) $(ARGS)

test: $(VENV)/installed-tests
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder $(ARGS)

check: $(VENV)/installed-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

benchmarks: $(VENV)/installed-tests
	$(BIN)/python -m pip install --quiet --editable '.[benchmarks]'
	$(BIN)/python -m tests.benchmarks $(ARGS)

docs: $(VENV)/installed-docs
	$(BIN)/python -m sphinx -q -W --keep-going -b html -d build/doctrees docs/api build/docs

dataset: $(VENV)/installed-tests
	$(BIN)/python -m geodata.build $(ARGS) $(RAW) geodata/kupang

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/installed-tests: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	touch $@ $(VENV)/installed

$(VENV)/installed-docs: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[docs]'
	touch $@ $(VENV)/installed

clean:
	rm -rf $(VENV) build *.egg-info
