"""Callback bodies that no page of ours sends: each is answered, none changes anything."""

from __future__ import annotations

import json
import logging
import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from dash import Dash

from dashboard import create_app
from dashboard.access import UPDATE
from library import Library, open_library
from tests.dashboard import everyone

BODIES = int(os.environ.get("TOPLINES_BODIES", "400"))
"""How many are tried; thousands, where there is time."""
DEEP: Any = None
for _ in range(60):
    DEEP = [DEEP]
JUNK: list[Any] = [
    *(None, True, -1, 10**30, 1e308, 0.1, "", "x" * 5000, "\x00", "\ud800", "../../etc/passwd", "=1+1", "<script>"),
    *([], {}, [[]], [None], {"id": None}, {"id": {"type": "x"}, "property": "value"}, ["a", 1, {}], DEEP),
    *({"narrow": "x", "dark": []}, {"ids": "1.2", "stamp": 0}, {"ids": [9**9]}, [{"row_id": "1"}]),
    *("?years=9999999&view=x", "data:;base64,%%"),
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    place: Path = tmp_path_factory.mktemp("bodies") / "library.sqlite"
    opened = open_library(f"sqlite:///{place.as_posix()}")
    everyone.fill(opened)
    yield opened
    opened.dispose()


@pytest.fixture(scope="module")
def app(library: Library) -> Dash:
    """As at the machine itself, where everybody may do all."""
    return create_app(library)


def tampered(app: Dash, chance: random.Random) -> object:
    """A body as a page sends it, with one to three things in it changed."""
    output = chance.choice([output for output, _ in everyone.callbacks(app)])
    body: dict[str, Any] = everyone.body(app, output, chance.choice(JUNK))
    for _ in range(chance.randint(1, 3)):
        given = chance.choice([body["inputs"], body["state"]])
        kind = chance.randrange(6)
        if kind == 0:
            body[chance.choice([*body, "cancelJob", "background"])] = chance.choice(JUNK)
            return body
        if kind == 1:
            body.pop(chance.choice(list(body)))
            return body
        if kind == 2 and given:
            given.pop()
        elif kind == 3 and given:
            given[chance.randrange(len(given))] = chance.choice(JUNK)
            return body
        elif given and isinstance(given[-1], dict):
            chance.choice(given)["value"] = chance.choice(JUNK)
    return body if chance.random() < 0.97 else chance.choice(JUNK)


def test_a_tampered_body_is_answered_and_changes_nothing(
    app: Dash, library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    browser, chance, before = app.server.test_client(), random.Random(20261123), accepted(library)
    for number in range(BODIES):
        sent = json.dumps(tampered(app, chance))
        answer = browser.post(UPDATE, data=sent, content_type="application/json", headers=everyone.OF_HERE)
        assert answer.status_code < 500, (number, answer.status_code, sent[:2000])
        if answer.status_code not in (200, 204):
            assert json.loads(answer.text)["error"], (number, sent[:2000])
    assert accepted(library) == before


def accepted(library: Library) -> dict[str, list[tuple]]:
    """All that a library holds but for drafts: a text in the field for pasting is one, wherever it comes from.

    The log has a line for each draft that came.
    """
    kept = {name: rows for name, rows in everyone.content(library).items() if not name.startswith("draft")}
    return kept | {"audit_log": [row for row in kept["audit_log"] if "'received'" not in str(row)]}


@pytest.mark.parametrize(
    ("sent", "kind"),
    [
        (b"", "application/json"),
        (b"{", "application/json"),
        (b"\xff\xfe", "application/json"),
        (b'{"output": "source-list.children"}', "text/plain"),
        (b"[" * 100_000, "application/json"),
        (b'{"output": "source-list.title"}', "application/json"),  # runs in the browser alone
        (b'{"output": "nothing.children"}', "application/json"),
        (b'{"output": ["source-list.children"]}', "application/json"),
    ],
)
def test_what_is_no_body_of_ours_is_said(sent: bytes, kind: str, app: Dash) -> None:
    answer = app.server.test_client().post(UPDATE, data=sent, content_type=kind)
    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["error"]


def test_a_failure_tells_a_number_and_nothing_of_the_program(
    library: Library, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = create_app(library).server.test_client()
    monkeypatch.setattr("dashboard.api.understood", lambda *_: 1 / 0)
    answer = browser.get("/api/estimates.csv")
    assert answer.status_code == 500
    assert answer.json is not None
    number = answer.json["error"].split()[-1].rstrip(".")
    assert f"A route failed ({number})" in caplog.text
    assert "Zero" not in answer.text
