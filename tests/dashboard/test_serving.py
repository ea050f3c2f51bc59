"""Who is let in: the command's refusals, other sites, other hosts, the sign-in form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.access import UPDATE, Served
from dashboard.serve import CannotServe, checked, serve
from library import Library, open_library
from library.accounts import Accounts, Role
from tests.dashboard import everyone
from tests.dashboard.everyone import PASSWORD


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library with an account for each role."""
    opened = open_library(f"sqlite:///{(tmp_path / 'library.sqlite').as_posix()}")
    everyone.fill(opened)
    yield opened
    opened.dispose()


@pytest.fixture
def stranger(library: Library) -> FlaskClient:
    """A stranger's browser."""
    return everyone.app_of(library).server.test_client()


def sign_in(stranger: FlaskClient, name: str, password: str = PASSWORD, **more: str) -> tuple[int, str]:
    """Fill in the form; the status and where to, or what the page says."""
    stranger.get("/sign-in")
    cookie = stranger.get_cookie("toplines-form")
    assert cookie is not None
    given = {"name": name, "password": password, "form": cookie.value} | more
    answer = stranger.post("/sign-in", data=given, headers=everyone.OF_HERE)
    return answer.status_code, answer.headers.get("Location") or answer.text


def test_signing_in_leads_on_and_signing_out_ends_it(stranger: FlaskClient) -> None:
    answer = stranger.get("/?years=2015", headers={"Accept": "text/html"})
    assert answer.headers["Location"] == "/sign-in?next=%2F%3Fyears%3D2015"
    assert sign_in(stranger, "the reader", next="/?years=2015") == (303, "/?years=2015")
    assert stranger.get("/?years=2015").status_code == 200
    assert "The reader" in stranger.get("/_dash-layout").text
    assert stranger.get("/audit").status_code == 403
    stranger.post("/sign-out", headers=everyone.OF_HERE)
    assert stranger.get("/api/estimates.csv").status_code == 401


@pytest.mark.parametrize("asked", ["//evil.example", "https://evil.example", "/\\evil.example", "/\n/evil", "x"])
def test_signing_in_leads_to_no_other_site(stranger: FlaskClient, asked: str) -> None:
    assert sign_in(stranger, "The reader", next=asked) == (303, "/")


def test_every_wrong_try_has_one_answer(stranger: FlaskClient) -> None:
    known, unknown = sign_in(stranger, "The admin", "x"), sign_in(stranger, "Nobody", "x")
    assert known[0] == unknown[0] == 401
    assert known[1].replace("The admin", "Nobody") == unknown[1]
    for _ in range(4):
        sign_in(stranger, "Nobody", "x")
    assert sign_in(stranger, "Nobody", "x")[0] == 429


def test_the_form_is_taken_from_this_browser_alone(stranger: FlaskClient) -> None:
    data = {"name": "The reader", "password": PASSWORD}
    assert stranger.post("/sign-in", data=data, headers=everyone.OF_HERE).status_code == 400
    assert sign_in(stranger, "The reader", form="0" * 32)[0] == 400
    assert sign_in(stranger, "The reader", form="é")[0] == 400


def test_the_cookies_are_for_us_alone(library: Library) -> None:
    app = everyone.app_of(library, proxies=1)
    browser = app.server.test_client()
    over_https = everyone.OF_HERE | {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"}
    form = browser.get("/sign-in", headers=over_https).headers["Set-Cookie"]
    assert form.startswith("__Host-toplines-form=")
    token = form.partition("=")[2].partition(";")[0]
    given = {"name": "The reader", "password": PASSWORD, "form": token}
    answer = browser.post("/sign-in", data=given, headers=over_https | {"Cookie": f"__Host-toplines-form={token}"})
    said = answer.headers["Set-Cookie"]
    assert said.startswith("__Host-toplines=")
    for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in said
    assert "Domain" not in said
    assert "Strict-Transport-Security" in answer.headers
    with library.reading() as connection:
        from library import audit

        assert audit.entries(connection)[0].about == "from 203.0.113.7"


ORIGINS = [
    # As Datasette and Go's standard library have it: what the browser says of where a request comes from.
    ({"Sec-Fetch-Site": "same-origin"}, True),
    ({"Sec-Fetch-Site": "none"}, True),
    ({"Sec-Fetch-Site": "same-site"}, False),
    ({"Sec-Fetch-Site": "cross-site"}, False),
    ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, False),
    ({"Sec-Fetch-Site": "same-origin", "Origin": "http://evil.example"}, True),
    ({"Origin": "http://localhost"}, True),
    ({"Origin": "https://localhost"}, True),  # behind a proxy that speaks https
    ({"Origin": "http://localhost:81"}, False),
    ({"Origin": "http://evil.example"}, False),
    ({"Origin": "http://localhost.evil.example"}, False),
    ({"Origin": "null"}, False),
    ({"Origin": ""}, False),
    ({}, False),  # no browser sends a cookie and neither header
]


