# Commands of the project. `make help` lists them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON := .venv/bin/python
STAMPS := .venv/.stamps

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1\t\2/' | expand -t 12

run: $(STAMPS)/run ## start the assistant: environment, model, database, all processes
	@$(PYTHON) -m bot run

test: $(STAMPS)/dev ## run all tests: make test T="tests/unit -k skeleton" runs some
	@$(PYTHON) -m bot train
	@$(PYTHON) -m pytest $(T)

setup: $(STAMPS)/dev ## make the environment, with what tests and checks need

train: $(STAMPS)/run ## train the model if something that it is made of has changed
	@$(PYTHON) -m bot train

chat: $(STAMPS)/run ## talk to the assistant in the terminal
	@$(PYTHON) -m bot chat

check: $(STAMPS)/dev ## style, types, layers, data, messages, catalogue
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy
	@.venv/bin/lint-imports
	@$(PYTHON) -m bot catalogue check > var/catalogue-check.txt || (cat var/catalogue-check.txt; false)
	@$(PYTHON) -m pytest tests/unit/data

validate: $(STAMPS)/dev ## Rasa's own validation of domain, rules and utterances
	@$(PYTHON) -m rasa data validate --domain domain --data data/nlu data/rules

evaluate: $(STAMPS)/dev ## measure understanding: held-out utterances, and ../shared/benchmarks where it is there
	@$(PYTHON) -m bot train
	@scripts/evaluate.sh

bench: $(STAMPS)/run ## measure times, sizes and memory, beside the stock Rasa pipeline
	@$(PYTHON) -m bot train
	@$(PYTHON) -m bot bench

scale-demo: $(STAMPS)/run ## two machines' processes on PostgreSQL, Redis and nginx, under load and kills
	@$(PYTHON) -m bot train
	@$(PYTHON) -m bot scale-demo

lock: $(STAMPS)/dev ## write the lock files anew from requirements*.in
	@scripts/lock.sh

clean: ## remove what was built; conversations in var/ stay
	rm -rf .venv models .rasa results

$(STAMPS)/run: requirements.txt scripts/setup.sh .python-version
	@scripts/setup.sh requirements.txt
	@mkdir -p $(STAMPS) var && touch $@

$(STAMPS)/dev: requirements-dev.txt scripts/setup.sh .python-version
	@scripts/setup.sh requirements-dev.txt
	@mkdir -p $(STAMPS) var && touch $@ $(STAMPS)/run

.PHONY: help run test setup train chat check validate evaluate bench scale-demo lock clean
