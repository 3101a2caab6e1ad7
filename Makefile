# Everything a user or a contributor does with the checkout. `make` lists it.
#
#   PYTHON  the interpreter to start from           (make test PYTHON=python3.12)
#   VENV    the folder of the virtual environment   (one for each interpreter)
#   ARGS    further arguments for pytest            (make test ARGS="-k segment -x")

PYTHON ?= python3
VENV   ?= .venv
ARGS   ?=

ifeq ($(OS),Windows_NT)
RUN := $(VENV)/Scripts/python
BILINGUE := $(VENV)/Scripts/bilingue
else
RUN := $(VENV)/bin/python
BILINGUE := $(VENV)/bin/bilingue
endif

PIP      := $(RUN) -m pip --disable-pip-version-check
INSTALL  := $(PIP) install --quiet --no-deps --require-hashes
# With hashes nothing but the locked files can be installed; the project itself has none.
PROJECT  := $(PIP) install --quiet --no-deps --no-build-isolation
MADE     := $(VENV)/.made
USER     := $(VENV)/.user
DEV      := $(VENV)/.dev
WHEELS   := $(VENV)/wheels
ORIGINAL := build/original-argostranslate
SIZE_ENV := build/size-env
LIMIT_MB := 700

.PHONY: help demo test soak bench check format size wheel bundle lock check-wheels clean
.DELETE_ON_ERROR:

help:
	@echo "make demo          translate seeds/ into out/ and say where the page is"
	@echo "make test          the whole test suite, a real browser included"
	@echo "make check         ruff, formatting and types"
	@echo "make format        let ruff repair what it can"
	@echo "make soak          the tests that take minutes"
	@echo "make bench         speed beside the stock Argos Translate and bare CTranslate2"
	@echo "make size          disk space of a user's environment, at most $(LIMIT_MB) MB"
	@echo "make wheel         dist/: the wheel, with templates and model inside"
	@echo "make bundle        dist/: one archive for a machine without network"
	@echo "make lock          the newest allowed dependencies into requirements*.txt"
	@echo "make check-wheels  does every locked dependency have a wheel for every system?"
	@echo "make clean         remove what make made, the environment included"

demo: $(USER)
	$(BILINGUE) run seeds --out out
	@echo "Open in a browser: $(CURDIR)/out/index.html"

test: $(DEV) $(ORIGINAL)/.done $(WHEELS)/.done
	@$(RUN) -m tools.chromium
	$(RUN) -m pytest $(ARGS)

soak: $(DEV) $(ORIGINAL)/.done $(WHEELS)/.done
	$(RUN) -m pytest -m soak $(ARGS)

# Also needs sacreBLEU, which no lock holds; minutes, on a machine that does nothing else.
bench: $(DEV)
	$(RUN) -m benchmarks.engine $(ARGS)

check: $(DEV)
	$(RUN) -m ruff check
	$(RUN) -m ruff format --check
	$(RUN) -m mypy

format: $(DEV)
	$(RUN) -m ruff check --fix
	$(RUN) -m ruff format

# A user's environment: the locked dependencies and the wheel, nothing of the tests.
size: wheel
	rm -rf $(SIZE_ENV)
	$(PYTHON) -m venv $(SIZE_ENV)
	$(subst $(VENV),$(SIZE_ENV),$(INSTALL)) -r requirements.txt
	$(subst $(VENV),$(SIZE_ENV),$(PIP)) install --quiet --no-deps dist/bilingue-*.whl
	$(RUN) -m tools.size $(SIZE_ENV) $(LIMIT_MB)

wheel: $(USER)
	rm -f dist/bilingue-*.whl
	$(RUN) -m hatchling build -t wheel -d dist

bundle: wheel $(WHEELS)/.done
	$(RUN) -m tools.bundle dist/bilingue-*.whl $(WHEELS) dist

lock: $(DEV)
	$(RUN) -m tools.lock

check-wheels: $(DEV)
	$(RUN) -m tools.check_wheels --day $$(date -u +%Y-%m-%d)

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

# The files below mark a step as done, so that it is not repeated until its input changes.

$(MADE):
	@command -v $(PYTHON) >/dev/null || \
		{ echo "No $(PYTHON) here: install Python 3.11 to 3.14, or name one: make PYTHON=..." >&2; exit 1; }
	@$(PYTHON) tools/setup_check.py
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(USER): $(MADE) requirements.txt requirements-build.txt pyproject.toml
	$(INSTALL) -r requirements.txt
	$(INSTALL) -r requirements-build.txt
	$(PROJECT) --editable .
	@touch $@

$(DEV): $(USER) requirements-dev.txt
	$(INSTALL) -r requirements-dev.txt
	@touch $@

# The test that both distributions of argostranslate serve.
$(ORIGINAL)/.done: $(DEV) requirements-original.txt
	rm -rf $(ORIGINAL)
	$(INSTALL) --target $(ORIGINAL) -r requirements-original.txt
	@touch $@

# What the bundle holds: the locked wheels for this interpreter.
$(WHEELS)/.done: $(MADE) requirements.txt
	rm -rf $(WHEELS)
	$(PIP) download --quiet --no-deps --require-hashes --only-binary=:all: \
		--dest $(WHEELS) -r requirements.txt
	@touch $@
