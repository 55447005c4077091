# Two commands matter: `make run` and `make test`. `make help` lists all.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
# The locks are whole, so nothing is left to resolve: pip would look at releases that are newer than them.
LOCKED := $(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test check fix bench mutants faults lock catalogue FORCE

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

# What the machine lacks is said before anything begins. An environment that is made anew has a newer pyvenv.cfg,
# and so everything is installed into it.
.venv/pyvenv.cfg: FORCE
	@$(if $(filter test bench,$(MAKECMDGOALS)),bash tests/needs npm)
	@bash tests/environment $(PYTHON)

.venv/.installed: requirements.lock pyproject.toml .venv/pyvenv.cfg
	$(LOCKED) -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

.venv/.installed-dev: .venv/.installed requirements-dev.lock
	$(LOCKED) -r requirements-dev.lock
	touch $@

setup: .venv/.installed ## Create .venv with the locked dependencies and the `lms` command

setup-dev: .venv/.installed-dev

run: setup ## Serve the demonstration on http://127.0.0.1:$(PORT)
	@LMS_DEMO=yes LMS_SITE_URL=http://127.0.0.1:$(PORT) PORT=$(PORT) $(BIN)/lms serve

test: setup-dev ## Run every check and test, browser journeys included
	@bash tests/needs playwright
	bash tests/run

check: setup-dev ## Format, lint and types, changing nothing
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

fix: setup-dev ## Format, and mend what the linter can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup-dev ## Measure; prints the figures and writes bench/results.json
	@bash tests/needs playwright
	@bash tests/npm
	$(BIN)/python -m bench

mutants: setup-dev ## Put faults into the deciders and list those that no test notices
	@PYTHONHASHSEED=0 $(BIN)/python tests/mutants.py

faults: setup-dev ## Kill, cut off and lock real servers, and see whether an acknowledged answer is lost
	@$(BIN)/python -m tests.faults

lock: setup-dev ## Resolve the dependencies anew into the two locks
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --extra build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --extra build --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

catalogue: setup-dev ## Bring the French catalogue's messages up to the code
	cd lms && ../$(BIN)/pybabel --quiet extract -F translations/babel.cfg -k N_ -k gettext -k ngettext:1,2 \
		--add-location file --no-wrap --sort-output --project "CPAS learning" -o ../.venv/messages.pot . \
	&& ../$(BIN)/pybabel --quiet update --ignore-obsolete --no-fuzzy-matching --no-wrap -l fr -i ../.venv/messages.pot \
		-o translations/fr/LC_MESSAGES/messages.po --init-missing
