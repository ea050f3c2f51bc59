"""The search on the Sources page: what is found, where it is, and what is said when nothing is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from dashboard import create_app, source_search
from dashboard.indexing import Indexing
from extract.model import Source
from library import Library, open_library
from tests.library.polls import estimates

FILES = {
    "text.txt": b"<b>Approval</b> of the government\n\nis 41 % in May",
    "rows.csv": b"Country,Approve,Disapprove\nFrance,41%,52%\nJapan,30%,61%\n",
    "page.html": "<h1>Élysée</h1><p>Approval of the president is <b>41 %</b>.</p><script>alert(1)</script>".encode(),
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    place: Path = tmp_path_factory.mktemp("searched") / "library.sqlite"
    opened = open_library(f"sqlite:///{place.as_posix()}")
    for name, content in FILES.items():
        kind = {"txt": "text/plain", "csv": "text/csv", "html": "text/html"}[name.rpartition(".")[2]]
        opened.add(Source(name, sha256(content).hexdigest(), kind), content, estimates(name))
    assert Indexing(opened).read_all()
    yield opened
    opened.dispose()


def told(part: object) -> str:
    """All of a component as the browser gets it."""
    return json.dumps(part, default=lambda one: one.to_plotly_json())


def test_what_is_found_is_listed_with_its_words_marked(library: Library) -> None:
    said = told(source_search.answered(library.search("approv"), 0))
    assert "3 places" in said
    assert all(name in said for name in FILES)
    assert '"children": "Approval"' in said
    assert "alert" not in said


@pytest.mark.parametrize(
    ("query", "name", "words"),
    [
        ("government", "text.txt", "<b>Approval</b> of the "),
        ("Japan", "rows.csv", "France"),
        ("elysee", "page.html", "Found"),
    ],
)
def test_a_place_is_shown_in_its_original(library: Library, query: str, name: str, words: str) -> None:
    (hit,) = library.search(query)
    assert hit.source == name
    assert words in told(source_search.shown(library, hit.source_sha256, *hit.span))


@pytest.mark.parametrize("sha", ["0" * 64, "x", ""])
def test_what_is_not_there_is_said(library: Library, sha: str) -> None:
    assert "no longer in the library" in told(source_search.shown(library, sha, 0, 1))


def test_sources_that_wait_are_said(library: Library) -> None:
    assert "No places where all of it stands. 2 sources are still" in told(source_search.answered([], 2))


def test_the_page_has_the_box(library: Library) -> None:
    layout = create_app(library).server.test_client().get("/_dash-layout").text
    assert '"source-query"' in layout
