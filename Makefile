# Hemeroteca: every target works on a fresh machine and builds what it needs.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
LOCKED := requirements.txt requirements-torch.txt

.PHONY: chat install lock test test-fast torture eval bench check docs wheel train-reader

chat: install            ## build the sample archive on first start, serve the chat
	$(BIN)/python app.py --sample

install: $(STAMP)        ## .venv with everything, nothing started

# What is locked comes by its hash; PyTorch by its version, after what it needs besides CUDA.
$(STAMP): pyproject.toml $(LOCKED)
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet -r requirements-torch.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $(STAMP)

lock:                    ## resolve requirements.txt anew, for every system and Python from 3.11 on
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet "uv>=0.13"
	$(BIN)/uv pip compile pyproject.toml --extra eval --extra dev --universal --upgrade \
		--python-version 3.11 --generate-hashes --no-annotate --quiet \
		--constraint requirements-torch.txt --no-emit-package torch \
		--custom-compile-command "make lock" --output-file requirements.txt

# Tests start hundreds of processes: each would compile every module anew where none may be kept.
test: export PYTHONDONTWRITEBYTECODE =
test: install            ## the whole suite, and how much of the code it runs
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not torture" --cov

test-fast: install       ## what needs no model, server or browser, with fewer examples: a minute
	$(BIN)/python -m pytest -n 2 -m "not slow and not torture" --hypothesis-profile=quick

torture: install         ## crashes, load and hostile input by the thousand: an hour or more
	$(BIN)/python -m pytest -n 2 -m torture tests

eval: install            ## the built-in evaluation set: tables here, pages with plots in report/
	$(BIN)/python -m eval retrieval --report report
	$(BIN)/python -m eval answers --report report
	$(BIN)/python -m eval prensa --report report
	$(BIN)/python -m eval campo --report report

# With DATA, the questions of squad_es_dev.json over its paragraphs and those of squad_es_train.json.
BENCH := $(if $(DATA),--dataset $(DATA)/squad_es_dev.json --passages $(DATA)/squad_es_train.json)
bench: install           ## beside other systems, in one run: a table here, figures in report/bench.json
	-$(BIN)/python -m pip install --quiet --editable ".[bench]"
	$(BIN)/python -m eval.bench $(BENCH) --json report/bench.json
	$(BIN)/python -m eval.bench.markdown report/bench.json > report/bench.md

check: install           ## style, docstrings, types, who imports whom, known vulnerabilities
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pip check
	$(BIN)/pip-audit --skip-editable --progress-spinner off --format json 2>/dev/null | \
		$(BIN)/python tests/gates/audit.py

docs: install            ## the site under build/site, every link and heading held
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

wheel: install           ## the wheel in dist/, installed outside the checkout and asked a question
	rm -rf dist
	$(BIN)/python -m build --quiet --no-isolation --outdir dist .
	$(BIN)/python tests/gates/wheel/ask_installed.py dist

# DATA holds squad_es_train.json, squad_es_dist.json, squad_en_part.json and squad_es_dev.json, prensa/ and otros/.
train-reader: install    ## train the span reader anew (two cores: six hours; see docs/reader.md)
	$(BIN)/python -m rag.training --data $(DATA) --work build/reader
	$(BIN)/python -m rag.training --data $(DATA) --work build/reader \
		--go-on --minutes 75 --rate 1.7e-4 --seed 5
	$(BIN)/python -m rag.training.lent --prepare --data $(DATA) --out build/lent.npz
	$(BIN)/python -m rag.training.lent --data build/lent.npz --out build/lent \
		--minutes 150 --seeds 1 --groups 6 --rate 7e-5
	$(BIN)/python -m rag.training.ship build/lent/network-*.npz --data $(DATA)
	$(BIN)/python -m eval.fit_reader $(DATA)/squad_es_dev.json builtin \
		$(DATA)/prensa/cumulos_train.jsonl --passages $(DATA)/squad_es_train.json --every 4 --card
	$(BIN)/python -m eval.fit_second_look $(DATA)/prensa/cumulos_train.jsonl \
		--readings build/readings.jsonl --card
