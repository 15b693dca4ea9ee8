# The course from one place; `make` alone lists what there is. GNU make 3.81 or later.

PYTHON   ?= python3
PIP_ARGS ?=
LAB_ARGS ?=
SITE_ARGS ?=

WANTED := $(shell sed -n 's/^requires-python = ">=\(.*\)"/\1/p' pyproject.toml)
BIN    := .venv/bin
READY  := .venv/ready
LOG    := build/install.log
PIP    := $(BIN)/python -m pip install $(PIP_ARGS) -c constraints.txt
NPM    := site/node_modules/.package-lock.json
NPM_CI := npm ci --ignore-scripts --no-audit --no-fund --prefix site
GOAL   := $(firstword $(MAKECMDGOALS))
WHY    := The reason is at the end of $(LOG).
RETRY  := $(WHY) Check the network and PIP_ARGS, then run again: make $(GOAL)

# The stamp names the folder it was made in: an environment left half made, or moved, is made anew.
HEALTHY := $(shell test "`cat $(READY) 2>&1`" = "$(CURDIR)" && $(BIN)/python -c 'import pip' 2>&1 && echo yes)

.DEFAULT_GOAL := help
.PHONY: help lab site test build lint bench clean environment tested-site

help: ## list these targets
	@sed -n 's/^\([a-z]*\):.*## /make \1	/p' Makefile

lab: $(READY) ## open the course in JupyterLab; LAB_ARGS="--no-browser --port=9000" is passed on
	@cd notebooks && ../$(BIN)/python -m jupyterlab --LabApp.default_url=/lab/tree/00-start.ipynb \
		$(if $(filter 0,$(shell id -u)),--allow-root) $(LAB_ARGS)

site: $(READY)-site $(NPM) ## the course as web pages in build/site; SITE_ARGS=--serve shows them too
	$(BIN)/lecturelib site $(SITE_ARGS)

test: $(READY)-test tested-site ## are the notebooks up to date; unit tests; every notebook as shipped and solved
	$(BIN)/lecturelib build --check
	@rm -rf build/solved && mkdir -p build/solved
	$(BIN)/lecturelib solve notebooks/*.ipynb -o build/solved --run
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest tests notebooks build/solved -n 2 --dist loadfile \
		--nbval --nbval-current-env --nbval-cell-timeout=120 --nbval-sanitize-with=tests/outputs.cfg

# The few pages that the tests of the site open: the shortest, one with a slider, one with the live cell.
tested-site: $(READY)-test
	@if { test $(NPM) -nt site/package-lock.json || $(NPM_CI); } >build/npm.log 2>&1; \
	then $(BIN)/lecturelib site --build build/tests `$(BIN)/python tests/pages/which.py`; \
	else echo "No Node here, or npm could install nothing (build/npm.log): the tests of the site will skip."; fi

build: $(READY) ## write the notebooks from notebooks/src
	$(BIN)/lecturelib build

lint: $(READY)-dev ## ruff: what it finds, and how it formats
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check lecturelib tests

bench: $(READY) ## time the cells beside torch's, in three minutes; .venv/bin/lecturelib bench takes more sizes and longer
	$(BIN)/lecturelib bench --quick

clean: ## remove the environment and all that can be made again
	rm -rf .venv build site/node_modules .pytest_cache .ruff_cache *.egg-info

$(READY): pyproject.toml constraints.txt $(if $(HEALTHY),,environment)
	@mkdir -p build
	@echo "Installing the course into .venv: minutes the first time, most of them PyTorch. Log: $(LOG)"
	@$(PIP) torch >$(LOG) 2>&1 || { echo "PyTorch could not be installed. $(RETRY)" >&2; exit 1; }
	@$(PIP) -e . >>$(LOG) 2>&1 || { echo "The course could not be installed. $(RETRY)" >&2; exit 1; }
	@echo "$(CURDIR)" >$@

$(NPM): site/package-lock.json
	$(NPM_CI)
	@touch $@

# What only the site, tests and lint need stays out of a student's environment.
$(READY)-%: $(READY)
	@$(PIP) -e '.[$*]' >$(LOG) 2>&1 || { echo "The tools of make $(GOAL) could not be installed. $(RETRY)" >&2; exit 1; }
	@touch $@

environment:
	@found=`$(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null` || found="not there"; \
	case "$$found" in 3.*) test "$${found#3.}" -ge $(WANTED:3.%=%);; *) false;; esac || { \
	echo "Python $(WANTED) or later is wanted; $(PYTHON) is $$found. Name another: make $(GOAL) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	echo "$(PYTHON) cannot make environments. On Debian or Ubuntu: sudo apt-get install python3-venv" >&2; exit 1; }
	@mkdir -p build
	@$(PYTHON) -m venv --clear .venv >$(LOG) 2>&1 || { echo ".venv could not be made; is the disk full, or another make at work? $(WHY)" >&2; exit 1; }
