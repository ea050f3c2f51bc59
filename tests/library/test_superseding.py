"""A later edition takes a figure's place; nothing is deleted, and the figure's history tells all of it."""

import pytest

from library import Library, open_library
from library.superseding import Link
from tests.library.polls import estimates, source

FILES = {name: name.encode() for name in ("first", "second", "third")}
SHA256 = {name: source(name, content).sha256 for name, content in FILES.items()}


@pytest.fixture
def library(url: str):
    opened = open_library(url)
    for name, content in FILES.items():
        opened.add(source(name, content), content, estimates(name), reviewed_by="ana")
    yield opened
    opened.dispose()


def link(earlier: str, position: int, later: str, by: int | None, why: str = "new edition") -> Link:
    return Link(SHA256[earlier], position, SHA256[later], by, why, "ana")


def test_what_was_superseded_stands_no_longer_and_is_told_in_its_history(library: Library) -> None:
    before = library.version()
    assert library.supersede([link("first", 0, "second", 1), link("first", 1, "second", None)]) == 2
    assert library.version() == before + 1
    standing = library.estimates()
    first = standing[standing["source_sha256"] == SHA256["first"]]
    assert list(first["position"]) == [2, 3]
    assert len(library.estimates()) == 4 + 4 + 2
    told = library.history(SHA256["first"], 0)
    assert [(v.source, v.position, v.stands, v.why) for v in told] == [
        ("first", 0, False, "new edition"),
        ("second", 1, True, ""),
    ]
    assert (told[0].share_printed, told[0].reviewed_by) == ("0.25", "ana")


def test_a_history_goes_through_all_editions_from_wherever_one_asks(library: Library) -> None:
    library.supersede([link("first", 0, "second", 0), link("second", 0, "third", 0)])
    for name in FILES:
        assert [v.source for v in library.history(SHA256[name], 0)] == ["first", "second", "third"]


def test_a_figure_without_editions_has_a_history_of_one(library: Library) -> None:
    assert [v.stands for v in library.history(SHA256["third"], 2)] == [True]
    assert library.history("f" * 64, 0) == []


def test_a_figure_is_superseded_once_the_first_decision_stands(library: Library) -> None:
    library.supersede([link("first", 0, "second", 0)])
    assert library.supersede([link("first", 0, "third", 0, "again")]) == 0
    assert [v.source for v in library.history(SHA256["first"], 0)] == ["first", "second"]


def test_it_is_all_or_nothing(library: Library) -> None:
    stranger = Link(SHA256["first"], 0, "f" * 64, 0, "", "")
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        library.supersede([link("first", 1, "second", 1), stranger])
    assert len(library.estimates()) == 12
