"""The log of what was done, for admins: to read and to download, never to change."""

from __future__ import annotations

import csv
import io

from flask import Flask, Response, request

from dashboard import plain_pages
from library import Library, audit

_A_PAGE = 200
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
COLUMNS = ("id", "at", "who", "what", "about")


def register(server: Flask, library: Library) -> None:
    """Serve `/audit` and `/audit.csv`."""

    @server.get("/audit")
    def audit_log() -> Response:
        given = request.args.get("before", "")
        before = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else None
        with library.reading() as connection:
            found = audit.entries(connection, before, _A_PAGE + 1)
        shown = found[:_A_PAGE]
        older = shown[-1].id if len(found) > _A_PAGE else None
        return plain_pages.page("audit.html", entries=shown, older=older, newest=before is None)

    @server.get("/audit.csv")
    def audit_csv() -> Response:
        with library.reading() as connection:
            content = as_csv(audit.all_entries(connection))
        response = Response(content, content_type="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = 'attachment; filename="toplines-log.csv"'
        response.headers["Cache-Control"] = "no-store"
        return response


def as_csv(entries: object) -> bytes:
    """The log for a spreadsheet: what looks like a formula gets a ' before it, as anybody may have typed it.

    >>> as_csv([audit.Entry(1, "2026-01-31T09:30:00Z", "=1+1", "signed in", "")]).decode("utf-8-sig").splitlines()[1]
    "1,2026-01-31T09:30:00Z,'=1+1,signed in,"
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for entry in entries:  # type: ignore[attr-defined]
        texts = (entry.at, entry.who, entry.what, entry.about)
        writer.writerow([entry.id, *(f"'{text}" if text.startswith(_FORMULA) else text for text in texts)])
    return out.getvalue().encode("utf-8-sig")
