"""From a number to its source: the original with the figure marked, what is disclosed, and real or noise."""

from __future__ import annotations

import hashlib

import pandas as pd
import pytest

from compare import Unlike, mixed, unlike
from dashboard import glass, pins
from dashboard.evidence import compared, disclosure, marked, rows_of
from dashboard.holdings import Holdings, Shelf
from dashboard.noise import compare
from dashboard.originals import framed
from dashboard.state import State
from extract import extract
from extract.tidy import to_frame
from library import Original
from tests.dashboard.small_polls import StandIn, long, share
from tests.readers.pdfs import as_pdf

CSV = b"Country,Year,Approve,Disapprove\nSyria,2015,20%,71%\nIran,2015,19%,51%\nEgypt,2015,10%,62%\nOman,2015,20%,20%\n"
TEXT = b"A survey.\n\nIn Ukraine, 35% approve of US leadership and 35% of Serbs disapprove of it in 2015.\n"


class Keeper:
    """A library of one original."""

    def __init__(self, name: str, content: bytes) -> None:
        self.held = Original(name, "text/plain", content)

    def original(self, sha256: str) -> Original:
        return self.held


def shown(name: str, content: bytes, sidecar=None) -> str:
    frame = to_frame(extract(name, content, sidecar).estimates)
    frame = frame.assign(source_sha256=hashlib.sha256(content).hexdigest())
    return str(glass.seen(glass.ask(frame), Keeper(name, content)))


def test_a_cell_is_marked_in_its_row_under_its_heads() -> None:
    view = shown("poll.csv", CSV)
    assert view.count("Mark(") == 8
    assert "'Country'" in view
    assert "The table in the original" in view


def test_the_same_share_twice_in_a_row_is_marked_by_place_and_named_by_answer() -> None:
    frame = to_frame(extract("poll.csv", CSV, None).estimates)
    oman = frame[(frame["country"] == "Oman")].assign(source_sha256="a" * 64)
    view = str(glass.seen(glass.ask(oman), Keeper("poll.csv", CSV)))
    assert "found approve" in view
    assert "found disapprove" in view
    assert view.count("Mark(") == 2


def test_lines_are_numbered_and_the_share_is_marked_in_its_line() -> None:
    view = shown("note.txt", TEXT)
    assert "Span(children=3" in view
    assert "Mark(['35%'" in view.replace("children=", "")


@pytest.mark.parametrize(
    ("boxes", "colours"), [(["1,2,3"], ["#0f7b8a"]), (["a,b,c,d"], ["#0f7b8a"]), (["1,2,3,4"], ["red"])]
)
def test_what_is_no_box_is_not_drawn(boxes: list[str], colours: list[str]) -> None:
    assert framed(boxes, colours) == []


def test_what_is_not_printed_is_named(holdings: Holdings) -> None:
    rows = holdings.estimates[holdings.estimates["subject"] == "US leadership"].iloc[:1]
    said = str(disclosure(rows))
    assert "2 of 8" in said
    assert "the sample size" in said


def sample(country: str, iso3: str, value: float, n: int | None, **more: object) -> pd.DataFrame:
    rows = long([share(country, iso3, 2015, "approve", value, sample_size=n, **more)])
    return rows.assign(label=country, moment="")


def test_a_wide_difference_is_real_and_says_by_how_much() -> None:
    found = compare(sample("Russia", "RUS", 1, 1000), sample("Ukraine", "UKR", 35, 1000), "approve")
    assert "34 percentage points apart" in found.sentence
    assert "more than sampling error alone makes" in found.sentence
    assert found.tested is not None
    assert found.tested.is_real
    assert "simple random samples" in found.notes[-1]


def test_a_narrow_difference_is_noise() -> None:
    found = compare(sample("Russia", "RUS", 34, 1000), sample("Ukraine", "UKR", 35, 1000), "approve")
    assert "no more than sampling error can make" in found.sentence
    assert "1 percentage point apart" in found.sentence
    same = compare(sample("Russia", "RUS", 35, 1000), sample("Ukraine", "UKR", 35, 1000), "approve")
    assert "are the same." in same.sentence


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"sample_size": None}, "the sample size of Ukraine (2015) is not printed"),
        ({"qualifier": "<"}, "only as a bound"),
    ],
)
def test_what_cannot_be_tested_says_why(more: dict, reason: str) -> None:
    printed = {"sample_size": 1000} | more
    other = long([share("Ukraine", "UKR", 2015, "approve", 35, **printed)]).assign(label="Ukraine", moment="")
    found = compare(sample("Russia", "RUS", 1, 1000), other, "net")
    assert found.tested is None
    assert reason in found.sentence


