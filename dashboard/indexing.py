"""While the dashboard is served, the text of each new source is read for the search, one file at a time."""

from __future__ import annotations

import logging
from threading import Event, Thread
from typing import TYPE_CHECKING

from library import search
from library.errors import LibraryError
from library.rereading import read_for_search

if TYPE_CHECKING:
    from library import Library

_PAUSE = 3.0
_log = logging.getLogger(__name__)


class Indexing:
    """Reads what is not yet read, in a thread of its own, until it is stopped. Its state is in the library alone."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._stopped = Event()
        self._thread = Thread(target=self._run, name="indexing", daemon=True)

    def start(self) -> None:
        """Begin to read."""
        self._thread.start()

    def stop(self) -> None:
        """Begin no other file; one that is being read is not waited for long."""
        self._stopped.set()
        self._thread.join(1)

    def _run(self) -> None:
        seen = -1
        while not self._stopped.is_set():
            try:
                version = self._library.version()
                if version != seen and self.read_all():
                    seen = version
            except Exception:  # nobody waits for an answer here, and the next round may do better
                _log.exception("The texts of the sources could not be read for the search")
            self._stopped.wait(_PAUSE)

    def read_all(self) -> bool:
        """Read what is not yet read; False when it was stopped before the end."""
        with self._library.reading() as connection:
            waiting = search.not_yet(connection)
        for sha256 in waiting:
            if self._stopped.is_set():
                return False
            try:
                read_for_search(self._library, sha256)
            except LibraryError:
                _log.exception("The text of %s could not be read for the search", sha256)
        return True
