"""PDF: reading order, hidden text, note marks, wrapped labels, charts."""

from __future__ import annotations

from extract.model import Passage, Table
from extract.readers import read
from tests.readers.check import assert_found_again, passages, tables
from tests.readers.pdfs import area, as_pdf, pdf, text

GRID = [
    ["Country", "Approve", "Disapprove"],
    ["France", "31%", "62%"],
    ["Germany", "28%", "66%"],
    ["India", "74%", "20%"],
]
PROSE = (
    "The public gives the government a mixed review",
    "this spring, and the change since last year is",
    "small, with 41% of adults saying they approve.",
)


def prose(left: float, top: float) -> list[bytes]:
    return [text(left, top + 14 * at, line, 9) for at, line in enumerate(PROSE)]


def test_columns_of_prose_and_a_table_beside_them_stay_apart() -> None:
    table = [
        text(340 + 80 * column, 130 + 14 * row, words, 9)
        for row, cells in enumerate(GRID)
        for column, words in enumerate(cells)
    ]
    document = read(
        "a.pdf",
        pdf([*prose(72, 130), *prose(72, 200), text(340, 100, "Ratings of the government", 12, bold=True), *table]),
    )
    assert tables(document) == [GRID]
    assert passages(document)[:2] == ["\n".join(PROSE)] * 2
    order = [block.text[:7] if isinstance(block, Passage) else "table" for block in document.blocks]
    assert order == ["The pub", "The pub", "Ratings", "table"]
    assert_found_again(document)


def test_text_nobody_sees_is_not_read() -> None:
    hidden = [
        text(167, 132, "99%", colour="1 g"),
        text(237, 148, "7%", mode=3),
        text(900, 148, "55%"),
        text(250, 190, "77%", 0.1),
    ]
    shown = [
        text(60 + 95 * at, 100 + 16 * row, words) for row, cells in enumerate(GRID) for at, words in enumerate(cells)
    ]
    assert tables(read("a.pdf", pdf([*shown, *hidden]))) == [GRID]


def test_the_recognised_text_of_a_scan_is_read() -> None:
    drawn = [
        text(60 + 95 * at, 100 + 16 * row, words, mode=3)
        for row, cells in enumerate(GRID)
        for at, words in enumerate(cells)
    ]
    assert tables(read("a.pdf", pdf(drawn))) == [GRID]


def test_white_figures_on_bars_are_read() -> None:
    drawn = [text(72, 100 + 20 * at, name) for at, name in enumerate(("Men", "Women", "All"))]
    drawn += [area(150, 90 + 20 * at, 60, 14, "0 0 0.6 rg") for at in range(3)]
    drawn += [text(160, 100 + 20 * at, words, colour="1 g") for at, words in enumerate(("41", "44", "43"))]
    assert tables(read("a.pdf", pdf(drawn))) == [[["Men", "41"], ["Women", "44"], ["All", "43"]]]


def test_doubled_glyphs_are_read_once() -> None:
    drawn = [text(72 + x, 100 + y, words) for words, y in (("Conservative", 0), ("Liberal", 16)) for x in (0, 0.3)]
    drawn += [text(200, 100, "41%"), text(200, 116, "52%"), text(200.2, 116, "52%")]
    assert tables(read("a.pdf", pdf(drawn))) == [[["Conservative", "41%"], ["Liberal", "52%"]]]


def test_raised_note_marks_are_left_out_of_cells() -> None:
    drawn = [
        text(72, 100, "Kosovo"),
        text(106, 96, "1", 6),
        text(200, 100, "85"),
        text(72, 116, "Albania"),
        text(200, 116, "74"),
    ]
    document = read("a.pdf", pdf(drawn))
    assert tables(document) == [[["Kosovo", "85"], ["Albania", "74"]]]
    assert "Kosovo1" in document.text
    assert_found_again(document)


def test_labels_over_several_lines() -> None:
    drawn = []
    for at, (first, second, share) in enumerate(
        (("Negotiate trade", "agreements", "54"), ("Use military", "force wisely", "46"))
    ):
        top = 100 + 50 * at
        drawn += [text(72, top, first, 8), text(72, top + 10, second, 8), text(200, top + 5, share, 8)]
    assert tables(read("a.pdf", pdf(drawn))) == [
        [["Negotiate trade agreements", "54"], ["Use military force wisely", "46"]]
    ]


def test_bars_that_move_their_figures() -> None:
    """Totals stand outside the bars, parts inside them; the legend's colours name the parts."""
    dark, light = "0.5 0.4 0.1 rg", "0.8 0.7 0.2 rg"
    drawn = [text(250, 80, "Disapprove", bold=True), text(400, 80, "Approve", bold=True)]
    for left, colour in ((240, dark), (420, light)):
        drawn += [area(left - 8, 93, 5, 5, colour), text(left, 98, "Strongly", 8)]
    rows = [
        ("Total", 54, 42, 27, 39),
        ("Men", 45, 33, 34, 48),
        ("Liberal", 93, 83, 1, 4),
        ("Conservative", 7, 4, 72, 89),
    ]
    for at, (label, total_no, no, yes, total_yes) in enumerate(rows):
        top = 120 + 16 * at
        drawn += [
            text(72, top, label),
            area(330 - 1.2 * no, top - 9, 1.2 * no, 12, dark),
            area(332, top - 9, 1.2 * max(yes, 8), 12, light),
        ]
        drawn += [text(330 - 0.6 * no - 5, top, str(no), 8), text(332 + 0.6 * yes - 3, top, str(yes), 8)]
        drawn += [
            text(312 - 1.2 * no - 12, top, str(total_no), 8, bold=True),
            text(345 + 1.2 * max(yes, 8), top, str(total_yes), 8, bold=True),
        ]
    [table] = [block for block in read("a.pdf", pdf(drawn)).blocks if isinstance(block, Table)]
    assert [[(cell.text, cell.column_span) for cell in row] for row in table.rows[:2]] == [
        [("", 1), ("Disapprove", 2), ("Approve", 2)],
        [("", 1), ("", 1), ("Strongly", 1), ("Strongly", 1), ("", 1)],
    ]
    assert [tuple(cell.text for cell in row) for row in table.rows[2:]] == [tuple(map(str, row)) for row in rows]


