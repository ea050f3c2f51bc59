"""How people were reached: what sentences and cells tell of it, in all our languages, and what they do not."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from extract.model import Mode
from extract.names.modes import is_mode_label, mode_of, modes_in
from extract.names.phrases import fold, read_rows

HERE = Path(__file__).parent


def sentences() -> list[dict[str, str]]:
    """The sentences of modes.csv; "-" says that nothing is told, an empty mode that it is left open."""
    with (HERE / "modes.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", sentences(), ids=lambda row: row["text"][:40])
def test_a_sentence_tells_a_mode_or_leaves_it_open_or_says_nothing_of_it(row: dict[str, str]) -> None:
    assert modes_in(row["text"]) == (None if row["mode"] == "-" else row["mode"])


@pytest.mark.parametrize(
    ("cell", "mode"),
    [
        ("Online", "online"),
        ("Live phone/Online", "online + telephone"),
        ("IVR", "automated call"),
        ("CAPI", "face to face"),
        ("CATI / CAWI", "online + telephone"),
        ("Téléphone", "telephone"),
        ("Presencial", "face to face"),
        ("電話", "telephone"),
        ("Mixed", "mixed"),
        ("Mixed-mode (phone, web)", "online + telephone"),
        ("Quota sample", None),
        ("n/a", None),
        ("", None),
    ],
)
def test_a_cell_under_a_header_of_modes(cell: str, mode: str | None) -> None:
    assert mode_of(cell) == mode


def test_what_stands_before_a_mode() -> None:
    assert all(map(is_mode_label, ("Mode", "Survey method", "Erhebungsmethode:", "Метод опроса", "調査方法")))
    assert not any(map(is_mode_label, ("Country", "Sample size", "Mode of transport", "")))


def test_each_row_of_the_words_is_of_a_known_mode_and_strength() -> None:
    rows = read_rows("modes.csv")
    assert {row["mode"] for row in rows} == {*map(str, Mode), "none", "another time"}
    assert {row["strength"] for row in rows} == {"sure", "loose", "cell"}


def test_no_phrase_has_two_modes() -> None:
    seen: dict[str, str] = {}
    for row in read_rows("modes.csv"):
        key = " ".join(map(fold, row["phrase"].replace("-", " ").split()))
        assert seen.setdefault(key, row["mode"]) == row["mode"], row
