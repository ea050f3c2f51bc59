"""Files on their way into the library: `POST /desk/files?name=…`, the file itself as the body.

The body goes to the disk as it comes, so that many large files at once do not fill the memory. Only our own pages may
send one (`dashboard.security`); nor can a form on another site set this content type.
"""

from __future__ import annotations

from tempfile import SpooledTemporaryFile
from typing import IO

from flask import Flask, Response, jsonify, request

from dashboard.desk.names import file_name, signed
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
        put = drafts.put(name, content, sidecar=said, who=signed(request.args.get("who")))
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


def refused(why: str, status: int) -> Response:
    """Why something was not done, in one sentence, for the page to show."""
    response = jsonify(error=why)
    response.status_code = status
    return response
