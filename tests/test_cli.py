"""The command line as scripts use it: what goes where, and how it ends."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from extract.batch import printable
from extract.tidy import COLUMNS, TOPLINES
from tests.readers.pdfs import pdf

ROOT = Path(__file__).parents[1]
TABLE = "Approval of US leadership, Gallup, 2016\n\nCountry,Approve,Disapprove\nFrance,31%,62%\nIndia,74%,20%\n"
HEADER = ",".join(column.name for column in COLUMNS)


def run(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "extract", *map(str, arguments)]
    surroundings = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=cwd or ROOT, env=surroundings)


@pytest.fixture
def poll(tmp_path: Path) -> Path:
    path = tmp_path / "poll.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_the_table_alone_is_on_standard_output(poll: Path) -> None:
    done = run(poll)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == HEADER
    shares = pd.read_csv(io.StringIO(done.stdout), keep_default_na=False)
    assert set(zip(shares["iso3"], shares["response"], shares["share_printed"], strict=True)) == {
        ("FRA", "approve", "31%"),
        ("FRA", "disapprove", "62%"),
        ("IND", "approve", "74%"),
        ("IND", "disapprove", "20%"),
    }


def test_several_files_make_one_table_and_a_bad_one_stops_nothing(poll: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(
        "In Spain, 41% approve of the job performance of the president, and 52% disapprove.", encoding="utf-8"
    )
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7\nnothing")
    done = run(poll, bad, other, "--jobs", "2")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("bad.pdf: the file is damaged")
    assert done.stdout.count(HEADER) == 1
    assert {"poll.csv", "other.txt"} <= {
        line.rsplit(",", 7)[1] for line in done.stdout.splitlines()[1:]
    } or "other.txt" in done.stdout


def test_finding_nothing_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "prices.txt"
    path.write_text("Prices rose by 0.1 percent in August.", encoding="utf-8")
    done = run(path)
    assert (done.returncode, done.stdout) == (0, HEADER + "\n")
    assert done.stderr.startswith("prices.txt: ")
    assert done.stderr.count("\n") == 1


def test_wide_json_and_parquet(poll: Path, tmp_path: Path) -> None:
    wide = run(poll, "--format", "wide").stdout
    assert wide.splitlines()[0] == ",".join(column.name for column in TOPLINES)
    assert len(wide.splitlines()) == 3
    rows = json.loads(run(poll, "--format", "json").stdout)
    assert [row["share_pct"] for row in rows] == [31.0, 62.0, 74.0, 20.0]
    assert rows[0]["margin_of_error"] is None
    target = tmp_path / "poll.parquet"
    done = run(poll, "--format", "parquet", "-o", target)
    assert (done.returncode, done.stdout) == (0, "")
    assert list(pd.read_parquet(target)["share_pct"]) == [31.0, 62.0, 74.0, 20.0]


def test_the_sidecar_beside_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "matrix.csv"
    path.write_text("year,France,India\n2015,31,74\n2016,33,70\n", encoding="utf-8")
    beside = path.with_suffix(".toml")
    beside.write_text('pollster = "Gallup"\nsubject = "United States"\nresponse = "approve"\n', encoding="utf-8")
    shares = pd.read_csv(io.StringIO(run(path).stdout), keep_default_na=False)
    assert set(shares["pollster"]) == {"Gallup"}
    beside.write_text('polster = "Gallup"\n', encoding="utf-8")
    done = run(path)
    assert done.returncode == 2
    assert done.stderr == "matrix.toml: it has an unknown key polster. Did you mean pollster?\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing.pdf"], "missing.pdf: it cannot be opened (No such file or directory)"),
        (["."], "it is a folder"),
        (["poll.csv", "-o", "missing/out.csv"], "the folder missing does not exist"),
        (["poll.csv", "-o", "."], "give the path of a file"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line(poll: Path, arguments: list[str], said: str) -> None:
    done = run(*arguments, cwd=poll.parent)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_failed_write_leaves_the_old_file(poll: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("old", encoding="utf-8")
    assert run(poll, "-o", target).returncode == 0
    assert target.read_text(encoding="utf-8").startswith(HEADER)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.csv", "poll.csv"]


def test_a_reader_that_leaves_early_is_no_error(poll: Path) -> None:
    command = f'"{sys.executable}" -m extract "{poll}" | head -c 10'
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, cwd=ROOT)
    assert (done.stdout, done.stderr) == (HEADER[:10], "")


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot exist")
def test_names_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[31m\nb.pdf"
    path.write_bytes(pdf([b""]))
    done = run(path)
    assert "\x1b" not in done.stderr
    assert done.stderr.startswith("a\\x1b[31m\\nb.pdf: none of its pages has text")
    assert printable("\udcff\u2066") == "\\udcff\\u2066"
