"""Files on their way into the library: `POST /desk/files?name=…`, the file itself as the body.

The body goes to the disk as it comes, so that many large files at once do not fill the memory. Only our own pages may
send one: a form on another site cannot set this content type, and browsers say where a request comes from.
"""

from __future__ import annotations

from tempfile import SpooledTemporaryFile
from typing import IO
from urllib.parse import urlsplit

from flask import Flask, Request, Response, abort, jsonify, request
from werkzeug.datastructures import Headers

from dashboard.desk.names import file_name, reviewer
from dashboard.desk.sidecars import DETAILS, sidecar
from dashboard.desk.worker import Worker
from library import Drafts, Library

MOST_BYTES = 25 * 1024 * 1024
MOST_FILES = 20
CONTENT_TYPE = "application/octet-stream"
_CHUNK = 256 * 1024
_IN_MEMORY = 1024 * 1024


def register(server: Flask, library: Library, worker: Worker) -> None:
    """Serve the way in."""
    drafts = Drafts(library)

    @server.post("/desk/files")
    def arrive() -> Response:
        refuse_others(request)
        name = file_name(request.args.get("name"))
        if request.mimetype != CONTENT_TYPE:
            return refused(f"{name}: it must be sent as {CONTENT_TYPE}.", 415)
        if (request.content_length or 0) > MOST_BYTES:
            return refused(too_large(name), 413)
        with SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
            if not _received(request.stream, file):
                return refused(too_large(name), 413)
            file.seek(0)
            content = file.read()
        if not content:
            return refused(f"{name}: the file is empty. Save or download it again.", 400)
        said = sidecar({key: request.args.get(key) for key in DETAILS})
        put = drafts.put(name, content, sidecar=said, who=reviewer(request.args.get("who")))
        worker.start()
        return jsonify(draft=put.draft, already=put.already, name=name)


def _received(stream: IO[bytes], file: IO[bytes]) -> bool:
    """Write a body to a file; False when it is larger than a file may be."""
    size = 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        if size > MOST_BYTES:
            return False
        file.write(chunk)
    return True


def too_large(name: str) -> str:
    """Why a file is not taken."""
    return f"{name}: it is larger than {MOST_BYTES // 1024 // 1024} MB. Split it into smaller files."


def refuse_others(asked: Request) -> None:
    """End a request that another site makes (403)."""
    if not is_ours(asked.headers, asked.host):
        abort(403)


def is_ours(headers: Headers, host: str) -> bool:
    """Whether a request comes from our own page, or from no page at all (a script on this machine).

    >>> is_ours(Headers({"Sec-Fetch-Site": "cross-site"}), "127.0.0.1:8050")
    False
    >>> is_ours(Headers({"Origin": "http://127.0.0.1:8050"}), "127.0.0.1:8050")
    True
    >>> is_ours(Headers({"Origin": "http://127.0.0.1:9999"}), "127.0.0.1:8050"), is_ours(Headers(), "")
    (False, True)
    """
    site, origin = headers.get("Sec-Fetch-Site"), headers.get("Origin")
    return site in (None, "same-origin", "none") and (origin is None or urlsplit(origin).netloc == host)


def refused(why: str, status: int) -> Response:
    """Why something was not done, in one sentence, for the page to show."""
    response = jsonify(error=why)
    response.status_code = status
    return response