def test_figures_at_the_ends_of_bars() -> None:
    rows = [("Kosovo", 85), ("Albania", 74), ("Cambodia", 74), ("Iraq", 30), ("Russia", 1)]
    drawn = []
    for at, (label, share) in enumerate(rows):
        top = 100 + 18 * at
        drawn += [text(72, top, label), area(160, top - 9, 2 * share, 12, "0 0.3 0.6 rg")]
        drawn.append(text(164 + 2 * share, top, f"{share}%"))
    assert tables(read("a.pdf", pdf(drawn))) == [[[label, f"{share}%"] for label, share in rows]]


def test_a_legend_under_stacked_bars() -> None:
    colours = ("0 0 0.8 rg", "0.5 0.5 0.9 rg", "0.9 0.2 0.1 rg")
    rows = [("Bardella", 39, 51, 10), ("Philippe", 33, 52, 15), ("Attal", 66, 23, 11)]
    drawn = [text(470, 80, "Change", 8, bold=True)]
    for at, (label, *shares) in enumerate(rows):
        left, top = 160.0, 100 + 16 * at
        drawn.append(text(72, top, label))
        for share, colour in zip(shares, colours, strict=True):
            drawn += [
                area(left, top - 9, 3 * share, 12, colour),
                text(left + 1.5 * share - 5, top, str(share), 8, "1 g"),
            ]
            left += 3 * share
        drawn.append(text(480, top, "+2", 8))
    for at, (name, colour) in enumerate(zip(("Positive", "Negative", "No opinion"), colours, strict=True)):
        drawn += [area(160 + 90 * at, 153, 5, 5, colour), text(168 + 90 * at, 158, name, 8)]
    drawn.append(text(300, 700, "12"))
    assert tables(read("a.pdf", pdf(drawn))) == [
        [
            ["", "", "", "", "Change"],
            ["", "Positive", "Negative", "No opinion", ""],
            *([label, *map(str, shares), "+2"] for label, *shares in rows),
        ]
    ]


def test_two_charts_side_by_side() -> None:
    drawn = []
    for left, title in ((60, "Views of China"), (330, "Views of Russia")):
        drawn += [
            text(left, 90, title, 12, bold=True),
            text(left + 110, 124, "Favorable", 8),
            text(left + 165, 124, "Unfavorable", 8),
        ]
        for at, (label, yes, no) in enumerate((("Total", "22", "73"), ("Men", "25", "70"), ("Women", "20", "75"))):
            top = 140 + 14 * at
            drawn += [text(left + 20, top, label, 9), text(left + 125, top, yes, 9), text(left + 185, top, no, 9)]
    document = read("a.pdf", pdf(drawn))
    found = [block.text if isinstance(block, Passage) else len(block.rows) for block in document.blocks]
    assert found == ["Views of China", 4, "Views of Russia", 4]


def test_a_running_head_is_one_passage() -> None:
    pages = [
        [text(250, 30, "POLLS INCORPORATED", 8), *prose(72, 100), text(300, 760, str(number))] for number in range(1, 5)
    ]
    assert passages(read("a.pdf", pdf(*pages))).count("POLLS INCORPORATED") == 1


def test_a_table_is_found_on_its_page() -> None:
    document = read("a.pdf", as_pdf(GRID))
    [table] = [block for block in document.blocks if isinstance(block, Table)]
    share = table.rows[1][1]
    assert share.location.page == 1
    assert document.printed(share.location.from_locator(share.location.locator)) == "31%"


def test_a_line_chart_is_a_row_a_series_and_a_column_a_year() -> None:
    brown, blue = "0.55 0.35 0.17 rg", "0.17 0.35 0.55 rg"
    series = {"Unfavorable": (brown, (69, 66, 59, 72)), "Favorable": (blue, (27, 30, 36, 26))}
    drawn = [text(100 + 60 * at, 420, year) for at, year in enumerate(("2017", "2019", "2021", "2023"))]
    drawn += [text(70, 420 - 3 * value, str(value)) for value in (0, 50, 100)]
    for name, (colour, values) in series.items():
        drawn += [text(104 + 60 * at, 400 - 3 * v, str(v), colour=colour) for at, v in enumerate(values)]
        drawn.append(text(215, 380 - 3 * values[2], name, colour=colour))
    document = read("a.pdf", pdf(drawn))
    assert sorted(tables(document)[0]) == sorted(
        [
            ["", "2017", "2019", "2021", "2023"],
            ["Favorable", "27", "30", "36", "26"],
            ["Unfavorable", "69", "66", "59", "72"],
        ]
    )
    assert_found_again(document)


def test_figures_under_the_names_of_a_map() -> None:
    places = [("France", 120, 300, "52%"), ("Poland", 300, 220, "93%"), ("Italy", 240, 380, "60%")]
    drawn = [d for name, x, y, share in places for d in (text(x, y, name), text(x, y + 12, share))]
    assert sorted(tables(read("a.pdf", pdf(drawn)))[0]) == [["France", "52%"], ["Italy", "60%"], ["Poland", "93%"]]
