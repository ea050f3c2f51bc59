"""The sidecar, `NAME.toml` beside a file: what the file does not say of itself."""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime
from difflib import get_close_matches

from extract.errors import UnreadableSource
from extract.model import Mode, Response, Sidecar

_DATES = ("fieldwork_start", "fieldwork_end", "published")


def parse(text: str, name: str) -> Sidecar:
    """The sidecar that a TOML text holds; `name` is its file's, for messages.

    Raises UnreadableSource (code "bad-sidecar") for anything but known keys with values of their
    type: a misspelt key that were passed over would leave a poll without its pollster.

    >>> parse('pollster = "Gallup"\\nyear = 2016', "poll.toml").year
    2016
    >>> parse('polster = "Gallup"', "poll.toml")
    Traceback (most recent call last):
        ...
    extract.errors.UnreadableSource: poll.toml: it has an unknown key polster. Did you mean pollster?
    """
    try:
        found = tomllib.loads(text.removeprefix("\ufeff"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _unreadable(name, f"it is not valid TOML: {error}", 'Write one key = "value" a line') from error
    return Sidecar(**{key: _value(key, value, name) for key, value in found.items()})  # type: ignore[arg-type]


def _value(key: str, value: object, name: str) -> str | int:
    if key not in Sidecar.names():
        close = get_close_matches(key, Sidecar.names(), 1)
        advice = f"Did you mean {close[0]}?" if close else f"The keys are {', '.join(Sidecar.names())}"
        raise _unreadable(name, f"it has an unknown key {key}", advice)
    if key == "year":
        return _year(value, name)
    if key in _DATES:
        return _date(key, value, name)
    if not isinstance(value, str) or not value.strip():
        raise _unreadable(name, f"its {key} is not a text", f'Write {key} = "…"')
    if key == "response" and value not in set(Response):
        raise _unreadable(name, f"its response is {value!r}", f"Write one of {', '.join(Response)}")
    return _mode(value, name) if key == "mode" else value.strip()


def _mode(value: str, name: str) -> str:
    """How people were reached, in any words that we know for it."""
    from extract.names.modes import mode_of

    mode = mode_of(value)
    if mode is None:
        raise _unreadable(name, f"its mode is {value!r}", f"Write one of {', '.join(Mode)}, or several")
    return mode


def _year(value: object, name: str) -> int:
    if type(value) is not int or not 1900 <= value <= 2100:
        raise _unreadable(name, "its year is not a whole number from 1900 to 2100", "Write year = 2016, without quotes")
    return value


def _date(key: str, value: object, name: str) -> str:
    """An ISO date as precise as it is written: a TOML date, or a text such as "2015-05"."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and re.fullmatch(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", value):
        return value
    raise _unreadable(
        name, f"its {key} is not a date", f'Write {key} = 2016-05-31, or "2016-05" where the day is not known'
    )


def _unreadable(name: str, cause: str, advice: str) -> UnreadableSource:
    return UnreadableSource(name, cause, advice, "bad-sidecar")
