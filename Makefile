# Needs GNU make, python3 (3.11 or newer) with pip, and a way to PyPI and npm's registry.
SHELL := /bin/bash
PORT ?= 8000
PYTHON ?= python3
ENV := .venv/bin/python
# A bare Debian makes an environment without pip; then the machine's own pip fills it.
PIP = $$($(ENV) -m pip --version >/dev/null 2>&1 && echo "$(ENV) -m pip" || echo "$(PYTHON) -m pip --python $(ENV)")
GROUND := pyproject.toml hatch_build.py package-lock.json

.PHONY: help demo test figures journeys promises words bench bench-platform bench-statistics lint install clean

help:
	@echo "make demo       the site with a year of examples on http://127.0.0.1:$(PORT) (PORT= for another)"
	@echo "make test       checks, then every test on SQLite, and on PostgreSQL those that touch a database"
	@echo "make figures    samples of the promised figures, with nothing beside them"
	@echo "make journeys   walks through the site in a browser"
	@echo "make promises   what the project promises, and the tests that prove it"
	@echo "make words      gather the words of the screens into the English catalogue"
	@echo "make bench      accuracy and speed of the reader, into docs/benchmarks.md"
	@echo "make bench-platform  speed of long lists, of many readers and of the log, into the same page"
	@echo "make bench-statistics  speed of checks, cells, Excel and the last hour, into the same page"
	@echo "make lint       the checks alone"

demo: .venv/congtac.done
	@.venv/bin/congtac demo --port $(PORT)

install: .venv/tests.done

test: .venv/tests.done
	@$(ENV) -m tests.run test

lint: .venv/tests.done
	@$(ENV) -m tests.run lint

figures: .venv/tests.done
	@$(ENV) -m tests.run figures

journeys: .venv/tests.done
	@$(ENV) -m tests.run journeys

promises: .venv/tests.done
	@$(ENV) -m tests.promises

words: .venv/tests.done
	@$(ENV) -m tests.catalogue

bench: .venv/tests.done
	@$(ENV) -m benchmarks

# REDMINE= names a folder to install the peer in: needs root, debootstrap and a mirror of Debian.
bench-platform: .venv/tests.done
	@$(ENV) -m benchmarks platform $(if $(REDMINE),--redmine $(REDMINE))

# Brings the peers into var/peers from the index that pip uses. MINUTES= stretches the last hour.
bench-statistics: .venv/tests.done
	@$(ENV) -m benchmarks statistics $(if $(MINUTES),--minutes $(MINUTES))

clean:
	rm -rf .venv var src/congtac/static/vendor

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Congtac needs Python 3.11 or newer; set PYTHON= to name one." >&2; exit 1; }
	@echo "==> An environment of its own in .venv"
	@$(PYTHON) -m venv .venv >/dev/null 2>&1 || $(PYTHON) -m venv --without-pip .venv

.venv/congtac.done: $(GROUND) requirements.txt | .venv/bin/python
	@echo "==> The libraries it stands on"
	@$(PIP) install --disable-pip-version-check --progress-bar on --require-hashes -r requirements.txt
	@echo "==> Congtac itself, and the files of its pages"
	@$(PIP) install --disable-pip-version-check --progress-bar on --no-deps --editable .
	@touch $@

.venv/tests.done: requirements-dev.txt .venv/congtac.done
	@echo "==> The tools of the tests"
	@$(PIP) install --disable-pip-version-check --progress-bar on --require-hashes -r requirements-dev.txt
	@touch $@

