"""Signing in by a service (OpenID Connect), against one on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard import create_app
from dashboard.access import Served
from dashboard.sign_in_service import Misconfigured, check
from library import Library, open_library
from library.accounts import Accounts, Role

pytest.importorskip("authlib", reason="signing in by a service needs requirements-optional.txt")

from joserfc.jwk import RSAKey

from tests.dashboard.oidc_stub import CLIENT, CLIENT_SECRET, Stub, serving

KEY = "3f9c1b7e5a2d48c6907be41f0a6d8c25"


@pytest.fixture
def stub() -> Iterator[Stub]:
    with serving() as found:
        yield found


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_library(f"sqlite:///{(tmp_path / 'library.sqlite').as_posix()}")
    Accounts(opened).add("Bo@example.org", Role.REVIEWER, None, by="test")
    Accounts(opened).add("Ana@example.org", Role.ADMIN, "seven green herons", by="test")
    yield opened
    opened.dispose()


def environment(stub: Stub) -> dict[str, str]:
    return {
        "TOPLINES_OIDC_ISSUER": stub.issuer,
        "TOPLINES_OIDC_CLIENT_ID": CLIENT,
        "TOPLINES_OIDC_CLIENT_SECRET": CLIENT_SECRET,
        "TOPLINES_SECRET_KEY": KEY,
        "TOPLINES_OIDC_TITLE": "the newsroom's account",
    }


@pytest.fixture
def person(library: Library, stub: Stub) -> FlaskClient:
    """Somebody's browser."""
    app = create_app(library, served=Served(accounts=True), environment=environment(stub))
    return app.server.test_client()


def come_in(person: FlaskClient, stub: Stub, change: Any = lambda address: address) -> tuple[int, str]:
    """Through the service and back; `change` is done to the address that leads back."""
    there = person.get("/sign-in/service?next=/sources")
    assert there.status_code == 302, there.text
    back = person.get(change(stub.code(there.headers["Location"])))
    return back.status_code, back.headers.get("Location", back.text)


def test_whom_the_service_vouches_for_is_let_in(person: FlaskClient, stub: Stub) -> None:
    assert "Sign in with the newsroom&#39;s account" in person.get("/sign-in").text
    assert come_in(person, stub) == (303, "/sources")
    assert person.get("/api/estimates.csv").status_code == 200
    assert person.get("/audit", headers={"Accept": "application/json"}).status_code == 403


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "nobody@example.org"},
        {"email": "ana@example.org"},  # has a password of her own: the service does not speak for her
        {"email_verified": False},
        {"email_verified": None},
        {"email": ""},
        {"sub": ""},
        {"aud": "another client"},
        {"iss": "https://another.example"},
        {"exp": 1},
        {"nonce": "of another sign-in"},
    ],
    ids=str,
)
def test_what_it_does_not_vouch_for_is_not_let_in(person: FlaskClient, stub: Stub, claims: dict) -> None:
    stub.claims = claims
    assert come_in(person, stub)[0] in (401, 403)
    assert person.get("/api/estimates.csv").status_code == 401


def test_another_signature_is_not_believed(person: FlaskClient, stub: Stub) -> None:
    stub.published = RSAKey.generate_key(2048, {"kid": "one"})
    assert come_in(person, stub)[0] == 401


def test_an_answer_to_somebody_elses_question_is_not_taken(person: FlaskClient, stub: Stub, library: Library) -> None:
    assert come_in(person, stub, lambda address: address.replace("state=", "state=x"))[0] == 401
    other = create_app(library, served=Served(accounts=True), environment=environment(stub)).server.test_client()
    carried = stub.code(other.get("/sign-in/service").headers["Location"])
    assert person.get(carried).status_code == 401
    assert person.get("/sign-in/service/back?error=access_denied").status_code == 401
    assert person.get("/sign-in/service/back").status_code == 401


def test_a_name_given_to_somebody_else_later_opens_nothing(person: FlaskClient, stub: Stub) -> None:
    assert come_in(person, stub)[0] == 303
    person.post("/sign-out", headers={"Sec-Fetch-Site": "same-origin"})
    stub.claims = {"sub": "18"}
    assert come_in(person, stub)[0] == 403


def test_it_leads_to_no_other_site(person: FlaskClient, stub: Stub) -> None:
    there = person.get("/sign-in/service?next=//evil.example")
    assert person.get(stub.code(there.headers["Location"])).headers["Location"] == "/"


def test_a_service_that_is_away_is_said(library: Library, stub: Stub) -> None:
    away = environment(stub) | {"TOPLINES_OIDC_ISSUER": "http://127.0.0.1:9"}
    person = create_app(library, served=Served(accounts=True), environment=away).server.test_client()
    answer = person.get("/sign-in/service")
    assert (answer.status_code, "cannot be reached" in answer.text) == (503, True)


@pytest.mark.parametrize(
    "change",
    [
        {"TOPLINES_SECRET_KEY": ""},
        {"TOPLINES_SECRET_KEY": "short"},
        {"TOPLINES_SECRET_KEY": "a" * 64},
        {"TOPLINES_SECRET_KEY": "changeme-changeme-changeme-changeme"},
        {"TOPLINES_OIDC_CLIENT_ID": ""},
        {"TOPLINES_OIDC_CLIENT_SECRET": ""},
        {"TOPLINES_OIDC_CLIENT_SECRET": "secret"},
        {"TOPLINES_OIDC_ISSUER": "http://login.example.org"},
    ],
    ids=str,
)
def test_a_default_or_missing_secret_is_refused(stub: Stub, change: dict[str, str]) -> None:
    check(environment(stub))
    with pytest.raises(Misconfigured):
        check(environment(stub) | change)
