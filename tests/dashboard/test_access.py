"""Every route and every callback × everybody: nothing is written and nothing private is read beyond the role."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from dash import Dash
from werkzeug.test import TestResponse

from dashboard.access import ANYONE, CALLBACKS, READER, REVIEWER, ROUTES, UPDATE, role_of, row
from dashboard.callback_bodies import name_of
from library import Library, audit, open_library
from tests.dashboard import everyone
from tests.dashboard.everyone import DRAFTED, PEOPLE, SECRET


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    place = tmp_path_factory.mktemp("served") / "library.sqlite"
    opened = open_library(f"sqlite:///{place.as_posix()}")
    everyone.fill(opened)
    yield opened
    opened.dispose()


@pytest.fixture(scope="module")
def tokens(library: Library) -> dict[str, str]:
    return everyone.tokens(library)


@pytest.fixture(scope="module")
def app(library: Library) -> Dash:
    return everyone.app_of(library)


@pytest.fixture(scope="module")
def public(library: Library) -> Dash:
    """The same for a dashboard that everybody may read."""
    return everyone.app_of(library, public_reading=True)


def is_refused(answer: TestResponse) -> bool:
    to_sign_in = answer.status_code == 303 and answer.headers["Location"].startswith("/sign-in?")
    return to_sign_in or answer.status_code in (401, 403)


def test_every_route_has_a_row_and_every_row_a_route(app: Dash) -> None:
    found = {row(method, rule) for method, rule, _ in everyone.routes(app)} | {f"POST {UPDATE}"}
    by_service_alone = {"GET /sign-in/service", "GET /sign-in/service/back"}
    assert found - set(ROUTES) == set(), "give each new route a row in dashboard/access.py"
    assert set(ROUTES) - found == by_service_alone, "take rows of routes that are gone out of dashboard/access.py"


def test_every_callback_has_a_row_and_every_row_a_callback(app: Dash) -> None:
    found = {name_of(function) for _, function in everyone.callbacks(app)}
    assert found - set(CALLBACKS) == set(), "give each new callback a row in dashboard/access.py"
    assert set(CALLBACKS) - found == set(), "take rows of callbacks that are gone out of dashboard/access.py"


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("how", ["app", "public"])
def test_a_route_gives_and_does_no_more_than_the_role(
    person: str, how: str, library: Library, tokens: dict[str, str], request: pytest.FixtureRequest
) -> None:
    app: Dash = request.getfixturevalue(how)
    rank = max(PEOPLE[person], READER if how == "public" else ANYONE)
    for method, rule, address in everyone.routes(app):
        if rule == "/sign-out":
            continue  # it ends the session; a test of its own
        before = everyone.content(library)
        answer = everyone.client(app, tokens[person]).open(address, method=method, headers=everyone.OF_HERE)
        needed = role_of(method, rule)
        if needed > rank:
            assert is_refused(answer), (method, rule, answer.status_code)
            assert SECRET not in answer.text, (method, rule)
        elif rule != "/sign-in":
            assert not is_refused(answer), (method, rule, answer.status_code)
        if rank < REVIEWER:
            assert DRAFTED.encode() not in answer.data, (method, rule)
        if needed > rank or needed <= READER:
            assert everyone.content(library) == before, (method, rule)


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("how", ["app", "public"])
@pytest.mark.parametrize("value", [None, 1, "/sources"])
def test_a_callback_gives_and_does_no_more_than_the_role(
    person: str, how: str, value: object, library: Library, tokens: dict[str, str], request: pytest.FixtureRequest
) -> None:
    app: Dash = request.getfixturevalue(how)
    rank = max(PEOPLE[person], READER if how == "public" else ANYONE)
    browser = everyone.client(app, tokens[person])
    for output, function in everyone.callbacks(app):
        before = everyone.content(library)
        answer = browser.post(UPDATE, json=everyone.body(app, output, value), headers=everyone.OF_HERE)
        needed = CALLBACKS[name_of(function)]
        assert is_refused(answer) == (needed > rank), (name_of(function), answer.status_code)
        assert answer.status_code < 500, name_of(function)
        if needed > rank:
            assert SECRET not in answer.text, name_of(function)
        if rank < REVIEWER:
            assert DRAFTED.encode() not in answer.data, name_of(function)
        if needed > rank or needed <= READER:
            assert everyone.content(library) == before, name_of(function)


def test_a_reader_is_given_what_readers_may_read(app: Dash, tokens: dict[str, str]) -> None:
    """The word that the tests above look for is there to be found."""
    browser = everyone.client(app, tokens["reader"])
    for address in ("/api/estimates.csv", f"/original/{everyone.SHA}"):
        assert SECRET in browser.get(address).text
    for output, function in everyone.callbacks(app):
        if name_of(function) == "sources.fill":
            assert (
                SECRET
                in browser.post(UPDATE, json=everyone.body(app, output, "/sources"), headers=everyone.OF_HERE).text
            )


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_a_route_answers_no_other_method(method: str, app: Dash, library: Library, tokens: dict[str, str]) -> None:
    before = everyone.content(library)
    for known, rule, address in everyone.routes(app):
        if known == "GET" and row(method, rule) not in ROUTES:
            answer = everyone.client(app, tokens["reader"]).open(address, method=method, headers=everyone.OF_HERE)
            assert answer.status_code in (403, 404, 405), (method, rule)
    assert everyone.content(library) == before


def test_what_has_no_row_is_for_admins(app: Dash, tokens: dict[str, str]) -> None:
    assert role_of("GET", "/new") == role_of("DELETE", "/") == PEOPLE["admin"]


def test_a_session_ends_when_signing_out(library: Library, app: Dash) -> None:
    token = everyone.tokens(library)["admin"]
    browser = everyone.client(app, token)
    assert browser.get("/audit").status_code == 200
    assert browser.post("/sign-out", headers=everyone.OF_HERE).status_code == 303
    assert everyone.client(app, token).get("/audit").status_code in (303, 401)


def test_at_the_machine_itself_nobody_signs_in(library: Library, tmp_path: Path) -> None:
    from dashboard import create_app

    browser = create_app(library).server.test_client()
    assert browser.get("/audit").status_code == 200
    assert browser.get("/sign-in").headers["Location"] == "/"
    for name in ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host"):
        assert browser.get("/audit", headers={name: "for=10.0.0.1"}).status_code == 403, "it came through a proxy"


def test_what_is_shown_to_one_is_kept_for_nobody_else(app: Dash, tokens: dict[str, str]) -> None:
    for address in ("/api/estimates.csv", f"/original/{everyone.SHA}", "/", "/audit.csv", "/_dash-layout"):
        kept = everyone.client(app, tokens["admin"]).get(address).headers["Cache-Control"]
        assert "private" in kept or "no-store" in kept, address


def test_what_a_reviewer_can_write_a_reader_cannot(tmp_path: Path) -> None:
    """The tests above would see a write: here is one, tried by everybody with a body that is right."""
    library = open_library(f"sqlite:///{(tmp_path / 'library.sqlite').as_posix()}")
    everyone.fill(library)
    app, tokens = everyone.app_of(library), everyone.tokens(library)
    added = []
    for person in PEOPLE:
        before = everyone.content(library)
        browser = everyone.client(app, tokens[person])
        given = {"data": f"A report of {person}".encode(), "headers": everyone.OF_HERE}
        sent = "/desk/files?name=a.txt&who=somebody%20else"
        answer = browser.post(sent, content_type="application/octet-stream", **given)  # type: ignore[arg-type]
        changed = everyone.content(library) != before
        assert changed == (not is_refused(answer)), person
        added += [person] if changed else []
    assert added == ["reviewer", "admin"]
    with library.reading() as connection:
        who = [(entry.who, entry.what) for entry in audit.entries(connection, limit=2)]
    assert who == [("The admin", "received"), ("The reviewer", "received")], "not as whom they say they are"
    library.dispose()
