"""What files are called here, and who does something."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

from dashboard import access

LOCAL = "local"
_LONGEST = 150
_LONGEST_NAME = 80


def pasted_name(now: datetime) -> str:
    """The name of a pasted text: when it was pasted."""
    return f"pasted {now:%Y-%m-%d %H.%M.%S}.txt"


def file_name(name: object) -> str:
    """The last part of a file's name as somebody gives it, without characters that are no part of one.

    >>> file_name("C:\\\\polls\\\\May\\u202e.xlsx"), file_name(None)
    ('May.xlsx', 'file')
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", str(name or "")))[-1]
    shown = "".join(char for char in last if char.isprintable())
    return shown.strip()[:_LONGEST] or "file"


def signed(typed: object) -> str:
    """Who asks: the name of the account; where everybody is the machine's own, the name that was typed."""
    account = access.who()
    return account.name if account is not None and account != access.LOCAL else reviewer(typed)


def reviewer(typed: object) -> str:
    """Who decides: the name that was typed; "local" where none was.

    >>> reviewer("  Ann\\nB. "), reviewer(None)
    ('Ann B.', 'local')
    """
    words = "".join(char if char.isprintable() else " " for char in str(typed or "")).split()
    return " ".join(words)[:_LONGEST_NAME] or LOCAL
