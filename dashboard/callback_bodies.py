"""What a browser sends to run a callback, checked before anything runs: it names a callback of ours and its inputs."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

_MOST_DEPTH = 40
_HALF = re.compile(rb"\\u[dD][89a-fA-F]")


class NotACallback(ValueError):
    """The body is not one that our pages send; the message says what is wrong with it."""


def named(callbacks: Mapping[str, Mapping[str, Any]], body: object, raw: bytes = b"") -> str:
    """The name ("add.accept") of the callback that a body runs; `raw` is it as sent. Raises NotACallback."""
    if not isinstance(body, dict) or not isinstance(body.get("output"), str):
        raise NotACallback("This is not the body of a callback.")
    known = callbacks.get(body["output"])
    function = known.get("callback") if known else None
    if known is None or function is None:
        raise NotACallback("There is no such callback.")
    for given, declared in (("inputs", known["inputs"]), ("state", known["state"])):
        _check(body.get(given, []), declared)
    changed = body.get("changedPropIds", [])
    if not isinstance(changed, list) or not all(isinstance(name, str) for name in changed):
        raise NotACallback("changedPropIds is a list of texts.")
    _check_outputs(body.get("outputs"), body["output"], bool(known.get("no_output")))
    if _deeper(body, _MOST_DEPTH):
        raise NotACallback("The values are nested too deeply.")
    if _HALF.search(raw) and _has_halves(body):
        raise NotACallback("There is half a character in it.")
    return name_of(function)


def name_of(function: Any) -> str:
    """A callback's name in the table of roles: its module in this package, and its function."""
    return f"{function.__module__.removeprefix('dashboard.')}.{function.__name__}"


def _check(given: object, declared: list[dict[str, Any]]) -> None:
    """The values given stand for the inputs declared, in their order."""
    if not isinstance(given, list) or len(given) != len(declared):
        raise NotACallback("The inputs are not those of the callback.")
    for value, wanted in zip(given, declared, strict=True):
        if str(wanted["id"]).startswith("{"):  # a pattern of ids: a list of values, or one
            several = value if isinstance(value, list) else [value]
            right = all(_names(one, None, wanted["property"]) for one in several)
        else:
            right = _names(value, wanted["id"], wanted["property"])
        if not right:
            raise NotACallback("The inputs are not those of the callback.")


def _names(value: object, id_: str | None, property_: str) -> bool:
    if not isinstance(value, dict) or value.get("property") != property_:
        return False
    return value.get("id") == id_ if id_ is not None else isinstance(value.get("id"), dict)


def _check_outputs(given: object, output: str, none: bool) -> None:
    """The outputs named apart are those of the callback: they shape the answer."""
    if none:
        if given not in (None, []):
            raise NotACallback("The callback has no outputs.")
        return
    declared = output[2:-2].split("...") if output.startswith("..") else [output]
    several = given if output.startswith("..") else [given]
    if not isinstance(several, list) or len(several) != len(declared):
        raise NotACallback("The outputs are not those of the callback.")
    for one, wanted in zip(several, declared, strict=True):
        id_, _, property_ = wanted.partition("@")[0].rpartition(".")
        parts = one if id_.startswith("{") and isinstance(one, list) else [one]
        if not all(_is_output(part, id_, property_) for part in parts):
            raise NotACallback("The outputs are not those of the callback.")


def _is_output(part: object, id_: str, property_: str) -> bool:
    if not isinstance(part, dict) or str(part.get("property")).partition("@")[0] != property_:
        return False
    return isinstance(part.get("id"), dict) if id_.startswith("{") else part.get("id") == id_


def _has_halves(body: object) -> bool:
    """Whether there is half a character in it, which no answer could repeat."""
    try:
        json.dumps(body, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False


def _deeper(value: object, most: int) -> bool:
    """Whether lists and dictionaries stand in each other more than so many deep."""
    level = [value]
    for _ in range(most):
        level = [
            inner
            for one in level
            if isinstance(one, (dict, list))
            for inner in (one.values() if isinstance(one, dict) else one)
        ]
    return any(isinstance(one, (dict, list)) for one in level)
