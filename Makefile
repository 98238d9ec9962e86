# Voorrang. `make help` lists what there is. Works with any POSIX make; everything longer lives in scripts/.
.POSIX:
.SUFFIXES:
.PHONY: help setup run stop test lint fresh bench proof screenshots messages prove-walls

PORT = 8000
VOORRANG_VAR = var
PYTHON = .venv/bin/python
IN_DEMO = PORT="$(PORT)" VOORRANG_VAR="$(VOORRANG_VAR)" VOORRANG_DEMO="$${VOORRANG_DEMO-1}"

help:
	@echo 'make setup        everything that runs needs, into .venv (again: only what changed)'
	@echo 'make run          the demonstration on http://localhost:$(PORT), until Ctrl-C'
	@echo 'make stop         stop what make run started, from another terminal'
	@echo 'make test         lint and all tests; SKIP=browser,pg15 leaves those out'
	@echo 'make lint         style, types, floors, templates, migrations'
	@echo 'make fresh        clone HEAD into an empty folder; set up, run and test there'
	@echo 'make bench        speed, as ratios measured in one run'
	@echo 'make proof        the long proofs, kept in docs/proof.md; PART=kills runs one'
	@echo 'make prove-walls  drop each wall in turn and count what leaks'
	@echo 'make screenshots  a gallery of every page in var/screenshots'
	@echo 'make messages     collect and compile the translations'
	@echo ''
	@echo 'PORT=8001 VOORRANG_VAR=var2 make run   a second instance beside the first'

setup:
	@sh scripts/setup.sh run

run: setup
	@$(IN_DEMO) exec .venv/bin/voorrang run

stop:
	@VOORRANG_VAR="$(VOORRANG_VAR)" exec .venv/bin/voorrang stop

test:
	@sh scripts/setup.sh dev
	@SKIP="$(SKIP)" exec $(PYTHON) scripts/run_tests.py

lint:
	@sh scripts/setup.sh dev
	@exec $(PYTHON) scripts/run_lint.py

fresh:
	@exec sh scripts/fresh.sh

bench:
	@sh scripts/setup.sh dev
	@$(IN_DEMO) $(PYTHON) scripts/run_bench.py

proof:
	@sh scripts/setup.sh dev
	@exec $(PYTHON) scripts/run_proof.py $(PART)

prove-walls:
	@sh scripts/setup.sh dev
	@exec $(PYTHON) scripts/prove_walls.py

screenshots:
	@sh scripts/setup.sh dev
	@exec $(PYTHON) scripts/screenshots.py

messages:
	@sh scripts/setup.sh dev
	@exec $(PYTHON) scripts/messages.py collect
