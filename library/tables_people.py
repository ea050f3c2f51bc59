"""The tables of who may do what, and of what was done: accounts, their sessions, tries to sign in, the audit log."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from library.tables import METADATA

# Times are ISO 8601 in UTC ("2026-01-31T09:30:00Z"): the same text, and so the same order, in every database.

accounts = Table(
    "accounts",
    METADATA,
    Column("key", String(256), primary_key=True),  # the name without case, so that "Ana" and "ana" are one
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("password", Text),  # Argon2's own text; none where another service says who somebody is
    Column("subject", Text, unique=True),  # what that service calls them
    Column("added_at", Text, nullable=False),
)

sessions = Table(
    "sessions",
    METADATA,
    Column("token_hash", String(64), primary_key=True),  # whoever reads this table cannot become anybody by it
    Column("account", String(256), ForeignKey("accounts.key"), nullable=False),
    Column("made_at", Text, nullable=False),
    Column("expires_at", Text, nullable=False),
)

sign_in_tries = Table(
    "sign_in_tries",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("account", String(256), nullable=False, index=True),
    Column("address", String(256), nullable=False, index=True),
    Column("at", Text, nullable=False),
)

# The database itself refuses to change or delete a line: see the triggers in migrations/versions/0003_people.py.
audit_log = Table(
    "audit_log",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("about", Text, nullable=False),
    sqlite_autoincrement=True,
)
