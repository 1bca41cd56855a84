# make site   set up, scrape the bundled example web from disk, build the digest
# make check  set up, then what can be known in three minutes: lint, types, layers, spelling, quick tests; while you work
# make test   set up, then everything that must hold, with all tests (browser, endurance, installation) and coverage; before every push
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
BENCH_READY := .venv-bench/.ready
LEARN_READY := .venv-learn/.ready

.PHONY: site check test lint types layers spelling quick unit serve shots learn bench-read bench-pages bench-transplants bench-scrape bench-reposts bench-search bench-build fuzz audit lock clean

site: $(READY)
	$(BIN)/policy-digest scrape --root . --sources tests/web/sources --mirror tests/web/mirror --delay 0
	$(BIN)/policy-digest check --root .
	$(BIN)/policy-digest build --root . --strict

check: lint types layers spelling quick

test: lint types layers spelling unit

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

layers: $(READY)
	$(BIN)/lint-imports

spelling: $(READY)
	$(BIN)/codespell

# Without browser, installation and endurance; generated examples are fewer, and nothing is traced.
quick: $(READY)
	$(BIN)/pytest -n auto --dist worksteal -m "not browser and not installed and not slow" --hypothesis-profile=quick

unit: $(READY)
	$(BIN)/pytest -n auto --dist worksteal --cov --cov-report=term:skip-covered --cov-fail-under=85

serve: $(READY)
	$(BIN)/policy-digest serve --root .

shots: $(READY)
	$(BIN)/python tests/site/shots.py

# Fits the weights of the reading to labelled documents, scores them by cross-validation, writes weights.json and MODEL_CARD.md.
learn: $(LEARN_READY)
	.venv-learn/bin/python tests/learn/learn.py --curve

# Against general extractors, in an environment of its own: they are no dependency.
bench-read: $(BENCH_READY)
	.venv-bench/bin/python tests/bench/bench_read.py

# The same on the pages of other readers' own suites: bodies, titles, dates, time.
bench-pages: $(BENCH_READY)
	.venv-bench/bin/python tests/bench/bench_pages.py --worst 20

# The body of one labelled page in the chrome of another, 200 pairs: recall and clean may not suffer.
bench-transplants: $(READY)
	$(BIN)/python tests/bench/bench_transplants.py --worst 10

# 200 sources of 20 new notices from a misbehaving server on loopback: time, memory, requests, bytes.
bench-scrape: $(READY)
	$(BIN)/python tests/bench/bench_scrape.py

# 100,000 generated notices of which it is known who copied whom: seconds, memory, precision and recall.
bench-reposts: $(READY)
	$(BIN)/python tests/bench/bench_reposts.py

# 500 random substrings of 5,000 generated measures against literal containment, and beside it Pagefind's own segmentation.
bench-search: $(READY)
	$(BIN)/python tests/bench/bench_search.py

# Digests of 200 and 1,000 generated notices, built three times each: CPU seconds, wall, memory, milliseconds a page.
bench-build: $(READY)
	$(BIN)/python tests/bench/bench_build.py

# Mutated documents and floods through the whole reading, ten minutes; stops at the first broken promise and says how to repeat it.
fuzz: $(READY)
	$(BIN)/python tests/fuzz/fuzz_read.py --minutes 10

# Known vulnerabilities of what the lock names; asks the package index, so it needs the network.
audit: requirements.lock
	$(PYTHON) -m venv .venv-audit
	.venv-audit/bin/python -m pip install -q --disable-pip-version-check pip-audit
	.venv-audit/bin/pip-audit --requirement requirements.lock --disable-pip --no-deps --progress-spinner off

# The locks name versions and hashes for every platform; needs uv (pip install uv).
lock:
	uv pip compile -q --universal --python-version 3.11 --extra dev --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --extra bench --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements-bench.lock
	uv pip compile -q --universal --python-version 3.11 --extra learn --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements-learn.lock

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Policy Digest needs Python 3.11 or newer; name one with make PYTHON=...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(READY)

$(BENCH_READY): requirements-bench.lock
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements-bench.lock
	touch $(BENCH_READY)

$(LEARN_READY): requirements-learn.lock
	$(PYTHON) -m venv .venv-learn
	.venv-learn/bin/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements-learn.lock
	touch $(LEARN_READY)

clean:
	rm -rf site .policy-digest
