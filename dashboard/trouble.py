"""When something goes wrong in the program itself: a line in the log, a number to find it by, and no more told."""

from __future__ import annotations

import logging
import re
import secrets
import sys

import dash
from flask import Flask, Response
from werkzeug.exceptions import HTTPException

from dashboard import plain_pages

_log = logging.getLogger(__name__)
_CONTROL = re.compile(r"[^\S\n ]|[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class OneEntry(logging.Formatter):
    r"""Log entries that nobody can forge: control characters are spelled out, further lines are indented.

    >>> record = logging.LogRecord("web", logging.ERROR, "", 0, "bad\n2026 ERROR forged\x1b[2J", None, None)
    >>> print(OneEntry("%(levelname)s %(message)s").format(record))
    ERROR bad
      2026 ERROR forged\x1b[2J
    """

    def format(self, record: logging.LogRecord) -> str:
        """The entry as text."""
        text = super().format(record)
        return _CONTROL.sub(_spelled, text).replace("\n", "\n  ")


def _spelled(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode("ascii")


def log_to_standard_error() -> None:
    """Write the program's log there, each entry as `OneEntry`."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneEntry("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(handlers=[handler], level=logging.WARNING)


def in_callback(error: Exception) -> None:
    """Log what went wrong and say so on the page, which stays as it was."""
    number = _logged(error, "A callback failed")
    said = f"Something went wrong here and was logged as {number}. Nothing was changed."
    dash.set_props("trouble", {"children": said})


def in_route(server: Flask) -> None:
    """Have routes answer in one sentence too, and tell nobody how the program looks inside."""

    @server.errorhandler(Exception)
    def answer(error: Exception) -> Response | HTTPException:
        if isinstance(error, HTTPException):
            return error
        number = _logged(error, "A route failed")
        return plain_pages.refusal(500, f"Something went wrong here and was logged as {number}.")


def _logged(error: Exception, what: str) -> str:
    number = secrets.token_hex(4)
    _log.error("%s (%s)", what, number, exc_info=error)
    return number
