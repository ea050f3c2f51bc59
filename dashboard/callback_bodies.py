"""What a browser sends to run a callback, checked before anything runs: it names a callback of ours and its inputs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_MOST_DEPTH = 40


class NotACallback(ValueError):
    """The body is not one that our pages send; the message says what is wrong with it."""


def named(callbacks: Mapping[str, Mapping[str, Any]], body: object) -> str:
    """The name ("add.accept") of the callback that a body runs. Raises NotACallback."""
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
    _check_outputs(body.get("outputs"), body["output"])
    if _deeper(body, _MOST_DEPTH):
        raise NotACallback("The values are nested too deeply.")
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


def _check_outputs(given: object, output: str) -> None:
    """The outputs named apart are those of the callback: they shape the answer."""
    several = [one for part in (given if isinstance(given, list) else [given]) for one in _flat(part)]
    for one in several:
        if not isinstance(one, dict) or not isinstance(one.get("property"), str):
            raise NotACallback("The outputs are not those of the callback.")
        id_ = one.get("id")
        if isinstance(id_, str) and f"{id_}.{one['property']}" not in output:
            raise NotACallback("The outputs are not those of the callback.")
        if not isinstance(id_, (str, dict)):
            raise NotACallback("The outputs are not those of the callback.")


def _flat(part: object) -> list[object]:
    return list(part) if isinstance(part, list) else [part]


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
