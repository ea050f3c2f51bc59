"""Several processes at one library, some of them killed: nothing lost, nothing half there, nothing twice."""

import os
import signal
import sqlite3
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import make_url

from library import open_library
from tests.library.polls import estimates, source
from tests.library.processes import PATIENCE, begin, clean, ended, wait_until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills its processes by POSIX's signals")


def add_same(url: str, gate, answers) -> None:
    """Open the library and add one file, both at the same moment as all others."""
    gate.wait(PATIENCE)
    library = open_library(url)
    frame = estimates("one.txt", 200)
    answers.put(library.add(source("one.txt", b"one"), b"one", frame).already)
    library.dispose()


def test_processes_that_add_one_file_at_once_make_one_source(url: str) -> None:
    gate, answers = clean().Barrier(6), clean().Queue()
    adding = [begin(add_same, url, gate, answers) for _ in range(6)]
    already = [answers.get(timeout=PATIENCE) for _ in adding]
    assert [ended(process) for process in adding] == [0] * 6
    assert sorted(already) == [False] + [True] * 5
    library = open_library(url)
    assert (len(library.sources()), len(library.estimates()), library.version()) == (1, 200, 1)
    library.dispose()


def add_many(url: str, told: str, first: int = 0) -> None:
    """Add files without end; what was acknowledged is written down before the next one."""
    library = open_library(url)
    number = first + len(library.sources())
    with open(told, "a", buffering=1) as notes:
        while True:
            number += 1
            content = b"%d" % number * 1000
            library.add(source(f"{number}.txt", content), content, estimates(f"{number}.txt", 50))
            notes.write(source("", content).sha256 + "\n")


def test_a_killed_process_loses_nothing_and_leaves_nothing_half_done(url: str, tmp_path: Path) -> None:
    told = tmp_path / "told"
    told.touch()
    for pause in range(8):
        before = told.stat().st_size
        process = begin(add_many, url, str(told))
        wait_until(lambda before=before: told.stat().st_size > before, "a file acknowledged")
        time.sleep(0.037 * pause)
        os.kill(process.pid or 0, signal.SIGKILL)
        ended(process)
    acknowledged = set(told.read_text().split())
    library = open_library(url)
    held = library.sources()
    assert acknowledged
    assert acknowledged <= set(held["sha256"])
    assert set(held["estimates"]) == {50}
    assert all(library.original(sha256).content for sha256 in held["sha256"])
    assert library.version() == len(held)
    library.dispose()
    if url.startswith("sqlite:"):
        with sqlite3.connect(make_url(url).database or "") as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def add_some(url: str, first: int) -> None:
    library = open_library(url)
    for number in range(first, first + 8):
        content = b"%d" % number
        library.add(source(f"{number}.txt", content), content, estimates(f"{number}.txt", 50))
    library.dispose()


def test_readers_go_on_while_others_write(url: str) -> None:
    library = open_library(url)
    writers = [begin(add_some, url, first) for first in (0, 100)]
    seen, until = [], time.monotonic() + PATIENCE
    while any(process.is_alive() for process in writers) and time.monotonic() < until:
        seen.append(len(library.estimates()))
    assert seen == sorted(seen)
    assert all(count % 50 == 0 for count in seen), "a reader never sees half a source"
    assert [ended(process, 0) for process in writers] == [0, 0]
    assert (len(library.estimates()), library.version()) == (800, 16)
    library.dispose()
