"""What can go wrong with a library.

LibraryError                 the one to catch
├── UnknownSource            no source of that SHA-256 is in it
├── UnknownDraft             no draft of that number is in it
├── Conflict                 somebody else has changed the draft in between
├── DamagedOriginal          the stored bytes are no longer those that were accepted
├── BackupFailed             nothing was saved or restored
└── UnusableLibrary          what the URL names cannot be opened as a library
"""

from __future__ import annotations


class LibraryError(Exception):
    """Something is wrong with the library itself; the message says what to do."""


class UnknownSource(LibraryError, LookupError):
    """No source of that SHA-256 is in the library."""


class DamagedOriginal(LibraryError):
    """The stored bytes are no longer those that were accepted."""


class UnusableLibrary(LibraryError):
    """What the URL names cannot be opened as a library."""


class UnknownDraft(LibraryError, LookupError):
    """No draft of that number is in the library."""


class Conflict(LibraryError):
    """Somebody else has changed the draft since it was looked at; nothing was written."""


class BackupFailed(LibraryError):
    """Nothing was saved or restored; the message says why."""
