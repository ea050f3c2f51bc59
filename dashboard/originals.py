"""The originals, byte for byte, as downloads: a browser never opens a stranger's file on our page."""

from __future__ import annotations

import re
from urllib.parse import quote

from flask import Flask, Response, abort

from library import Library, UnknownSource


def register(server: Flask, library: Library) -> None:
    """Serve `/original/<sha256>`."""

    @server.get("/original/<sha256>")
    def original(sha256: str) -> Response:
        if not re.fullmatch(r"[0-9a-f]{64}", sha256):
            abort(404)
        try:
            found = library.original(sha256)
        except UnknownSource:
            abort(404)
        response = Response(found.content, mimetype="application/octet-stream")
        response.headers["Content-Disposition"] = disposition(found.name)
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response


def disposition(name: str) -> str:
    """The header that names a download (RFC 6266), with a plain fallback for old clients.

    >>> disposition('Côte "d.csv')
    'attachment; filename="C_te _d.csv"; filename*=UTF-8\\'\\'C%C3%B4te%20%22d.csv'
    """
    plain = re.sub(r'[^ -~]|["\\\\]', "_", name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name.encode('utf-8', 'replace'), safe='')}"
