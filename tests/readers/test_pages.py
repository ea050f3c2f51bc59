"""HTML, Word and Excel: what is shown is read, what is hidden is not."""

from __future__ import annotations

import io

import pytest
from docx import Document as Docx
from docx.oxml import parse_xml
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from extract.model import Table
from extract.readers import read
from tests.readers.check import assert_found_again, passages, tables

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def page(body: str, head: str = "") -> bytes:
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>".encode()
    )


def test_nested_layout_tables_give_their_inner_tables_in_order() -> None:
    inner = "<table><tr><td>Country</td><td>Yes</td></tr><tr><td>{}</td><td>{}</td></tr></table>"
    body = (
        "<table><tr><td>Menu</td></tr></table><table><tr><td>Before<br><br>"
        + inner.format("France", 31)
        + "Between"
        + inner.format("India", 74)
        + "</td></tr></table>"
    )
    document = read("a.html", page(body))
    assert passages(document) == ["Menu", "Before", "Between"]
    assert tables(document) == [[["Country", "Yes"], ["France", "31"]], [["Country", "Yes"], ["India", "74"]]]
    assert_found_again(document)


def test_a_poll_in_one_table_is_parted_at_its_full_width_rows() -> None:
    rows = "".join(
        f"<tr><td colspan=3><b>{pollster} Poll.</b> Oct. 1, 2004. N=1,059 adults nationwide.</td></tr>"
        "<tr><td></td><td>Favorable</td><td>Unfav-<br>orable</td></tr><tr><td>10/1/04</td><td>51</td><td>42</td></tr>"
        "<tr><td colspan=3>Among registered voters:</td></tr><tr><td>9/1/04</td><td>49</td><td>40</td></tr>"
        for pollster in ("Time", "Newsweek")
    )
    document = read("a.html", page(f"<table>{rows}</table>"))
    assert [table[0] for table in tables(document)] == [["", "Favorable", "Unfavorable"]] * 2
    assert [["Among registered voters:"] in table for table in tables(document)] == [True, True]
    assert [text[:8] for text in passages(document)] == ["Time Pol", "Newsweek"]
    assert_found_again(document)


@pytest.mark.parametrize(
    "hidden",
    [
        "<span hidden>9</span>",
        "<span style='display: none'>9</span>",
        "<span style='font-size:0'>9</span>",
        "<span class='gone'>9</span>",
        "<script>9</script>",
        "<!-- 9 -->",
    ],
)
def test_hidden_figures_are_not_read(hidden: str) -> None:
    rows = f"<tr><td>Country</td><td>Yes</td></tr><tr><td>France</td><td>{hidden}40%</td></tr>"
    head = "<style>@media print {.kept{display:none}} .gone, #x {display:none}</style>"
    assert tables(read("a.html", page(f"<table class=kept>{rows}</table>", head)))[0][1] == ["France", "40%"]


def test_note_marks_go_and_ordinals_stay() -> None:
    cells = "<td>Kosovo<sup>[1]</sup></td><td>41<sup>a</sup></td><td>18<sup>th</sup></td><td>Spain*</td><td>*</td>"
    document = read("a.html", page(f"<table><tr>{'<td>x</td>' * 5}</tr><tr>{cells}</tr></table>"))
    assert tables(document)[0][1] == ["Kosovo", "41", "18th", "Spain", "*"]
    assert_found_again(document)


def test_tables_made_of_divs() -> None:
    row = "<div class=r><div>{}</div><div>{}</div><div>{}</div></div>"
    rows = "".join(row.format(*cells) for cells in (("Country", "Yes", "No"), ("France", 31, 62), ("India", 74, 20)))
    assert tables(read("a.html", page(f"<section>{rows}</section>"))) == [
        [["Country", "Yes", "No"], ["France", "31", "62"], ["India", "74", "20"]]
    ]


def test_what_a_page_says_of_itself() -> None:
    head = "<title>A poll</title><meta property='article:published_time' content='2016-05-31T10:00:00Z'>"
    metadata = read("a.html", page("<p>41%</p>", head)).metadata
    assert (metadata.title, metadata.published, metadata.language) == ("A poll", "2016-05-31", "en")


def test_a_page_that_says_its_encoding() -> None:
    content = "<html><head><meta charset=windows-1254></head><body><p>Türkiye'de ğ</p></body></html>".encode("cp1254")
    assert passages(read("a.html", content)) == ["Türkiye'de ğ"]


