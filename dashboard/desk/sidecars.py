"""What a person says of a file that does not say it of itself, as the text of a sidecar."""

from __future__ import annotations

import json
from collections.abc import Mapping

DETAILS = ("pollster", "subject", "country", "year", "question", "response", "published", "url")
"""The fields of the form; the sidecar's own keys."""


def sidecar(details: Mapping[str, object]) -> str | None:
    """The form's fields as a sidecar TOML; None when nothing was filled in.

    >>> sidecar({"pollster": 'The "Star"', "year": "2015", "subject": " "})
    'pollster = "The \\\\"Star\\\\""\\nyear = 2015\\n'
    """
    lines = []
    for key in DETAILS:
        text = str(details.get(key) or "").strip()
        if key == "year" and text.isascii() and text.isdigit():
            lines.append(f"year = {int(text)}\n")
        elif text and key != "year":
            lines.append(f"{key} = {_quoted(text)}\n")
    return "".join(lines) or None


def _quoted(text: str) -> str:
    """A TOML basic string. JSON's escapes are TOML's, but for the one control character JSON lets through."""
    clean = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(clean, ensure_ascii=False).replace("\x7f", "\\u007F")
