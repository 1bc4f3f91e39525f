# What a person needs: make chat, make test. What a contributor needs: make check, make lock.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: chat test soak check lock bench calibrate weights frequencies thesaurus clean

chat: $(VENV)/.run ## Ask questions over the embedded corpus
	@$(BIN)/coop chat

test: $(VENV)/.dev ## Run the whole test suite, on all processors
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

soak: $(VENV)/.dev ## Run the journeys under long loads (about ten minutes)
	SOAK=1 $(BIN)/python -m pytest tests/journeys tests/editorial

check: test ## What CI runs: tests, style, types, names that must not be committed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m tests.committed_names

lock: ## Make the hash-locked requirements anew from pyproject.toml (needs uv)
	@for set in run dev bench; do \
	  case $$set in run) extra=;; dev) extra="--extra dev";; bench) extra="--extra dev --extra bench";; esac; \
	  echo "setuptools>=77" | uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	    --no-emit-index-url --no-header --no-annotate --upgrade $$extra -o requirements/$$set.txt pyproject.toml -; \
	done

bench: $(VENV)/.bench ## Measure ranking beside the peers (DATA: folder of collections); figures go to docs/benchmarks.md
	$(BIN)/python -m benchmarks.quality --data $(DATA) --write

calibrate: $(VENV)/.dev ## Make the confidence model anew from labelled questions (DATA: folder of collections)
	$(BIN)/python -m scripts.calibrate --data $(DATA)

weights: $(VENV)/.dev ## Choose the weights of the ranking signals, cross-validated (DATA: folder of collections)
	$(BIN)/python -m scripts.weights --data $(DATA)

frequencies: ## Make the table of French word frequencies anew (needs the package wordfreq)
	$(BIN)/python -m scripts.frequencies

thesaurus: ## Make the table of synonyms anew (FILE: thes_fr.dat of the Debian package mythes-fr)
	$(BIN)/python -m scripts.thesaurus $(FILE)

clean: ## Remove what can be made again
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache

# Everything the installation says goes to standard error, so that standard output is the program's alone.
# The stamp says that the environment is whole: one that was cut short while it was made is made again.
$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed.")' >&2
	@echo "Installing (once, about a minute)…" >&2
	@$(PYTHON) -m venv $(VENV) >&2
	@touch $@

$(VENV)/.run: requirements/run.txt pyproject.toml | $(VENV)/.made
	@$(PIP) install --require-hashes -r requirements/run.txt >&2
	@$(PIP) install --no-deps --no-build-isolation --editable . >&2
	@# Where Python may write no bytecode, each start would compile the whole program again.
	@$(BIN)/python -m compileall -q bot corpus retrieval >&2
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	@$(PIP) install --require-hashes -r requirements/dev.txt >&2
	@touch $@

$(VENV)/.bench: requirements/bench.txt $(VENV)/.dev
	@$(PIP) install --require-hashes -r requirements/bench.txt >&2
	@touch $@
