# `make run` opens the app, `make test` passes the tests. Both prepare what they need; `make help` lists the rest.
# Plain enough for the GNU make 3.81 that comes with macOS.

PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run test check format bench train screenshots wheel clean for-a-window for-tests

help: ## list what can be made
	@sed -n 's/^\([a-z-]*\):.* ## \(.*\)/  make \1\t\2/p' Makefile | expand -t 22

run: for-a-window ## open the app (ARGS="file.landscape" or article files)
	@$(BIN)/alliance-explorer $(ARGS)

test: for-tests ## run the tests, without a display (ARGS="-k name" for some)
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest $(ARGS)

check: for-tests ## lint, formatting, types and the floors between the parts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

format: for-tests ## put the code into shape
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: for-tests ## measure start-up and reading
	@$(BIN)/python -m benchmarks.startup
	@$(BIN)/python -m benchmarks.reading

train: for-tests ## train the models anew from a folder of data sets (DATA=folder)
	@$(BIN)/uv sync --locked --group train --quiet
	@$(BIN)/python -m training.names $(DATA)
	@$(BIN)/python -m training.standings $(DATA)
	@$(BIN)/python -m training.deals $(DATA)
	@$(BIN)/python -m training.stages $(DATA)
	@$(BIN)/python -m training.areas $(DATA)

screenshots: for-tests ## take the pictures in docs/ anew, without a display
	@$(BIN)/python -m tools.screenshots

wheel: for-tests ## build the package into dist/
	@$(BIN)/uv build --wheel --quiet

clean: ## remove what was made here, .venv too
	rm -rf .venv build dist *.egg-info .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

for-a-window:
	@$(PYTHON) tools/prepare.py window

for-tests:
	@$(PYTHON) tools/prepare.py tests
