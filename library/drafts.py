"""Drafts: files that have arrived and wait to be read, then to be reviewed. Nothing of them is only in memory.

Any number of processes may put files in, read them and decide at once. One that reads a file is heard of every few
seconds; when it falls silent, because it was killed, the file waits to be read again. Whoever decides says which
version of the draft they saw, and is told when somebody else was quicker.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Select, insert, select, update

from extract.model import Issue, Location, Severity, Source
from extract.schema import validate
from extract.tidy import COLUMNS, as_columns
from library import audit, superseding, tables
from library.acceptance import Added, issue_row, put, rows_of
from library.corrections import corrections_of
from library.decisions import Decision, Kind, decided, kept, last_of, to_decide
from library.errors import Conflict, UnknownDraft
from library.store import Library, Original
from library.superseding import Link
from library.tables_desk import corrections, decisions, draft_contents, draft_estimates, draft_issues, drafts

SILENT_SECONDS = 15.0
"""After which a reading that was not heard of counts as broken off."""


class State(StrEnum):
    """What has become of a draft."""

    WAITING = "waiting"
    READING = "reading"
    READY = "ready"
    FAILED = "failed"
    ACCEPTED = "accepted"
    DROPPED = "dropped"


_OPEN = (State.WAITING, State.READING, State.READY, State.FAILED)


@dataclass(frozen=True, slots=True)
class Draft:
    """A file that has arrived. `pages` are those read and those there are, as far as known; `reason`: why it failed."""

    number: int
    sha256: str
    name: str
    media_type: str
    size: int
    sidecar: str | None
    state: State
    pages: tuple[int, int] | None
    reason: str
    received_at: str
    received_by: str
    version: int


@dataclass(frozen=True, slots=True)
class Put:
    """What came of putting a file in. `draft` is None when these bytes were accepted before: they are a source."""

    draft: int | None
    already: bool


@dataclass(frozen=True, eq=False)
class Extracted:
    """What the program read of a draft. `cells` are the table and column of each value; `text` is `Document.text`."""

    media_type: str
    estimates: pd.DataFrame
    issues: tuple[Issue, ...]
    text: str
    cells: Sequence[tuple[int, int] | None]


class Drafts:
    """The drafts of a library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def put(self, name: str, content: bytes, *, sidecar: str | None = None, who: str = "") -> Put:
        """Keep a file that has arrived; the same bytes are one draft, or one source, however often they come.

        With another sidecar they are read anew: the draft before is dropped, with all that was decided of it.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        described = {
            "sha256": sha256,
            "name": name,
            "media_type": "",
            "size": len(content),
            "sidecar": sidecar,
            "state": State.WAITING,
            "reason": "",
            "received_at": audit.now(),
            "received_by": who,
            "version": 0,
            "reader": "",
            "heard_at": 0.0,
        }
        with self._library.writing() as connection:
            _take_turn(connection)
            if _is_source(connection, sha256):
                return Put(None, True)
            for draft in map(_draft, connection.execute(_open_ones().where(drafts.c.sha256 == sha256)).all()):
                if draft.sidecar == sidecar and draft.state is not State.FAILED:
                    return Put(draft.number, True)
                connection.execute(update(drafts).where(drafts.c.id == draft.number).values(state=State.DROPPED))
            number = int(connection.execute(insert(drafts).returning(drafts.c.id), described).scalar_one())
            connection.execute(insert(draft_contents), {"draft_id": number, "content": content})
            audit.record(connection, who, "received", f"{name}, draft {number}")
        return Put(number, False)

    def open_ones(self) -> list[Draft]:
        """The drafts that are neither accepted nor dropped, in the order of arrival."""
        with self._library.reading() as connection:
            return [_draft(row) for row in connection.execute(_open_ones())]

    def get(self, number: int) -> Draft:
        """One draft, whatever has become of it. Raises UnknownDraft."""
        with self._library.reading() as connection:
            return _found(connection, number)

    def original(self, number: int) -> Original:
        """The file as received. Raises UnknownDraft."""
        with self._library.reading() as connection:
            draft = _found(connection, number)
            query = select(draft_contents.c.content).where(draft_contents.c.draft_id == number)
            return Original(draft.name, draft.media_type, bytes(connection.execute(query).scalar_one()))

    def extracted(self, number: int) -> Extracted:
        """What the program read, untouched by any decision. Raises UnknownDraft."""
        with self._library.reading() as connection:
            draft = _found(connection, number)
            contents = draft_contents.c
            text = connection.scalar(select(contents.text).where(contents.draft_id == number))
            rows, cells = _estimates(connection, number)
            return Extracted(draft.media_type, rows, _issues(connection, number), text or "", cells)

    # Reading

    def claim(self, reader: str, number: int | None = None) -> Draft | None:
        """The next draft to read (or that one), now this reader's; None when there is none.

        One whose reader has fallen silent is among them.
        """
        silent = (drafts.c.state == State.READING) & (drafts.c.heard_at < time.time() - SILENT_SECONDS)
        free = (drafts.c.state == State.WAITING) | silent
        wanted = free if number is None else free & (drafts.c.id == number)
        first = select(drafts.c.id).where(wanted).order_by(drafts.c.id).limit(1)
        with self._library.reading() as connection:  # to look is cheap, and most often there is nothing
            if connection.scalar(first) is None:
                return None
        with self._library.writing() as connection:
            chosen = connection.scalar(first)
            claimed = {"state": State.READING, "reader": reader, "heard_at": time.time(), "pages_done": None}
            one = update(drafts).where(free, drafts.c.id == chosen).values(claimed | {"pages_total": None})
            return _found(connection, int(chosen)) if chosen and connection.execute(one).rowcount else None

    def heard(self, number: int, reader: str, pages: tuple[int, int] | None = None) -> bool:
        """The reader is still at it, so many pages on; False when it is no longer this reader's."""
        told = {"pages_done": pages[0], "pages_total": pages[1]} if pages else {}
        known = {"heard_at": time.time()} | told
        with self._library.writing() as connection:
            return bool(connection.execute(_being_read(number, reader).values(known)).rowcount)

    def finish(self, number: int, reader: str, found: Extracted) -> bool:
        """Keep what was read; False, and nothing is kept, when it is no longer this reader's."""
        rows = rows_of(validate(found.estimates), "")
        for row, cell in zip(rows, found.cells, strict=True):
            row.pop("source_sha256")
            row.update(draft_id=number, table_number=cell and cell[0], column_number=cell and cell[1])
        notes = [issue_row(issue, i, "") for i, issue in enumerate(found.issues)]
        for note in notes:
            note.pop("source_sha256")
            note["draft_id"] = number
        with self._library.writing() as connection:
            ready = {"state": State.READY, "media_type": found.media_type, "version": drafts.c.version + 1}
            if not connection.execute(_being_read(number, reader).values(ready)).rowcount:
                return False
            text = update(draft_contents).where(draft_contents.c.draft_id == number)
            connection.execute(text.values(text=found.text))
            for table, many in ((draft_estimates, rows), (draft_issues, notes)):
                if many:
                    connection.execute(insert(table), many)
        return True

    def fail(self, number: int, reader: str, reason: str) -> bool:
        """Keep why it could not be read."""
        with self._library.writing() as connection:
            failed = {"state": State.FAILED, "reason": reason, "version": drafts.c.version + 1}
            return bool(connection.execute(_being_read(number, reader).values(failed)).rowcount)

    # Reviewing

    def decisions(self, number: int) -> list[Decision]:
        """Every decision on a draft, in the order they were made."""
        with self._library.reading() as connection:
            return _decisions(connection, number)

    def decide(
        self, number: int, version: int, kind: Kind, who: str, *, position: int | None = None, **given: Any
    ) -> Decision:
        """Add a decision to a draft that is at `version`. Raises Conflict when it no longer is.

        An `add` is given its position here; an `undo` undoes the last decision of `who` unless `undoes` names one.
        Raises LookupError when there is nothing to undo.
        """
        with self._library.writing() as connection:
            _next_version(connection, number, version, State.READY)
            if kind is Kind.ADD:
                position = _next_position(connection, number)
            if kind is Kind.UNDO and "undoes" not in given:
                last = last_of(_decisions(connection, number), who)
                if last is None:
                    raise LookupError("You have decided nothing here that could be undone.")
                given, position = {"undoes": last.number}, last.position
            return _decide(connection, number, kind, who, position, given)

    def accept(
        self, number: int, version: int, who: str, *, doubted: bool = False, links: Iterable[Link] = ()
    ) -> Added:
        """Make the draft a source of the library: what was accepted and the undoubted, with the corrections.

        `doubted`: also what is doubted and still open, doubts and all. `links` say which estimates stand no longer
        then (`library.editions`). All in one transaction. Raises Conflict when the draft is no longer at `version`,
        ValueError when doubted values are still open or nothing would be kept.
        """
        with self._library.writing() as connection:
            draft = _next_version(connection, number, version, State.READY)
            extraction, _ = _estimates(connection, number)
            made = _decisions(connection, number)
            after = decided(extraction, made)
            rows = kept(after, doubted=doubted)
            if len(to_decide(after)) and not doubted:
                raise ValueError(f"{len(to_decide(after))} doubted values are still to be decided.")
            if rows.empty:
                raise ValueError("There is no value to accept.")
            contract = [column.name for column in COLUMNS]
            reviewed = rows["who"].where(rows["who"] != "", who)
            estimates = validate(rows[contract].assign(reviewed_by=reviewed.astype("str")).reset_index(drop=True))
            content = connection.scalar(select(draft_contents.c.content).where(draft_contents.c.draft_id == number))
            source = Source(draft.name, draft.sha256, draft.media_type, date.fromisoformat(draft.received_at[:10]))
            issues = _issues(connection, number)
            added = put(connection, source, bytes(content or b""), estimates, draft.sidecar, issues)
            fixed = corrections_of(draft.sha256, rows, made)
            if fixed and not added.already:
                connection.execute(insert(corrections), fixed)
            superseding.supersede(connection, () if added.already else links)
            given = {"positions": rows["position"].tolist(), "already": added.already, "doubted": doubted}
            _decide(connection, number, Kind.CLOSE, who, None, given)
            audit.record(connection, who, "accepted", f"{draft.name}, {added.estimates} estimates")
            connection.execute(update(drafts).where(drafts.c.id == number).values(state=State.ACCEPTED))
        return added

    def drop(self, number: int, version: int, who: str) -> None:
        """Put a draft away without keeping anything of it in the library. Raises Conflict."""
        with self._library.writing() as connection:
            draft = _next_version(connection, number, version, State.READY, State.FAILED)
            audit.record(connection, who, "put away", draft.name)
            _decide(connection, number, Kind.CLOSE, who, None, {"dropped": True})
            connection.execute(update(drafts).where(drafts.c.id == number).values(state=State.DROPPED))


