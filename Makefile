# Toplines. `make` alone lists what can be made.

python := .venv/bin/python
run    := .venv/installed
dev    := .venv/installed-dev
peers  := .venv-bench/installed
args   ?=
jobs   ?= auto

# An environment whose Python has gone (upgraded, folder moved) counts as none.
ifneq ($(shell $(python) -c 'print(1)' 2>/dev/null),1)
$(run) $(dev): again
endif

.DEFAULT_GOAL := help
.PHONY: help run test test-databases style check format gallery data bench bench-dashboard bench-accuracy again

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(run) ## start the dashboard on http://127.0.0.1:8050 (args="--port 9000" to change)
	@exec $(python) app.py $(args)

# A process a processor, four at most; a file of tests stays in one of them, as its tests share what they set up.
test: $(dev) ## run all tests, with what they need (args="-k leaders" for some, jobs=0 in one process)
	@TOPLINES_CHROMIUM="$$(.ci/chromium)" exec $(python) -m pytest -n $(jobs) --maxprocesses 4 --dist loadfile $(args)

test-databases: $(dev) ## the library's tests on SQLite and on a Postgres that they start themselves
	@TOPLINES_TEST_POSTGRES=required exec $(python) -m pytest tests/library $(args)

style: $(dev)
	$(python) -m ruff check .
	$(python) -m ruff format --check .
	$(python) -m mypy

check: style ## style, types and the examples in docstrings
	$(python) -m pytest extract compare library dashboard

format: $(dev) ## put the code into its style
	$(python) -m ruff check --fix .
	$(python) -m ruff format .

gallery: $(dev) ## take the pictures in docs/ anew
	TOPLINES_CHROMIUM="$$(.ci/chromium)" $(python) -m dashboard.screenshot
	TOPLINES_CHROMIUM="$$(.ci/chromium)" $(python) -m dashboard.screenshot --gallery

data: $(run) ## rebuild data/published/ from data/sources/
	$(python) -m dashboard.rebuild_data

bench-dashboard: $(dev) ## measure how fast the dashboard answers, beside bare Dash
	TOPLINES_CHROMIUM="$$(.ci/chromium)" $(python) -m benchmarks.dashboard

bench: $(peers) ## measure the time of extraction beside pandas and pdfplumber (args="FOLDER" for its PDFs)
	.venv-bench/bin/python -m benchmarks.reading $(args)

bench-accuracy: $(peers) ## count what other tools read of the same documents (args="FOLDER" with docs/ and gold/)
	.venv-bench/bin/python -m benchmarks.accuracy $(args)

# Installed again only when a requirements file is newer than the last installation.
$(run): requirements.txt
	@.ci/environment requirements.txt
	@touch $@

# The tools we compare ourselves with have an environment of their own: what they bring along is none of ours.
$(peers): requirements.txt requirements-dev.txt requirements-bench.txt
	@.ci/environment requirements-bench.txt .venv-bench
	@# Camelot and img2table bring two builds of OpenCV into one folder; the fuller one, which serves both, has to come last.
	@rm -rf .venv-bench/lib/python*/site-packages/cv2 .venv-bench/lib/python*/site-packages/opencv_contrib_python*
	@.ci/environment requirements-bench.txt .venv-bench
	@touch $@

$(dev): requirements.txt requirements-dev.txt
	@.ci/environment requirements-dev.txt
	@touch $@ $(run)
