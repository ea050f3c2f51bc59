"""The polls accepted so far: their files as received, and the estimates found in them.

>>> from tempfile import TemporaryDirectory
>>> folder = TemporaryDirectory()
>>> library = open_library(f"sqlite:///{folder.name}/library.sqlite")
>>> library.is_empty(), library.version()
(True, 0)
>>> library.dispose()
>>> folder.cleanup()
"""

from library.acceptance import Added
from library.drafts import Draft, Drafts, Extracted, Put
from library.errors import Conflict, DamagedOriginal, LibraryError, UnknownDraft, UnknownSource, UnusableLibrary
from library.store import Library, Original, open_library

__all__ = [
    "Added",
    "Conflict",
    "DamagedOriginal",
    "Draft",
    "Drafts",
    "Extracted",
    "Library",
    "LibraryError",
    "Original",
    "Put",
    "UnknownDraft",
    "UnknownSource",
    "UnusableLibrary",
    "open_library",
]
