"""Killed at any moment, a library loses nothing that was acknowledged and holds nothing half."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from library import Drafts, Extracted, Library, open_library
from library.backups import backup
from library.verifying import verify
from tests.library.conftest import Databases
from tests.library.polls import ISSUE, estimates, source
from tests.library.processes import PATIENCE, begin, clean, ended

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills its processes by POSIX's signals")

KILLS = {"sqlite": 30, "postgres": 15}
ROWS = 12


@contextmanager
def opened(url: str) -> Iterator[Library]:
    library = open_library(url)
    yield library
    library.dispose()


def add(library: Library, folder: Path, name: str) -> str:
    """Accept a file at once."""
    content = name.encode() * 500
    return library.add(source(name, content), content, estimates(name, ROWS)).source_sha256


def review(library: Library, folder: Path, name: str) -> str:
    """Put a file in, read it, accept it."""
    drafts, content = Drafts(library), name.encode() * 500
    number = drafts.put(name, content).draft
    assert number is not None
    assert drafts.claim(name, number)
    rows = estimates(name, ROWS).assign(issues="")
    assert drafts.finish(number, name, Extracted("text/plain", rows, (ISSUE,), name, [None] * ROWS))
    return drafts.accept(number, drafts.get(number).version, "ana").source_sha256


def save(library: Library, folder: Path, name: str) -> str:
    """Accept a file, then save all that is there."""
    added = add(library, folder, name)
    backup(library, folder / f"{name}.sqlite")
    return added


def work(url: str, folder: Path, turn: int) -> None:
    """Open the library and go on for ever; what was acknowledged is written down before the next."""
    with open(folder / "told", "a", buffering=1) as told:
        library = open_library(url)
        for number in count():
            act: Callable[[Library, Path, str], str] = (add, review, save)[(turn + number) % 3]
            told.write(act(library, folder, f"{turn}-{number}") + "\n")


def test_killed_at_many_moments_nothing_is_lost_and_nothing_is_half_there(
    url: str, databases: Databases, tmp_path: Path
) -> None:
    kills = KILLS[databases.kind]
    seed = random.randrange(10**6)
    chance, told = random.Random(seed), tmp_path / "told"
    told.touch()
    for turn in range(kills):
        before = told.stat().st_size
        process = begin(work, url, tmp_path, turn)
        until = time.monotonic() + 60
        # Every third time somewhere while it opens, which is when it mends what the last one left.
        while turn % 3 and told.stat().st_size == before and time.monotonic() < until:
            time.sleep(0.002)
        time.sleep(chance.uniform(0, 0.3))
        os.kill(process.pid or 0, signal.SIGKILL)
        ended(process)
        acknowledged = {line for line in told.read_text().split("\n") if len(line) == 64}
        with opened(url) as library:
            held = library.sources()
            assert acknowledged <= set(held["sha256"]), f"seed {seed}, turn {turn}"
            assert set(held["estimates"]) <= {ROWS}, f"seed {seed}, turn {turn}"
            if turn % 5 == 4:
                assert verify(library) == [], f"seed {seed}, turn {turn}"
    assert len(acknowledged) > kills / 2
    saved = sorted(tmp_path.glob("*.sqlite"))
    assert saved, "not one backup was whole"
    for path in saved[-3:]:
        with opened(f"sqlite:///{path}") as library:
            assert verify(library) == []


def test_what_a_killed_backup_left_is_gone_after_the_next(tmp_path: Path) -> None:
    (tmp_path / ".toplines-saving-999999999").write_bytes(b"half")
    (tmp_path / f".toplines-saving-{os.getppid()}").write_bytes(b"of one that still runs")
    with opened(f"sqlite:///{tmp_path / 'library.sqlite'}") as library:
        backup(library, tmp_path / "saved.sqlite")
    assert {path.name for path in tmp_path.glob(".toplines*")} == {f".toplines-saving-{os.getppid()}"}


def add_again(url: str, names: list[str], answers) -> None:
    library = open_library(url)
    content = b"the same"
    for name in names:
        added = library.add(source(name, content), content, estimates(name, ROWS))
        answers.put((added.already, added.source_sha256))
    library.dispose()


def test_the_same_file_a_hundred_times_eight_at_once_under_many_names_is_one_source(url: str) -> None:
    answers = clean().Queue()
    names = [f"copy {number}.txt" for number in range(104)]
    adding = [begin(add_again, url, names[number::8], answers) for number in range(8)]
    told = [answers.get(timeout=PATIENCE) for _ in names]
    assert [ended(process) for process in adding] == [0] * 8
    assert sorted(already for already, _ in told) == [False] + [True] * 103
    assert len({sha256 for _, sha256 in told}) == 1
    with opened(url) as library:
        assert (len(library.sources()), len(library.estimates()), library.version()) == (1, ROWS, 1)
        assert verify(library) == []
