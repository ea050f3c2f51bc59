"""Signing in and out. A session's token is known to the browser alone; the library keeps its hash."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, and_, delete, func, insert, select, update

from library import audit
from library.accounts import Account, Role, key_of
from library.passwords import matches
from library.tables_people import accounts, sessions, sign_in_tries

if TYPE_CHECKING:
    from library.store import Library

LASTS = timedelta(hours=12)
"""How long a session lasts: a working day."""
WINDOW = timedelta(minutes=15)
MOST_TRIES = {"account": 100, "address": 30, "both": 5}
"""How many failed tries in `WINDOW` an account, an address, and an account from one address may have.

The smallest is for the pair: a stranger elsewhere does not lock anybody out of their own account.
"""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session: its token goes into a cookie, and is written nowhere else."""

    account: Account
    token: str


class TooManyTries(Exception):
    """No further try is looked at for now, right or wrong."""


class SignIn:
    """Sessions of the accounts of one library. Safe for several threads and processes: its state is in the library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def by_password(self, name: str, password: str, address: str) -> SignedIn | None:
        """A session where name and password are right, else None; both take as long. Raises TooManyTries."""
        key = key_of(name)
        # The try is counted before it is looked at: many at once are not more tries than many in turn.
        row = self._count(key, address)
        if not matches(row.password if row else None, password):
            with self._library.writing() as connection:
                audit.record(connection, name, "sign-in failed", f"from {address}")
            return None
        with self._library.writing() as connection:
            tries = sign_in_tries.c
            connection.execute(delete(sign_in_tries).where(tries.account == key, tries.address == address))
            return _begin(connection, key, f"from {address}")

    def _count(self, key: str, address: str) -> Any:
        with self._library.writing() as connection:
            oldest = audit.written(datetime.now(UTC) - WINDOW)
            connection.execute(delete(sign_in_tries).where(sign_in_tries.c.at < oldest))
            if _over(connection, key, address):
                raise TooManyTries
            connection.execute(insert(sign_in_tries), {"account": key, "address": address[:256], "at": audit.now()})
            return connection.execute(select(accounts).where(accounts.c.key == key)).first()

    def by_service(self, name: str, subject: str, address: str) -> SignedIn | None:
        """A session for whom a sign-in service vouches; None where no account is theirs.

        `subject` is the service's own lasting word for the person. The first sign-in binds it to the account of
        that name; from then on only the bound person is let in, whatever name the service gives to others later.
        """
        with self._library.writing() as connection:
            a = accounts.c
            row = connection.execute(select(accounts).where(a.subject == subject)).first()
            if row is None:
                unbound = and_(a.key == key_of(name), a.subject.is_(None), a.password.is_(None))
                row = connection.execute(select(accounts).where(unbound)).first()
            if row is None:
                audit.record(connection, name, "sign-in failed", f"no account for it here, from {address}")
                return None
            connection.execute(update(accounts).where(a.key == row.key).values(subject=subject))
            return _begin(connection, row.key, f"by the sign-in service, from {address}")

    def account_of(self, token: str | None) -> Account | None:
        """Whose session it is; None where it is nobody's or has ended."""
        if not token:
            return None
        query = (
            select(accounts.c.name, accounts.c.role)
            .join(sessions, sessions.c.account == accounts.c.key)
            .where(sessions.c.token_hash == _hash(token), sessions.c.expires_at > audit.now())
        )
        with self._library.reading() as connection:
            row = connection.execute(query).first()
        return Account(row.name, Role.named(row.role)) if row else None

    def out(self, token: str | None) -> None:
        """End a session."""
        account = self.account_of(token)
        if token is None or account is None:
            return
        with self._library.writing() as connection:
            connection.execute(delete(sessions).where(sessions.c.token_hash == _hash(token)))
            audit.record(connection, account.name, "signed out")


def _over(connection: Connection, key: str, address: str) -> bool:
    of_account, of_address = sign_in_tries.c.account == key, sign_in_tries.c.address == address[:256]
    ways = {"account": of_account, "address": of_address, "both": and_(of_account, of_address)}
    return any(
        connection.execute(select(func.count()).select_from(sign_in_tries).where(way)).scalar_one() >= MOST_TRIES[kind]
        for kind, way in ways.items()
    )


def _begin(connection: Connection, key: str, how: str) -> SignedIn:
    now = datetime.now(UTC)
    connection.execute(delete(sessions).where(sessions.c.expires_at <= audit.written(now)))
    token = secrets.token_urlsafe(32)
    row = connection.execute(select(accounts).where(accounts.c.key == key)).one()
    made = {"made_at": audit.written(now), "expires_at": audit.written(now + LASTS)}
    connection.execute(insert(sessions), {"token_hash": _hash(token), "account": key} | made)
    audit.record(connection, row.name, "signed in", how)
    return SignedIn(Account(row.name, Role.named(row.role)), token)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
