# Hemeroteca: every target works on a fresh machine and builds what it needs.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.PHONY: chat install test test-fast torture eval bench check train-reader

chat: install            ## build the sample archive on first start, serve the chat
	$(BIN)/python app.py --sample

install: $(STAMP)        ## .venv with everything, nothing started

$(STAMP): pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --editable ".[eval,dev]"
	touch $(STAMP)

test: install            ## the whole suite
	$(BIN)/python -m pytest -n 2 -m "not torture"

test-fast: install       ## what needs no model, server or browser, with fewer examples: a minute
	$(BIN)/python -m pytest -n 2 -m "not slow and not torture" --hypothesis-profile=quick

torture: install         ## crashes, load and hostile input by the thousand: an hour or more
	$(BIN)/python -m pytest -n 2 -m torture tests

eval: install            ## the built-in evaluation set: tables here, pages with plots in report/
	$(BIN)/python -m eval retrieval --report report
	$(BIN)/python -m eval answers --report report
	$(BIN)/python -m eval prensa --report report

# With DATA, the questions of squad_es_dev.json over its paragraphs and those of squad_es_train.json.
BENCH := $(if $(DATA),--dataset $(DATA)/squad_es_dev.json --passages $(DATA)/squad_es_train.json)
bench: install           ## beside other systems, in one run: a table here, figures in report/bench.json
	-$(BIN)/python -m pip install --quiet --editable ".[bench]"
	$(BIN)/python -m eval.bench $(BENCH) --json report/bench.json
	$(BIN)/python -m eval.bench.markdown report/bench.json > report/bench.md

check: install           ## style, types, known vulnerabilities
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pip-audit --skip-editable --progress-spinner off

# DATA holds squad_es_train.json, squad_es_dist.json, squad_en_part.json and squad_es_dev.json.
train-reader: install    ## train the span reader anew (two cores: 2 h 50; see docs/reader.md)
	$(BIN)/python -m rag.training --data $(DATA) --work build/reader
	$(BIN)/python -m rag.training --data $(DATA) --work build/reader \
		--go-on --minutes 75 --rate 1.7e-4 --seed 5
	$(BIN)/python -m eval.fit_reader $(DATA)/squad_es_dev.json builtin \
		--passages $(DATA)/squad_es_train.json --every 4 --card