def _take_turn(connection: Connection) -> None:
    """Wait for other writers: on any database the one row that each of them changes."""
    connection.execute(update(tables.state).values(version=tables.state.c.version))


def _is_source(connection: Connection, sha256: str) -> bool:
    return connection.scalar(select(tables.sources.c.sha256).where(tables.sources.c.sha256 == sha256)) is not None


def _open_ones() -> Select[Any]:
    return select(drafts).where(drafts.c.state.in_(_OPEN)).order_by(drafts.c.id)


def _being_read(number: int, reader: str) -> Any:
    own = (drafts.c.id == number, drafts.c.state == State.READING, drafts.c.reader == reader)
    return update(drafts).where(*own)


def _found(connection: Connection, number: int) -> Draft:
    row = connection.execute(select(drafts).where(drafts.c.id == number)).one_or_none()
    if row is None:
        raise UnknownDraft(f"There is no draft {number} in the library.")
    return _draft(row)


def _draft(row: Any) -> Draft:
    pages = (row.pages_done, row.pages_total) if row.pages_total else None
    told = (row.media_type, row.size, row.sidecar, State(row.state), pages, row.reason)
    return Draft(row.id, row.sha256, row.name, *told, row.received_at, row.received_by, row.version)


def _next_version(connection: Connection, number: int, version: int, *states: State) -> Draft:
    """The draft, whose version is now one more; raises Conflict when somebody else has raised it before."""
    own = (drafts.c.id == number, drafts.c.version == version, drafts.c.state.in_(states))
    if connection.execute(update(drafts).where(*own).values(version=drafts.c.version + 1)).rowcount:
        return _found(connection, number)
    raise Conflict(_conflict(connection, _found(connection, number)))


