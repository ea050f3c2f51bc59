"""What is published is the same to the byte, in order, and describes itself."""

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from frictionless import Package

from extract.tidy import COLUMNS, TOPLINES, from_csv
from library import Library, open_library
from library.publish import SOURCES
from library.releases import CHANGES
from library.releasing import CORRECTIONS, publish
from tests.library.polls import SIDECAR, estimates, source

FILES = (
    *("estimates.csv", "toplines.csv", "sources.csv", "corrections.csv", "changes.csv"),
    *("datapackage.json", "README.md"),
)


def filled(url: str, names: list[str]) -> Library:
    """A library with a source of each name, accepted in that order."""
    library = open_library(url)
    for name in names:
        content = name.encode()
        library.add(source(name, content), content, estimates(name, 5, name.title()), sidecar=SIDECAR)
    return library


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    library = filled(f"sqlite:///{folder / 'library.sqlite'}", ["b.txt", "a.txt", "ä.txt"])
    publish(library, folder / "out")
    library.dispose()
    return folder / "out"


def test_another_library_of_the_same_polls_gives_the_same_bytes(published: Path, url: str, tmp_path: Path) -> None:
    library = filled(url, ["ä.txt", "b.txt", "a.txt"])
    for _ in range(2):
        publish(library, tmp_path / "out")
        for name in FILES:
            assert (tmp_path / "out" / name).read_bytes() == (published / name).read_bytes()
    library.dispose()
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(FILES)


def test_rows_stand_by_source_and_then_as_in_the_source(published: Path) -> None:
    long = from_csv((published / "estimates.csv").read_text(encoding="utf-8"))
    assert long["source"].drop_duplicates().tolist() == ["a.txt", "b.txt", "ä.txt"]
    expected = pd.concat([estimates(name, 5, name.title()) for name in ("a.txt", "b.txt", "ä.txt")], ignore_index=True)
    pd.testing.assert_frame_equal(long, expected)


def test_the_package_is_valid(published: Path) -> None:
    report = Package(str(published / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "message"])


def test_a_value_that_breaks_the_contract_is_found_by_the_package(published: Path, tmp_path: Path) -> None:
    for name in FILES:
        (tmp_path / name).write_bytes((published / name).read_bytes())
    changed = (tmp_path / "estimates.csv").read_text(encoding="utf-8").replace(",FRA,", ",FRANCE,", 1)
    (tmp_path / "estimates.csv").write_text(changed.replace("not_asked", "forgotten", 1), encoding="utf-8")
    report = Package(str(tmp_path / "datapackage.json")).validate()
    found = {(error[0], error[1]) for error in report.flatten(["type", "fieldName"])}
    assert {("constraint-error", "iso3"), ("constraint-error", "status")} <= found


def test_every_field_is_described(published: Path) -> None:
    package = json.loads((published / "datapackage.json").read_text(encoding="utf-8"))
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    tables = (COLUMNS, TOPLINES, SOURCES, CORRECTIONS, CHANGES)
    for resource, columns in zip(package["resources"], tables, strict=True):
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == [column.name for column in columns]
        assert all(field["description"] for field in fields)
        said = "nothing stood there" if columns is CHANGES else "not printed in the source"
        assert resource["schema"]["missingValues"] == [{"value": "", "label": said}]


def test_each_source_says_its_licence(published: Path) -> None:
    package = json.loads((published / "datapackage.json").read_text(encoding="utf-8"))
    origin = {"path": "https://example.org/poll", "licence": "CC BY 4.0"}
    assert {licence["name"] for licence in package["licenses"]} == {"CC-BY-4.0"}
    assert package["licenses"][0]["title"] == "a.txt: CC BY 4.0"
    assert package["sources"] == [{"title": name} | origin for name in ("a.txt", "b.txt", "ä.txt")]


def test_nothing_says_where_or_when_it_was_written(published: Path, tmp_path: Path) -> None:
    for name in FILES:
        content = (published / name).read_text(encoding="utf-8")
        assert str(published.parent) not in content
        assert "received" not in content
        assert "\r" not in content


def test_an_empty_library_gives_headers_alone(url: str, tmp_path: Path) -> None:
    library = filled(url, [])
    publish(library, tmp_path)
    library.dispose()
    assert all(len((tmp_path / name).read_text().splitlines()) == 1 for name in FILES[:5])
    assert Package(str(tmp_path / "datapackage.json")).validate().valid


def test_the_command_publishes(published: Path, url: str, tmp_path: Path) -> None:
    library = filled(url, ["b.txt", "a.txt", "ä.txt"])
    library.dispose()
    command = [sys.executable, "-m", "library", "publish", str(tmp_path / "out")]
    done = subprocess.run([*command, "--library", url], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "out" / "estimates.csv").read_bytes() == (published / "estimates.csv").read_bytes()


def test_the_command_says_in_one_line_what_is_wrong(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "library", "publish", str(tmp_path), "--library", "nonsense"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
