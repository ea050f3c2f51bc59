"""What was done, by whom and when: a log that is only ever added to, which the database itself sees to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select

from library.tables_people import audit_log

NOBODY = "the program"
"""Who does what nobody did by hand: fills a new library with its collection, takes in a watched folder."""
_MOST_ABOUT = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log. `at` is UTC as ISO 8601; `what` is a word or two, `about` what it was done to."""

    id: int
    at: str
    who: str
    what: str
    about: str


def now() -> str:
    """This moment, as every time in these tables is written.

    >>> len(now()), now()[-1]
    (20, 'Z')
    """
    return written(datetime.now(UTC))


def written(moment: datetime) -> str:
    """A moment in UTC as text.

    >>> written(datetime(2026, 1, 31, 9, 30, tzinfo=UTC))
    '2026-01-31T09:30:00Z'
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def record(connection: Connection, who: str, what: str, about: str = "") -> None:
    """Add a line within the caller's transaction: what is undone leaves no line, what is done always leaves one.

    Control characters are shown as what they are, so that a name cannot forge a line of its own.
    """
    entry = {"at": now(), "who": plain(who) or NOBODY, "what": plain(what), "about": plain(about)}
    connection.execute(insert(audit_log), entry)


def plain(text: str) -> str:
    r"""A text on one line and of bounded length, its control and direction characters spelled out.

    >>> plain("Ana\nadmin signed in")
    'Ana\\nadmin signed in'
    """
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text[:_MOST_ABOUT])
    return shown if len(shown) <= _MOST_ABOUT else shown[: _MOST_ABOUT - 1] + "…"


def entries(connection: Connection, before: int | None = None, limit: int = 200) -> list[Entry]:
    """The last lines, newest first; those older than the line `before` where it is given."""
    query = select(audit_log).order_by(audit_log.c.id.desc()).limit(limit)
    if before is not None:
        query = query.where(audit_log.c.id < before)
    return [Entry(*row) for row in connection.execute(query)]


def all_entries(connection: Connection) -> Iterator[Entry]:
    """Every line, oldest first."""
    for row in connection.execute(select(audit_log).order_by(audit_log.c.id)):
        yield Entry(*row)
