"""Drafts are read behind the pages: by threads that wait for child processes, one file each.

What was read so far stands in the library, so a page that is closed, or a server that is killed, loses nothing: the
draft is read again by the next process that looks.
"""

from __future__ import annotations

import logging
import os
import secrets
import socket
import threading

from dashboard.reading import read
from extract.corrections import Correction, apply
from extract.errors import ExtractError
from library import Draft, Drafts, Extracted, Library
from library.corrections import corrections_in

_THREADS = 2
_LOOK_SECONDS = 1.0
_TELL_SECONDS = 0.3
_HEARTBEAT_SECONDS = 3.0
_log = logging.getLogger(__name__)


class Worker:
    """Reads the drafts of a library while there are any; its threads end with the process."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._drafts = Drafts(library)
        self._wake = threading.Event()
        self._stopped = threading.Event()
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()

    def start(self) -> None:
        """Begin, also with what another process left half read."""
        with self._lock:
            if not self._threads:
                self._threads = [threading.Thread(target=self._run, daemon=True) for _ in range(_THREADS)]
                for thread in self._threads:
                    thread.start()
        self._wake.set()

    def stop(self) -> None:
        """Read no further draft."""
        self._stopped.set()
        self._wake.set()

    def _run(self) -> None:
        reader = name_of_reader()
        while not self._stopped.is_set():
            try:
                draft = self._drafts.claim(reader)
                if draft is not None:
                    read_draft(self.library, draft, reader)
                    continue
            except Exception:
                if self._stopped.is_set():
                    return
                _log.exception("A draft could not be read")
            self._wake.wait(_LOOK_SECONDS)
            self._wake.clear()


def name_of_reader() -> str:
    """A name for one who reads, that no other process on any machine has."""
    return f"{socket.gethostname()} {os.getpid()} {secrets.token_hex(4)}"


def read_draft(library: Library, draft: Draft, reader: str) -> str:
    """Read a claimed draft and keep what was found, or why nothing could be; the reason, or "" when it was read."""
    drafts = Drafts(library)
    original = drafts.original(draft.number)
    try:
        with _Heartbeat(drafts, draft.number, reader) as heartbeat:
            reading = read(draft.name, original.content, draft.sidecar, heartbeat.tell)
            reading = apply([Correction(*row) for row in corrections_in(library, draft.sha256)], reading)
    except ExtractError as error:
        drafts.fail(draft.number, reader, str(error))
        return str(error)
    cells = reading.cells or (None,) * len(reading.estimates)
    found = Extracted(reading.source.media_type, reading.estimates, tuple(reading.issues), reading.text, cells)
    drafts.finish(draft.number, reader, found)
    return ""


class _Heartbeat:
    """Says in the library that a draft is being read, and how far, until it is left."""

    def __init__(self, drafts: Drafts, number: int, reader: str) -> None:
        self._drafts, self._number, self._reader = drafts, number, reader
        self._pages: tuple[int, int] | None = None
        self._news = threading.Event()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def tell(self, page: int, pages: int) -> None:
        self._pages = page, pages
        self._news.set()

    def __enter__(self) -> _Heartbeat:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._news.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._ended.is_set():
            self._news.wait(_HEARTBEAT_SECONDS)
            self._news.clear()
            if self._ended.is_set():
                return
            try:
                self._drafts.heard(self._number, self._reader, self._pages)
            except Exception:
                _log.exception("How far a draft is could not be written")
            self._ended.wait(_TELL_SECONDS)  # not more often than anybody looks
