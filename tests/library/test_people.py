"""Accounts, sessions and the audit log: who is let in, who is not, and what is written down of it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import create_engine, delete, select, update
from sqlalchemy.exc import DBAPIError
from typer.testing import CliRunner

from library import Library, audit, open_library, sign_in
from library.__main__ import app
from library.accounts import Account, AccountError, Accounts, Role
from library.passwords import WeakPassword
from library.sign_in import SignIn, TooManyTries
from library.tables import METADATA
from library.tables_people import audit_log, sessions

GOOD = "seven green herons"
WRONG = [("Ana", "wrong"), ("Ana", ""), ("Nobody", GOOD), ("", ""), ("\x00\ud800", "\ud800")]


@pytest.fixture
def library(url: str) -> Iterator[Library]:
    """A library with one reviewer, Ana."""
    opened = open_library(url)
    Accounts(opened).add("Ana", Role.REVIEWER, GOOD, by="test")
    yield opened
    opened.dispose()


def lines(library: Library) -> list[tuple[str, str, str]]:
    with library.reading() as connection:
        return [(entry.who, entry.what, entry.about) for entry in audit.all_entries(connection)]


def test_a_session_is_whose_it_is_until_it_ends(library: Library) -> None:
    door = SignIn(library)
    found = door.by_password(" ANA", GOOD, "10.0.0.1")
    assert found is not None
    assert found.account == Account("Ana", Role.REVIEWER)
    assert door.account_of(found.token) == found.account
    assert door.account_of(found.token + "x") is None
    door.out(found.token)
    assert door.account_of(found.token) is None
    assert [line[:2] for line in lines(library)] == [
        ("test", "account added"),
        ("Ana", "signed in"),
        ("Ana", "signed out"),
    ]


def test_neither_the_token_nor_the_password_is_kept(library: Library) -> None:
    found = SignIn(library).by_password("Ana", GOOD, "10.0.0.1")
    assert found is not None
    with library.reading() as connection:
        kept = str([connection.execute(select(table)).all() for table in METADATA.tables.values()])
    assert found.token not in kept
    assert GOOD not in kept
    assert "$argon2id$" in kept


def test_a_session_ends_with_time_with_the_password_and_with_the_account(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    door, accounts = SignIn(library), Accounts(library)
    tokens = [door.by_password("Ana", GOOD, "10.0.0.1") for _ in range(2)]
    assert tokens[0] is not None
    with library.writing() as connection:
        connection.execute(update(sessions).values(expires_at=audit.now()))
    assert door.account_of(tokens[0].token) is None
    second = door.by_password("Ana", GOOD, "10.0.0.1")
    assert second is not None
    accounts.set_password("Ana", "another long password", by="test")
    assert door.account_of(second.token) is None
    third = door.by_password("Ana", "another long password", "10.0.0.1")
    assert third is not None
    accounts.set_role("Ana", Role.READER, by="test")
    assert door.account_of(third.token) == Account("Ana", Role.READER)
    accounts.remove("Ana", by="test")
    assert door.account_of(third.token) is None
    assert accounts.all() == []


@pytest.mark.parametrize(("name", "password"), WRONG)
def test_the_wrong_name_and_the_wrong_password_are_one_answer(library: Library, name: str, password: str) -> None:
    assert SignIn(library).by_password(name, password, "10.0.0.1") is None
    assert lines(library)[-1][1] == "sign-in failed"


def test_five_wrong_tries_are_enough_and_lock_out_nobody_elsewhere(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = SignIn(library)
    for name in ("Ana", "Nobody"):
        for _ in range(5):
            assert door.by_password(name, "wrong", "10.0.0.1") is None
        with pytest.raises(TooManyTries):
            door.by_password(name, GOOD, "10.0.0.1")
    assert door.by_password("Ana", GOOD, "10.0.0.2") is not None
    monkeypatch.setattr(sign_in, "WINDOW", timedelta(seconds=-1))
    assert door.by_password("Ana", GOOD, "10.0.0.1") is not None


def test_an_address_and_an_account_have_a_limit_of_their_own(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sign_in.MOST_TRIES, "address", 3)
    monkeypatch.setitem(sign_in.MOST_TRIES, "account", 3)
    monkeypatch.setattr(sign_in, "matches", lambda *_: False)
    door = SignIn(library)
    for number in range(3):
        door.by_password(f"name {number}", "x", "10.0.0.1")
        door.by_password("Ana", "x", f"10.0.1.{number}")
    with pytest.raises(TooManyTries):
        door.by_password("one more", "x", "10.0.0.1")
    with pytest.raises(TooManyTries):
        door.by_password("Ana", GOOD, "10.0.2.1")


def test_many_tries_at_once_are_no_more_than_in_turn(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[str] = []
    monkeypatch.setattr(sign_in, "matches", lambda kept, password: bool(looked_at.append(password)))
    door = SignIn(library)

    def attempt(number: int) -> None:
        with suppress(TooManyTries):
            door.by_password("Ana", str(number), "10.0.0.1")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(attempt, range(40)))
    assert len(looked_at) == 5


def test_a_sign_in_service_binds_an_account_to_one_person(library: Library) -> None:
    door, accounts = SignIn(library), Accounts(library)
    accounts.add("bo@example.org", Role.ADMIN, None, by="test")
    assert door.by_password("bo@example.org", "", "10.0.0.1") is None
    assert door.by_service("Ana", "issuer|1", "10.0.0.1") is None, "an account with a password is not taken over"
    first = door.by_service("BO@example.org", "issuer|2", "10.0.0.1")
    assert first is not None
    assert first.account.role is Role.ADMIN
    assert door.by_service("bo@example.org", "issuer|3", "10.0.0.1") is None, "the same name, somebody else"
    renamed = door.by_service("bo.new@example.org", "issuer|2", "10.0.0.1")
    assert renamed is not None
    assert renamed.account.name == "bo@example.org"


@pytest.mark.parametrize("password", ["", "short", "aaaaaaaaaaaaaaaa", "anaanaanaana", "x" * 1001])
def test_a_weak_password_is_refused(library: Library, password: str) -> None:
    with pytest.raises(WeakPassword):
        Accounts(library).set_password("Ana", password, by="test")


@pytest.mark.parametrize("name", ["", " ", "ana", "ＡＮＡ", "<b>", "a\x00b", "a\u202eb", "x" * 65, "=cmd", "@x"])
def test_a_name_is_new_and_can_be_typed(library: Library, name: str) -> None:
    with pytest.raises(AccountError):
        Accounts(library).add(name, Role.READER, GOOD, by="test")


def test_the_log_is_only_added_to(library: Library, url: str) -> None:
    with pytest.raises(DBAPIError, match="only added to"), library.writing() as connection:
        connection.execute(delete(audit_log))
    with pytest.raises(DBAPIError, match="only added to"), library.writing() as connection:
        connection.execute(update(audit_log).values(who="somebody else"))
    past = {
        "sqlite": "INSERT OR REPLACE INTO audit_log VALUES (1, '', '', '', '')",
        "postgresql": "TRUNCATE audit_log",
    }
    engine = create_engine(url)
    with pytest.raises(DBAPIError, match="only added to"), engine.begin() as connection:
        connection.exec_driver_sql(past[engine.dialect.name])
    engine.dispose()
    assert lines(library) == [("test", "account added", "Ana, reviewer")]


def test_a_line_is_undone_with_what_it_tells(library: Library) -> None:
    def tried() -> None:
        with library.writing() as connection:
            audit.record(connection, "Ana", "tried")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        tried()
    assert len(lines(library)) == 1


def test_a_name_cannot_forge_a_line(library: Library) -> None:
    SignIn(library).by_password("Ana\n2026 admin signed in\x1b[2J\u202e", "x", "10.0.0.1")
    who = lines(library)[-1][0]
    assert who == "Ana\\n2026 admin signed in\\x1b[2J\\u202e"


def test_accounts_are_made_on_the_command_line(url: str) -> None:

    def run(*words: str, given: str = "") -> tuple[int, str]:
        done = CliRunner().invoke(app, ["account", *words, "--library", url], input=given)
        return done.exit_code, done.output

    assert run("add", "Bo", "--role", "admin", given=f"{GOOD}\n")[0] == 0
    assert run("add", "Cy@example.org", "--no-password")[0] == 0
    assert run("add", "bo", given=f"{GOOD}\n") == (2, "There is an account bo already.\n")
    assert run("add", "Di", "--role", "king", given=f"{GOOD}\n")[0] == 2
    assert run("add", "Di", given="short\n")[0] == 2
    assert run("role", "cy@example.org", "reviewer")[0] == 0
    assert run("list") == (0, "admin    Bo\nreviewer Cy@example.org\n")
    assert run("password", "Bo", given="another long password\n")[0] == 0
    assert run("remove", "Bo")[0] == 0
    assert run("remove", "Bo") == (2, "There is no account Bo.\n")
    assert GOOD not in run("list")[1]
