"""What can stop a file from being read at all.

    ExtractError                 the one to catch
    ├── UnsupportedFormat        no reader recognises the content
    ├── UnreadableSource         recognised, but damaged, empty, locked or without text
    ├── CorrectionFailed         what a correction corrects is not what is read there
    ├── TooLarge                 over a stated limit
    └── TimedOut                 the reading took longer than it may

Everything that is wrong with a *number* is an `Issue` with a place, never an exception.
Each message is one sentence that a stranger can act on: the file, the cause, what to do.
"""

from __future__ import annotations


class ExtractError(Exception):
    """A file could not be read. `code` is a stable word for scripts, `advice` the one thing to do.


    >>> print(UnsupportedFormat("a.key", "no reader knows this kind of file", "Can you export it as PDF?"))
    a.key: no reader knows this kind of file. Can you export it as PDF?
    """

    code = "unreadable"

    def __init__(self, name: str, cause: str, advice: str = "") -> None:
        self.name, self.cause, self.advice = name, cause, advice
        super().__init__(f"{name}: {_ended(cause)}" + (f" {_ended(advice)}" if advice else ""))


def _ended(sentence: str) -> str:
    """A sentence with its full stop, or with the mark that it has already."""
    return sentence if sentence.endswith(("?", "!", ".", "…")) else f"{sentence}."


class UnsupportedFormat(ExtractError):
    """No reader recognises this content."""

    code = "unsupported-type"


class UnreadableSource(ExtractError):
    """The format is known, but this file is damaged, empty, locked or holds no text."""

    code = "damaged"

    def __init__(self, name: str, cause: str, advice: str = "", code: str = "damaged") -> None:
        super().__init__(name, cause, advice)
        self.code = code


class CorrectionFailed(ExtractError):
    """A correction names a share that is not (any more) what is read at its place."""

    code = "correction-failed"


class TooLarge(ExtractError):
    """The file is over a stated limit."""

    code = "too-large"


class TimedOut(ExtractError):
    """Reading took longer than it may."""

    code = "timeout"