def _conflict(connection: Connection, draft: Draft) -> str:
    made = _decisions(connection, draft.number)
    who = made[-1].who if made else ""
    somebody = who or "Somebody else"
    if draft.state is State.ACCEPTED:
        return f"{somebody} has accepted this draft already; nothing more can be decided of it."
    if draft.state is State.DROPPED:
        return f"{somebody} has put this draft away; nothing more can be decided of it."
    if draft.state is not State.READY:
        return "This draft has not been read yet."
    return f"{somebody} has decided something in this draft since you looked at it. Your last step was not kept."


def _decide(
    connection: Connection, number: int, kind: Kind, who: str, position: int | None, given: Mapping[str, Any]
) -> Decision:
    row = {"draft_id": number, "position": position, "kind": str(kind), "who": who, "at": audit.now()}
    said = json.dumps(given, ensure_ascii=False)
    made = connection.execute(insert(decisions).returning(decisions.c.id), row | {"given": said}).scalar_one()
    if kind is not Kind.CLOSE:  # what closes a draft has a line of its own
        where = "all of it" if position is None else f"value {position + 1}"
        audit.record(connection, who, "decided", f"draft {number}, {where}: {kind}{f' {said}' if given else ''}")
    return Decision(int(made), position, kind, given, who, row["at"])  # type: ignore[arg-type]