@pytest.mark.parametrize(("headers", "allowed"), ORIGINS)
def test_another_site_cannot_write_with_a_visitors_cookie(
    headers: dict[str, str], allowed: bool, library: Library
) -> None:
    browser = everyone.client(everyone.app_of(library), everyone.tokens(library)["admin"])
    assert (browser.post(UPDATE, json={}, headers=headers).status_code == 400) is allowed
    browser.post("/sign-out", headers=headers)
    assert (browser.get("/audit", headers={"Accept": "application/json"}).status_code == 401) is allowed


def test_a_program_without_a_cookie_needs_no_origin(stranger: FlaskClient) -> None:
    assert stranger.post(UPDATE, json={}).status_code == 401


@pytest.mark.parametrize(
    ("host", "allowed"),
    [
        ("localhost", True),
        ("127.0.0.1:8050", True),
        ("[::1]:8050", True),
        ("polls.example.org", True),
        ("polls.example.org:443", True),
        ("evil.example", False),
        ("x.polls.example.org", False),
        ("polls.example.org.evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("", False),
    ],
)
def test_a_name_that_is_not_ours_is_refused(host: str, allowed: bool, stranger: FlaskClient) -> None:
    assert (stranger.get("/sign-in", headers={"Host": host}).status_code == 200) is allowed


@pytest.mark.parametrize(
    ("host", "served"),
    [
        ("0.0.0.0", Served()),
        ("::", Served()),
        ("192.168.1.5", Served()),
        ("127.0.0.1", Served(names=("polls.example.org",))),
        ("127.0.0.1", Served(proxies=1)),
        ("127.0.0.1", Served(public_reading=True)),
    ],
)
def test_others_are_let_in_only_with_accounts(host: str, served: Served) -> None:
    with pytest.raises(CannotServe, match="python -m library account add NAME --role admin"):
        checked(host, served, False, {})


def test_the_server_says_so_and_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(CannotServe, match="no accounts yet"):
        serve("0.0.0.0", 0, f"sqlite:///{(tmp_path / 'l.sqlite').as_posix()}")


def test_with_accounts_they_are_asked_for_here_too() -> None:
    assert checked("127.0.0.1", Served(), False, {}) == Served()
    assert checked("127.0.0.1", Served(), True, {}).accounts
    assert checked("192.168.1.5", Served(), True, {}).names == ("192.168.1.5",)
    assert checked("::1", Served(), False, {}) == Served()
    with pytest.raises(CannotServe, match="--name"):
        checked("0.0.0.0", Served(), True, {})
    with pytest.raises(CannotServe, match="not an address of this machine"):
        checked("example.org", Served(), True, {})


@pytest.mark.parametrize("name", ["FLASK_DEBUG", "DASH_DEBUG"])
def test_nobody_else_is_let_into_a_server_that_shows_its_insides(name: str) -> None:
    others = Served(names=("polls.example.org",))
    with pytest.raises(CannotServe, match="DEBUG"):
        checked("127.0.0.1", others, True, {name: "1"})
    assert checked("127.0.0.1", others, True, {name: "0"}).accounts


def test_the_log_tells_who_did_what_and_runs_in_no_spreadsheet(stranger: FlaskClient, library: Library) -> None:
    sign_in(stranger, '=HYPERLINK("http://evil.example")', "x")
    Accounts(library).set_role("The reviewer", Role.ADMIN, by="<b>test</b>")
    sign_in(stranger, "The admin")
    page = stranger.get("/audit").text
    assert "&lt;b&gt;test&lt;/b&gt;" in page
    assert "The reviewer: reviewer to admin" in page
    table = stranger.get("/audit.csv").data.decode("utf-8-sig")
    assert "\"'=HYPERLINK(" in table
    assert stranger.get("/audit?before=2").text.count("<time") == 1
    for junk in ("x", "-1", "9" * 30, "²"):
        assert stranger.get("/audit", query_string={"before": junk}).status_code == 200
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert stranger.open("/audit", method=method, headers=everyone.OF_HERE).status_code == 405