def test_two_values_asked_in_two_ways_are_not_alike() -> None:
    by_phone = sample("Russia", "RUS", 1, 1000, mode="telephone")
    assert "Not alike: the way people were reached is not the same (telephone; online)." in (
        compare(by_phone, sample("Ukraine", "UKR", 35, 1000, mode="online"), "approve").notes
    )
    assert "Not alike: the way people were reached is printed on one side only." in (
        compare(by_phone, sample("Ukraine", "UKR", 35, 1000), "approve").notes
    )


def test_a_value_is_named_the_same_when_the_library_grows(holdings: Holdings) -> None:
    rows = holdings.estimates.iloc[[2, 3]]
    name = pins.name_of(rows)
    assert pins.ids_of(name, holdings) == "2.3"
    first = long([share("Oman", "OMN", 2015, "approve", 33)]).assign(source_sha256="f" * 64, position=7)
    before = pd.concat([first, holdings.estimates[first.columns]], ignore_index=True)
    assert pins.ids_of(name, Shelf(StandIn(before))()) == "3.4"
    for junk in ("", "x", "f" * 12, f"{'f' * 12}-1.", "é-1", name.replace("-", "~")):
        assert pins.ids_of(junk, holdings) == ""
    assert "not in the library" in pins.awaited("x", holdings)


def test_a_second_value_is_held_against_the_first_and_a_third_stands_alone() -> None:
    first = State(view="table", pinned="a-1")
    second = pins.after_opening(first, "a-2")
    assert second == State(view="table", pinned="a-1", against="a-2")
    assert pins.after_opening(first, "a-1") == first
    assert pins.after_opening(second, "a-2") == second
    assert pins.after_opening(second, "a-3") == State(view="table")
    assert pins.after_opening(State(), "a-3") == State()


def test_a_value_is_not_compared_with_itself(holdings: Holdings) -> None:
    rows = rows_of("0", {"version": 1}, holdings)
    assert rows is not None
    assert compared("0", rows, {"version": 1}, holdings) is None
    assert compared("", rows, {"version": 1}, holdings) is None


def test_what_two_polls_do_not_have_in_common_is_named() -> None:
    one, other = sample("Russia", "RUS", 1, 1000), sample("Russia", "RUS", 3, 900, pollster="Pew", question="")
    assert [thing.field for thing in unlike(one, other)] == ["question", "pollster"]
    assert unlike(one, one) == ()
    assert unlike(one, other, but=("question", "pollster")) == ()
    assert unlike(one, one.iloc[:0]) == ()
    swapped = tuple(Unlike(u.field, u.second, u.first) for u in unlike(other, one))
    assert swapped == unlike(one, other)
    assert mixed(pd.concat([one, other])) == ("pollster",)


def test_a_page_is_drawn_with_its_frame() -> None:
    from io import BytesIO

    from PIL import Image

    from extract.errors import UnreadableSource
    from extract.readers.pdf_picture import picture

    content = as_pdf([["Country", "Approve"], ["Ukraine", "35%"]])
    page = Image.open(BytesIO(picture("a.pdf", content, 1, [((50.0, 50.0, 90.0, 70.0), "#bd5209")])))
    assert (0xBD, 0x52, 0x09) in {colour for _, colour in page.getcolors(1_000_000)}
    part = Image.open(BytesIO(picture("a.pdf", content, 1, [((50.0, 50.0, 90.0, 70.0), "#bd5209")], cut=True)))
    assert part.height < page.height / 2
    with pytest.raises(UnreadableSource):
        picture("a.pdf", content, 9, [])


def test_a_scanned_page_is_framed_where_the_figure_is_in_the_picture() -> None:
    from io import BytesIO

    from PIL import Image

    from extract.readers.pdf_picture import picture

    scan = BytesIO()
    Image.new("RGB", (2200, 1000), "white").save(scan, "PNG")
    shown = Image.open(BytesIO(picture("scan.png", scan.getvalue(), 1, [((400.0, 200.0, 600.0, 300.0), "#bd5209")])))
    assert shown.width == 1100
    assert shown.convert("RGB").getpixel((250, 97)) == (0xBD, 0x52, 0x09)
    assert shown.convert("RGB").getpixel((250, 125)) == (255, 255, 255)


def test_a_share_that_stands_twice_in_its_quote_is_not_guessed_at() -> None:
    assert marked("Oman 20% 20%", "20%") == ["Oman 20% 20%"]
    assert str(marked("Oman 20% 21%", "20%")) == "['Oman ', Mark('20%'), ' 21%']"


def test_two_waves_of_one_file_are_two_samples() -> None:
    first, second = sample("Russia", "RUS", 20, 1000), sample("Russia", "RUS", 40, 1000)
    apart = compare(first.assign(moment="2015-01"), second.assign(moment="2015-06"), "approve")
    assert apart.tested is not None
    assert "of one sample" in compare(first, second, "approve").sentence