def _decisions(connection: Connection, number: int) -> list[Decision]:
    query = select(decisions).where(decisions.c.draft_id == number).order_by(decisions.c.id)
    return [
        Decision(row.id, row.position, Kind(row.kind), json.loads(row.given), row.who, row.at)
        for row in connection.execute(query)
    ]


def _next_position(connection: Connection, number: int) -> int:
    """Behind the program's rows and those added before, also those that were undone."""
    rows, _ = _estimates(connection, number)
    return len(rows) + sum(d.kind is Kind.ADD for d in _decisions(connection, number))


def _estimates(connection: Connection, number: int) -> tuple[pd.DataFrame, list[tuple[int, int] | None]]:
    table = draft_estimates.c
    names = [column.name for column in COLUMNS]
    query = select(*(table[name] for name in names), table.table_number, table.column_number)
    found = connection.execute(query.where(table.draft_id == number).order_by(table.position)).all()
    frame = as_columns(pd.DataFrame([tuple(row)[:-2] for row in found], columns=names, dtype=object), COLUMNS)
    return frame, [None if row[-2] is None else (row[-2], row[-1]) for row in found]


def _issues(connection: Connection, number: int) -> tuple[Issue, ...]:
    table = draft_issues.c
    query = select(table.severity, table.code, table.message, table.locator).where(table.draft_id == number)
    return tuple(
        Issue(Severity(severity), code, message, Location.from_locator(locator) if locator else Location())
        for severity, code, message, locator in connection.execute(query.order_by(table.position))
    )
