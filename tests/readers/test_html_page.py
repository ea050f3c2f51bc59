"""A saved page shown safely, with shares marked where they stand and nowhere else."""

from __future__ import annotations

import re

import pytest

from extract.model import Location, Source
from extract.readers import from_html
from extract.readers.html_page import Mark, marked_page

PAGE = """<html><head><style>.h{display:none} body{background:url(http://evil.example/)}</style></head>
<body onload="alert(1)"><script>alert(2)</script><p class="h">35% hidden</p>
<p id="here">In <a href="javascript:alert(3)">Ukraine</a>, 35<sup>%</sup> approve &lt;script&gt; and 35% do not.</p>
<svg><script>alert(4)</script></svg><math><mtext></math><iframe src="http://evil.example/"></iframe>
<form action="http://evil.example/"><input name="x"><p>Kosovo 85%</p></form><meta http-equiv="refresh" content="0">
<table><tr><th onclick="x()" colspan="2" rowspan="evil">Country</th></tr>
<tfoot><tr><td>Source</td></tr></tfoot><tr><td>Oman<td>20%<td>20%</tr></table></body></html>"""


def shown(source: str, *words: str) -> tuple[str, tuple[int, ...]]:
    """The page with the last mention of each run of words marked."""
    root = from_html.tree("page.html", source.encode())
    document = from_html.written(Source("page.html", "", "text/html"), root)
    places = [document.text.rindex(text) for text in words]
    marks = [
        Mark(Location(char_start=at, char_end=at + len(text)), "approve", "Approve")
        for at, text in zip(places, words, strict=True)
    ]
    return marked_page(root, document, marks)


def test_nothing_that_runs_or_loads_is_left() -> None:
    page, _ = shown(PAGE, "85%")
    body = page.split("<body>")[1]
    assert not re.search(r"<(?:script|svg|iframe|form|input|meta|a|img|style)\b|\son\w+=|https?:|javascript:", body)
    assert "&lt;script&gt;" in body
    assert 'colspan="2"' in body
    assert "rowspan" not in body


def test_what_a_reader_does_not_see_is_not_shown() -> None:
    assert "hidden" not in shown(PAGE, "85%")[0]


@pytest.mark.parametrize("words", ["35%", "20%", "85%"])
def test_one_of_several_alike_is_marked(words: str) -> None:
    page, found = shown(PAGE, words)
    assert found == (0,)
    assert page.count("<mark") == 1
    assert page.count('id="here"') == 1
    after = page.split("<mark")[1]
    assert words not in after.split("</mark>")[1]
    assert f"{words}<span>Approve</span></mark>" in f"<mark{after}"


def test_letters_in_two_elements_are_both_marked_and_named_once() -> None:
    page, _ = shown(PAGE.replace("and 35% do not", "there"), "35%")
    assert (
        '<mark id="here" class="approve">35</mark><sup><mark class="approve">%<span>Approve</span></mark></sup>' in page
    )


def test_what_is_not_certain_is_not_marked() -> None:
    page, found = shown("<table><tr><td>1%<td>1%</tr></table>" + "<p>x</p>", "x")
    assert found == (0,)
    root = from_html.tree("p.html", b"<p>x</p>")
    document = from_html.written(Source("p.html", "", "text/html"), root)
    assert marked_page(root, document, [Mark(Location(char_start=9, char_end=12), "", "")])[1] == ()
    assert "1%<span>" not in page
