"""A release says what changed since the last one, and why: a correction, a new edition, a better reading."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from frictionless import Package

from library import Library, audit, open_library
from library.released import content_of, made, make
from library.releases import GONE, READ_ANEW
from library.releasing import publish, release, unzipped, zipped
from library.superseding import Link
from tests.library.polls import estimates, source

FIRST, SECOND = b"first", b"second"
SHA = source("poll.txt", FIRST).sha256
SWAPPED = (SHA, "char=0-4", "0.25", "52%", "digits swapped", "Ann", "2026-11-01")
TOLD = ["released", "source", "locator", "column", "before", "now", "reason"]


@pytest.fixture
def library(url: str) -> Iterator[Library]:
    opened = open_library(url)
    opened.add(source("poll.txt", FIRST), FIRST, estimates("poll.txt", 6))
    yield opened
    opened.dispose()


def edition(library: Library) -> None:
    """A second edition, in which the first figure is another one and the second is gone."""
    rows = estimates("poll 2.txt", 6)
    rows.loc[0, "share_pct"] = 12.0
    library.add(source("poll 2.txt", SECOND), SECOND, rows.drop(index=1))
    by = source("poll 2.txt", SECOND).sha256
    library.supersede([Link(SHA, 0, by, 0, "revised in print", "ana"), Link(SHA, 1, by, None, "left out", "ana")])


def told(files: dict[str, bytes]) -> list[list[str]]:
    return pd.read_csv(io.BytesIO(files["changes.csv"]), dtype=str, keep_default_na=False)[TOLD].values.tolist()


def test_the_first_release_changes_nothing_and_the_same_again_gives_the_same_bytes(library: Library) -> None:
    first = release(library, {}, "2026-01-01")
    assert told(first) == []
    assert release(library, first, "2026-02-02") == first


def test_a_new_edition_is_the_reason_of_what_it_changes(library: Library) -> None:
    first = release(library, {}, "2026-01-01")
    edition(library)
    second = release(library, first, "2026-02-02")
    assert told(second) == [
        ["2026-02-02", "poll.txt", "char=0-4", "", "0.25", "", "new edition: poll 2.txt (revised in print)"],
        ["2026-02-02", "poll.txt", "char=1-5", "", "1.25", "", "new edition: poll 2.txt (left out)"],
    ]
    assert "2 figures, by new edition (2)" in second["README.md"].decode()
    assert release(library, second, "2026-03-03") == second


def test_a_correction_and_a_better_reading_are_told_apart(library: Library) -> None:
    first = release(library, {}, "2026-01-01")
    was = pd.read_csv(io.BytesIO(first["estimates.csv"]), dtype=str, keep_default_na=False)
    was.loc[0, "share_pct"], was.loc[2, "share_pct"] = "52", "20.25"
    before = {"estimates.csv": was.to_csv(index=False, lineterminator="\n").encode()}
    found = release(library, before, "2026-02-02", [SWAPPED])
    assert told(found) == [
        [
            *("2026-02-02", "poll.txt", "char=0-4", "share_pct", "52", "0.25"),
            "correction: 0.25 to 52%, digits swapped (Ann, 2026-11-01)",
        ],
        ["2026-02-02", "poll.txt", "char=2-6", "share_pct", "20.25", "2.25", READ_ANEW],
    ]
    assert "digits swapped" in found["corrections.csv"].decode()
    assert GONE not in found["changes.csv"].decode()


def test_a_folder_and_its_zip_are_valid_packages(library: Library, tmp_path: Path) -> None:
    publish(library, tmp_path / "out", on="2026-01-01")
    edition(library)
    publish(library, tmp_path / "out", [SWAPPED], on="2026-02-02")
    report = Package(str(tmp_path / "out" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "message"])
    files = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert len(told(files)) == 2
    assert unzipped(zipped(files)) == files


def test_a_press_makes_a_release_and_nothing_new_makes_none(library: Library) -> None:
    first = make(library, "ana")
    assert make(library, "ben") == first
    edition(library)
    second = make(library, "ben")
    assert (second.made_by, second.estimates, second.changed) == ("ben", 6 - 2 + 5, 2)
    assert [found.id for found in made(library)] == [second.id, first.id]
    assert told(unzipped(content_of(library, second.id) or b""))[0][-1].startswith("new edition")
    assert content_of(library, 999) is None
    with library.reading() as connection:
        log = [entry.about for entry in audit.all_entries(connection) if entry.what == "released"]
    assert sorted(log) == ["release 1, 6 estimates", "release 2, 9 estimates"]
