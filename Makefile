# Hemeroteca: every target works on a fresh machine and builds what it needs.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.PHONY: chat install test test-fast torture eval check train-reader

chat: install            ## build the sample archive on first start, serve the chat
	$(BIN)/python app.py --sample

install: $(STAMP)        ## .venv with everything, nothing started

$(STAMP): pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --editable ".[eval,dev]"
	touch $(STAMP)

test: install            ## the whole suite
	$(BIN)/python -m pytest -n 2

test-fast: install       ## what needs no model, server or browser: under a minute
	$(BIN)/python -m pytest -n 2 -m "not slow"

SEED ?= 20251121
SCALE ?= 1

torture: install         ## half an hour of harm (SEED=…, SCALE=…); needs a C compiler; see docs/reliability.md
	$(BIN)/python -m tests.torture.kills --seed $(SEED) --kills $$((200 * $(SCALE)))
	$(BIN)/python -m tests.torture.faults --seed $(SEED) --limits $$((100 * $(SCALE)))
	$(BIN)/python -m tests.torture.faults --seed $(SEED) --every 1
	$(BIN)/python -m tests.torture.damage --seed $(SEED) --count $$((1000 * $(SCALE)))
	$(BIN)/python -m tests.torture.together --seed $(SEED) --seconds $$((300 * $(SCALE)))
	$(BIN)/python -m tests.torture.together --seed $(SEED) --seconds $$((60 * $(SCALE))) --real

eval: install            ## the built-in evaluation set: tables here, pages with plots in report/
	$(BIN)/python -m eval retrieval --report report
	$(BIN)/python -m eval answers --report report

check: install           ## style, types, known vulnerabilities
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pip-audit --skip-editable --progress-spinner off

# DATA holds squad_es_train.json, squad_es_dist.json, squad_en_part.json and squad_es_dev.json.
train-reader: install    ## train the span reader anew (two cores: 1 h 45; see docs/reader.md)
	$(BIN)/python -m rag.training --data $(DATA) --work build/reader
	$(BIN)/python -m eval.fit_reader $(DATA)/squad_es_dev.json builtin \
		--passages $(DATA)/squad_es_train.json --every 3 --card
