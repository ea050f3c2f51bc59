"""Words of the sources' texts are found, in any language, the same in either database."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from library import Library, search
from library.rereading import read_for_search
from library.tables_search import searched
from tests.library.polls import estimates, source

TEXTS = {
    "french.txt": "Baromètre de l’Élysée\n\nLa confiance tombe à 41,5 % en mai.\n\nLes sondés n’ont pas d’opinion.",
    "japanese.txt": "内閣支持率は三割\n\n不支持が上回った",
    "korean.txt": "대통령 지지율이 올랐다",
    "arabic.txt": "ارتفعت نسبة الرضا عن الرئيس",
    "russian.txt": "Одобрение деятельности президента ещё выше",
    "odd.txt": 'C++ (a:b|c) AND "OR" NOT -x & it\'s 100% *',
}


@pytest.fixture
def filled(library: Library) -> Library:
    for name, text in TEXTS.items():
        library.add(source(name, text.encode()), text.encode(), estimates(name))
    with library.reading() as connection:
        assert len(search.not_yet(connection)) == len(TEXTS)
        waiting = search.not_yet(connection)
    for sha256 in waiting:
        read_for_search(library, sha256)
    return library


FOUND = {
    "elysee": ["french.txt"],
    "ÉLYSÉE barom": ["french.txt"],
    "confiance mai": ["french.txt"],
    "confiance opinion": [],  # in two passages
    '"pas d’opinion"': ["french.txt"],
    '"opinion pas"': [],
    "41,5 %": ["french.txt"],
    "41": ["french.txt"],
    "4": [],
    "支持率": ["japanese.txt"],
    "支持": ["japanese.txt", "japanese.txt"],
    "지지율": ["korean.txt"],
    "الرضا": ["arabic.txt"],
    "ОДОБР еще": ["russian.txt"],
    "OR": ["odd.txt"],
    "a:b|c": ["odd.txt"],
    "it's": ["odd.txt"],
    "' OR 1=1 --": [],
    '"': [],
    "*": [],
    "": [],
    "nowhere": [],
    "\0": [],
}


def test_what_is_asked_for_is_found(filled: Library) -> None:
    assert {query: [hit.source for hit in filled.search(query)] for query in FOUND} == FOUND


def test_a_hit_says_where_it_is_and_shows_the_words(filled: Library) -> None:
    (hit,) = filled.search("confiance")
    text = TEXTS["french.txt"]
    start, end = map(int, hit.locator.removeprefix("char=").split("-"))
    assert text[slice(*hit.span)] == "confiance"
    assert text[start:end] == hit.snippet == "La confiance tombe à 41,5 % en mai."
    assert [said for said, asked in hit.pieces if asked] == ["confiance"]
    assert hit.source_sha256 == source("", text.encode()).sha256


def test_a_long_passage_is_cut_round_what_was_found(library: Library) -> None:
    text = ("word " * 100 + "needle " + "word " * 100).strip()
    library.add(source("long.txt", text.encode()), text.encode(), estimates("long.txt"))
    with library.writing() as connection:
        search.keep(connection, source("", text.encode()).sha256, [("char=0-9", 0, text)])
    (hit,) = library.search("needle")
    assert ("needle", True) in hit.pieces
    assert len(hit.snippet) < 350
    assert hit.snippet.startswith("…word")
    assert hit.snippet.endswith("word…")


def test_what_cannot_be_read_is_said_once_and_what_is_read_again_is_there_once(filled: Library) -> None:
    content = b"\x89PNG\r\n\x1a\n broken"
    broken = source("broken.pdf", content)
    filled.add(broken, content, estimates("broken.pdf"), sidecar='note = "From the archive."\n')
    with filled.reading() as connection:
        assert search.not_yet(connection) == [broken.sha256]
    read_for_search(filled, broken.sha256)
    read_for_search(filled, source("", TEXTS["french.txt"].encode()).sha256)
    with filled.reading() as connection:
        assert search.not_yet(connection) == []
        why = connection.scalar(select(searched.c.why).where(searched.c.source_sha256 == broken.sha256))
    assert "broken.pdf" in (why or "")
    assert len(filled.search("elysee")) == 1
    (hit,) = filled.search("broken archive")
    assert (hit.source, hit.locator, hit.snippet) == ("broken.pdf", "", "broken.pdf. From the archive")
