"""Accounts: who may read, review or administer a library that is served to others.

>>> from tempfile import TemporaryDirectory
>>> from library import open_library
>>> folder = TemporaryDirectory()
>>> library = open_library(f"sqlite:///{folder.name}/library.sqlite")
>>> accounts = Accounts(library)
>>> accounts.add("Ana", Role.REVIEWER, "four words nobody says", by="the terminal")
Account(name='Ana', role=<Role.REVIEWER: 2>)
>>> library.dispose(); folder.cleanup()
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, delete, insert, select, update

from library import audit
from library.errors import LibraryError
from library.passwords import hashed
from library.tables_people import accounts, sessions

if TYPE_CHECKING:
    from library.store import Library

_MOST_NAME = 64


class Role(IntEnum):
    """What somebody may do; each may do what those before may."""

    READER = 1
    REVIEWER = 2
    ADMIN = 3

    @property
    def word(self) -> str:
        """As people say it.

        >>> Role.REVIEWER.word
        'reviewer'
        """
        return self.name.lower()

    @classmethod
    def named(cls, word: str) -> Role:
        """The role of a word. Raises AccountError."""
        try:
            return cls[word.upper()]
        except KeyError:
            known = ", ".join(role.word for role in cls)
            raise AccountError(f"{audit.plain(word)} is not a role: use {known}.") from None


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody with a name and a role."""

    name: str
    role: Role


class AccountError(LibraryError):
    """The account cannot be made or changed so; the message says why."""


class Accounts:
    """The accounts of one library. Every change is one transaction and one line of the audit log."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def any(self) -> bool:
        """Whether there is an account at all."""
        with self._library.reading() as connection:
            return connection.execute(select(accounts.c.key).limit(1)).first() is not None

    def all(self) -> list[Account]:
        """Every account, by name."""
        with self._library.reading() as connection:
            found = connection.execute(select(accounts.c.name, accounts.c.role).order_by(accounts.c.key))
            return [Account(name, Role.named(role)) for name, role in found]

    def add(self, name: str, role: Role, password: str | None, *, by: str) -> Account:
        """A new account; without a password it is for a sign-in service. Raises AccountError, WeakPassword."""
        shown = checked_name(name)
        kept = None if password is None else hashed(password, shown)
        with self._library.writing() as connection:
            if self._row(connection, shown) is not None:
                raise AccountError(f"There is an account {shown} already.")
            row = {"key": key_of(shown), "name": shown, "role": role.word, "password": kept, "added_at": audit.now()}
            connection.execute(insert(accounts), row)
            audit.record(connection, by, "account added", f"{shown}, {role.word}")
        return Account(shown, role)

    def set_role(self, name: str, role: Role, *, by: str) -> None:
        """Give another role, from the next request on. Raises AccountError."""
        with self._library.writing() as connection:
            row = self._known(connection, name)
            self._change(connection, row.key, {"role": role.word})
            audit.record(connection, by, "role changed", f"{row.name}: {row.role} to {role.word}")

    def set_password(self, name: str, password: str, *, by: str) -> None:
        """Give another password, and end all of the account's sessions. Raises AccountError, WeakPassword."""
        kept = hashed(password, name)
        with self._library.writing() as connection:
            row = self._known(connection, name)
            self._change(connection, row.key, {"password": kept})
            connection.execute(delete(sessions).where(sessions.c.account == row.key))
            audit.record(connection, by, "password changed", row.name)

    def remove(self, name: str, *, by: str) -> None:
        """Remove an account and its sessions; what it did stays under its name. Raises AccountError."""
        with self._library.writing() as connection:
            row = self._known(connection, name)
            connection.execute(delete(sessions).where(sessions.c.account == row.key))
            connection.execute(delete(accounts).where(accounts.c.key == row.key))
            audit.record(connection, by, "account removed", row.name)

    @staticmethod
    def _row(connection: Connection, name: str) -> Any:
        return connection.execute(select(accounts).where(accounts.c.key == key_of(name))).first()

    def _known(self, connection: Connection, name: str) -> Any:
        row = self._row(connection, name)
        if row is None:
            raise AccountError(f"There is no account {audit.plain(name)}.")
        return row

    @staticmethod
    def _change(connection: Connection, key: str, values: dict[str, str]) -> None:
        connection.execute(update(accounts).where(accounts.c.key == key).values(**values))


def key_of(name: str) -> str:
    """A name without case and in one form: what accounts are told apart by.

    >>> key_of(" Ana "), key_of("ＡＮＡ")
    ('ana', 'ana')
    """
    known = name.encode("utf-8", "replace").decode().replace("\0", "")  # databases take neither half characters nor NUL
    return unicodedata.normalize("NFKC", known).strip().casefold()[:256]


def checked_name(name: str) -> str:
    """A name that can be read and typed. Raises AccountError.

    >>> checked_name("  Ana   Lima ")
    'Ana Lima'
    """
    shown = " ".join(unicodedata.normalize("NFC", name).split())
    if not re.fullmatch(r"[\w.@+' -]+", shown) or len(shown) > _MOST_NAME or not shown[0].isalnum():
        raise AccountError(f"A name has letters, digits, spaces and . @ + ' - _ in it, {_MOST_NAME} at most.")
    return shown
