"""The server: headers, originals, limits, and the command that starts it."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard import create_app
from dashboard.ingest import add_folder
from dashboard.originals import disposition
from dashboard.serve import CannotServe, listen
from dashboard.sources import listed
from extract.model import Source
from library import Library, open_library
from tests.dashboard.small_polls import leadership, long

HOSTILE = '<script>alert(1)</script>\r\n"; x=é.html'
CONTENT = b"<script>alert(document.cookie)</script>"
SHA = sha256(CONTENT).hexdigest()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library with one hostile file."""
    opened = open_library(f"sqlite:///{(tmp_path / 'library.sqlite').as_posix()}")
    rows = long(leadership()).drop(columns=["source_sha256", "position"])
    opened.add(Source(HOSTILE, SHA, "text/html"), CONTENT, rows, sidecar='url = "javascript:alert(1)"\n')
    yield opened
    opened.dispose()


@pytest.fixture
def client(library: Library, tmp_path: Path) -> FlaskClient:
    """The server of a dashboard over it."""
    return create_app(library).server.test_client()


def test_the_page_may_load_from_us_alone(client: FlaskClient) -> None:
    answer = client.get("/")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "http:" not in policy
    assert "'unsafe-eval'" not in policy
    assert "'unsafe-inline'" not in policy.split("style-src")[0]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert '<html lang="en">' in answer.text
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', answer.text)


def test_the_style_and_fonts_name_no_other_host() -> None:
    assets = Path(__file__).parents[2] / "assets"
    for sheet in assets.glob("*.css"):
        assert "//" not in re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.S)
        for font in re.findall(r"url\(([^)#]+)\)", sheet.read_text()):
            assert (assets / font).is_file()


def test_an_original_is_a_download_and_nothing_a_browser_runs(client: FlaskClient) -> None:
    answer = client.get(f"/original/{SHA}")
    assert answer.data == CONTENT
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert "\n" not in answer.headers["Content-Disposition"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", ["0" * 64, "x", "..."])
def test_an_unknown_original_is_not_found(name: str, client: FlaskClient) -> None:
    assert client.get(f"/original/{name}").status_code == 404


def test_a_download_is_named_as_the_standard_says() -> None:
    said = disposition("Côte d'Ivoire.csv")
    assert said == "attachment; filename=\"C_te d'Ivoire.csv\"; filename*=UTF-8''C%C3%B4te%20d%27Ivoire.csv"


def test_other_hosts_and_other_sites_are_refused(client: FlaskClient) -> None:
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400
    answer = client.post("/_dash-update-component", json={}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


def test_a_body_over_the_limit_is_refused(client: FlaskClient) -> None:
    answer = client.post("/_dash-update-component", data=b"x" * (36 * 1024 * 1024), content_type="application/json")
    assert answer.status_code == 413


def test_sources_never_link_to_a_script(library: Library) -> None:
    page = str(listed(library.sources()))
    assert "href='javascript" not in page
    assert f"/original/{SHA}" in page


def test_a_folder_is_read_and_what_cannot_be_read_is_reported(tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "good.csv").write_text("Country,Year,Approve,Disapprove\nSyria,2015,20%,71%\nIran,2015,19%,51%\n")
    (folder / "good.toml").write_text('pollster = "Gallup"\nsubject = "US leadership"\n')
    (folder / "broken.xlsx").write_bytes(b"PK\x03\x04 this is no workbook")
    library = open_library(f"sqlite:///{(tmp_path / 'l.sqlite').as_posix()}")
    seen: list[tuple[str, int, int]] = []
    done = add_folder(library, folder, lambda name, n, of: seen.append((name, n, of)))
    assert (done.files, done.estimates, len(done.failures)) == (2, 4, 1)
    assert done.failures[0].startswith("broken.xlsx: ")
    assert seen == [("broken.xlsx", 1, 2), ("good.csv", 2, 2)]
    assert set(library.estimates()["pollster"]) == {"Gallup"}
    library.dispose()


def test_a_taken_port_is_one_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(CannotServe, match=r"Port \d+ cannot be used"):
            listen("127.0.0.1", taken.getsockname()[1])
    with pytest.raises(CannotServe, match="not a port"):
        listen("127.0.0.1", 70000)
