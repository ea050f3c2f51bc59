"""Corrections: only the share that was meant, only while the source still prints what was corrected."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from dashboard.ingest import corrections_beside
from dashboard.rebuild_data import rebuild
from extract import corrections, extract
from extract.corrections import apply, parse
from extract.errors import CorrectionFailed, UnreadableSource
from extract.in_child import Reading
from extract.tidy import from_csv, to_frame
from tests.test_cli import run

TABLE = b"Approval of US leadership, Gallup, 2016\n\nCountry,Approve,Disapprove\nFrance,13%,62%\nIndia,74%,20%\n"
SHA = sha256(TABLE).hexdigest()
HEADER = ",".join(corrections.COLUMNS) + "\n"
AT = f"char={TABLE.index(b'13%')}-{TABLE.index(b'13%') + 3}"
ROW = f"{SHA},{AT},13%,31%,digits swapped; the pollster's tables say 31,Ada,2026-11-01\n"


def reading(content: bytes = TABLE, name: str = "poll.csv") -> Reading:
    found = extract(name, content)
    return Reading(found.source, to_frame(found.estimates), found.issues, content.decode())


def test_a_share_is_corrected_and_says_so() -> None:
    before = reading()
    after = apply(parse(HEADER + ROW, "corrections.csv"), before)
    france = after.estimates.loc[0]
    assert tuple(france[["share_pct", "share_printed", "issues"]]) == (31, "13%", "no-subject;corrected")
    assert after.estimates.iloc[1:].equals(before.estimates.iloc[1:])
    assert before.estimates.loc[0, "share_pct"] == 13, "what was given is left as it was"
    assert [issue.message for issue in after.issues if issue.code == "corrected"] == [
        "13% is printed, 31% was meant (Ada: digits swapped; the pollster's tables say 31)"
    ]


def test_a_part_of_one_is_corrected_as_one() -> None:
    content = b"Approval of US leadership\n\nCountry,Approve,Disapprove\nFrance,0.13,0.62\nIndia,0.74,0.20\n"
    at = content.index(b"0.13")
    row = f"{sha256(content).hexdigest()},char={at}-{at + 4},0.13,0.31,erratum,Ada,2026-11-01\n"
    assert apply(parse(HEADER + row, "a.csv"), reading(content)).estimates.loc[0, "share_pct"] == 31


@pytest.mark.parametrize(("old", "new"), [("13%,31%", "14%,31%"), (AT, "char=1-3")])
def test_a_guard_that_does_not_hold_fails(old: str, new: str) -> None:
    with pytest.raises(CorrectionFailed, match="no longer holds") as caught:
        apply(parse(HEADER + ROW.replace(old, new), "corrections.csv"), reading())
    assert caught.value.name == "poll.csv"


def test_a_correction_of_another_source_is_left_alone() -> None:
    other = apply(parse(HEADER + ROW.replace(SHA, "0" * 64), "corrections.csv"), reading())
    assert "corrected" not in set(other.estimates["issues"])


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("source,locator\n", "columns are not"),
        (HEADER + ROW.replace("Ada", ""), "line 2: it says nothing under who"),
        (HEADER + ROW.replace(SHA, "abc"), "not a SHA-256"),
        (HEADER + ROW.replace(AT, "cell D4"), "locator"),
        (HEADER + ROW.replace("2026-11-01", "1 Nov"), "date"),
        (HEADER + ROW.replace(",31%,", ",many,"), "not a share"),
        (HEADER + ROW.rstrip() + ",more\n", "too many cells"),
    ],
)
def test_what_is_no_correction_is_refused(text: str, cause: str) -> None:
    with pytest.raises(UnreadableSource, match=cause):
        parse(text, "corrections.csv")


def test_the_command_line_corrects(tmp_path: Path) -> None:
    poll, known = tmp_path / "poll.csv", tmp_path / "corrections.csv"
    poll.write_bytes(TABLE)
    known.write_text(HEADER + ROW, encoding="utf-8")
    done = run(poll, "--corrections", known)
    assert (done.returncode, done.stderr) == (0, "")
    assert from_csv(done.stdout)["share_pct"].tolist() == [31, 62, 74, 20]


def test_the_command_line_refuses_what_no_longer_holds(tmp_path: Path) -> None:
    poll, known = tmp_path / "poll.csv", tmp_path / "corrections.csv"
    poll.write_bytes(TABLE)
    known.write_text(HEADER + ROW.replace(",13%,", ",12%,"), encoding="utf-8")
    done = run(poll, "--corrections", known)
    assert done.returncode == 2
    assert done.stderr.startswith("poll.csv: its correction of 12%")
    assert run(poll, "--corrections", tmp_path / "none.csv").returncode == 2


def test_data_are_rebuilt_corrected_or_not_at_all(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "poll.csv").write_bytes(TABLE)
    known = tmp_path / "corrections.csv"
    known.write_text(HEADER + ROW, encoding="utf-8")
    assert rebuild(sources, tmp_path / "published").failures == ()
    assert from_csv((tmp_path / "published" / "estimates.csv").read_text(encoding="utf-8")).loc[0, "share_pct"] == 31
    known.write_text(HEADER + ROW.replace(",13%,", ",12%,") + ROW.replace(SHA, "0" * 64), encoding="utf-8")
    failures = rebuild(sources, tmp_path / "refused").failures
    assert ["12%" in failures[0], "0000" in failures[1]] == [True, True]
    assert not (tmp_path / "refused").exists()


def test_our_own_corrections_can_be_read() -> None:
    corrections_beside(Path(__file__).parents[1] / "data" / "sources")