def test_preformatted_text_holds_tables_too() -> None:
    body = "<pre>Country     Yes   No\nFrance       31   62\nIndia        74   20</pre>"
    document = read("a.html", page(body))
    assert tables(document) == [[["Country", "Yes", "No"], ["France", "31", "62"], ["India", "74", "20"]]]
    assert_found_again(document)


def workbook(fill: object) -> bytes:
    book = Workbook()
    fill(book.active)  # type: ignore[operator]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_sheet_says_what_it_shows() -> None:
    def fill(sheet: object) -> None:
        rows = [
            ["Trust in 2016"],
            [],
            ["Country", "Yes", "No"],
            ["France", 0.413, 0.5],
            ["x", 9, 9],
            ["India", 0.1 + 0.2, None],
        ]
        for row in [*rows, ["Source: a survey of 1,000 adults in each country"]]:
            sheet.append(row)  # type: ignore[attr-defined]
        sheet["B4"].number_format = "0%"  # type: ignore[index]
        sheet["C4"].number_format = "0.0%"  # type: ignore[index]
        sheet["A6"] = CellRichText("India", TextBlock(InlineFont(vertAlign="superscript"), "2"))  # type: ignore[index]
        sheet.row_dimensions[5].hidden = True  # type: ignore[attr-defined]

    document = read("a.xlsx", workbook(fill))
    assert tables(document) == [[["Country", "Yes", "No"], ["France", "41%", "50.0%"], ["India", "0.3", ""]]]
    assert passages(document) == ["Trust in 2016", "Source: a survey of 1,000 adults in each country"]
    table = next(block for block in document.blocks if isinstance(block, Table))
    assert table.rows[1][1].location.locator == "sheet=Sheet;cell=B4"
    assert_found_again(document)


def test_merged_headers_span() -> None:
    def fill(sheet: object) -> None:
        for row in [["", 2015, "", 2016, ""], ["Country", "Yes", "No", "Yes", "No"], ["France", 31, 62, 33, 60]]:
            sheet.append(row)  # type: ignore[attr-defined]
        sheet.merge_cells("B1:C1")  # type: ignore[attr-defined]
        sheet.merge_cells("D1:E1")  # type: ignore[attr-defined]

    [table] = [block for block in read("a.xlsx", workbook(fill)).blocks if isinstance(block, Table)]
    assert [(cell.text, cell.column_span) for cell in table.rows[0]] == [("", 1), ("2015", 2), ("2016", 2)]


def test_word_as_all_changes_accepted() -> None:
    document = Docx()
    table = document.add_table(2, 2)
    for at, text in enumerate(("Country", "Yes", "France", "")):
        table.cell(at // 2, at % 2).text = text
    run = "<w:r><w:{0}>{1}</w:{0}></w:r>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>99</w:t></w:r>"
    changed = f"<w:del>{run.format('delText', 88)}</w:del><w:ins>{run.format('t', 31)}</w:ins>{hidden}"
    mark = table.cell(1, 0).paragraphs[0].add_run("1")
    mark.font.superscript = True
    cell = table.cell(1, 1)._tc
    cell.append(parse_xml(f'<w:p xmlns:w="{WORD}">{changed}</w:p>'))
    out = io.BytesIO()
    document.save(out)
    read_back = read("a.docx", out.getvalue())
    assert tables(read_back) == [[["Country", "Yes"], ["France", "31"]]]
    assert_found_again(read_back)


def test_word_cells_merged_across_and_down() -> None:
    document = Docx()
    table = document.add_table(3, 3)
    for at, text in enumerate(("Group", "Answer", "", "Men", "Yes", "31", "", "No", "62")):
        table.cell(at // 3, at % 3).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(1, 0).merge(table.cell(2, 0))
    out = io.BytesIO()
    document.save(out)
    [block] = [block for block in read("a.docx", out.getvalue()).blocks if isinstance(block, Table)]
    spans = [[(cell.text, cell.row_span, cell.column_span) for cell in row] for row in block.rows]
    assert spans == [
        [("Group", 1, 1), ("Answer", 1, 2)],
        [("Men", 2, 1), ("Yes", 1, 1), ("31", 1, 1)],
        [("No", 1, 1), ("62", 1, 1)],
    ]
