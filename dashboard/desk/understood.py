"""What a reviewer's page asks for, checked: nothing is taken from a browser that is not one of these decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from dashboard.desk.scope import Cell, Scope, reach
from extract.model import Location, Mode, Response, Status, YearBasis
from extract.names.countries import country_of
from extract.names.modes import mode_of
from extract.tidy import COLUMNS
from extract.values import parse_share
from library.decisions import Kind

FIELDS = ("country", "group", "year", "subject", "pollster", "mode", "response")
"""What the page lets a person say of a value, beside its share."""

NOT_APPROVAL = "not an approval figure"
_LONGEST = 500
_QUOTE = 240


class BadDecision(ValueError):
    """The decision cannot be made; the message says why in one sentence."""


@dataclass(frozen=True, slots=True)
class Step:
    """A decision that can be made: the arguments of `library.Drafts.decide`."""

    kind: Kind
    position: int | None = None
    given: Mapping[str, Any] = field(default_factory=dict)


def understood(asked: Mapping[str, Any], after: pd.DataFrame, cells: Sequence[Cell], text: str) -> Step:
    """The decision in a request. `after` is the draft as it is, `text` its `Document.text`.

    Raises BadDecision when a value, a field or a place is none.
    """
    kind = asked.get("kind")
    if kind == Kind.UNDO:
        return Step(Kind.UNDO)
    if kind == Kind.ADD:
        return Step(Kind.ADD, None, {"values": _added(asked, after, text)})
    if kind not in (Kind.ACCEPT, Kind.REJECT, Kind.SET, Kind.FIX):
        raise BadDecision("This is no decision.")
    scope, at = _scope(asked), _position(asked, after)
    positions = reach(scope, at, after, cells)
    if not positions:
        raise BadDecision("There is no such value." if scope is Scope.ONE else "No value is meant by this.")
    about = {"scope": str(scope)} | ({} if scope is Scope.ONE else {"positions": positions})
    position = positions[0] if scope is Scope.ONE else None
    if kind == Kind.FIX:
        if position is None:
            raise BadDecision("A share is fixed by itself.")
        return Step(Kind.FIX, position, about | _fixed(asked, after[after["position"] == position].iloc[0]))
    if kind == Kind.SET:
        values = fields(asked.get("values"))
        if not values:
            raise BadDecision("Say at least one thing to set.")
        return Step(Kind.SET, position, about | {"values": values})
    return Step(Kind(kind), position, about | _why(asked))


def fields(given: object) -> dict[str, Any]:
    """The fields that were filled in, each as the data holds it; a country with its code.

    >>> fields({"country": "Türkei", "year": "2016", "subject": " ", "mode": "CATI"})
    {'country': 'Türkiye', 'iso3': 'TUR', 'year': 2016, 'mode': 'telephone'}
    """
    if not isinstance(given, Mapping):
        return {}
    said = {name: _text(given.get(name)) for name in FIELDS}
    known: dict[str, Any] = {name: value for name, value in said.items() if value}
    if "country" in known:
        match = country_of(known["country"], codes=True, among_countries=True)
        known |= {"country": match.country.name, "iso3": match.country.iso3 or ""} if match else {"iso3": ""}
    if "year" in known:
        if not (known["year"].isascii() and known["year"].isdigit()) or not 1900 <= int(known["year"]) <= 2100:
            raise BadDecision(f"{known['year']} is no year from 1900 to 2100.")
        known["year"] = int(known["year"])
    if "mode" in known:
        mode = mode_of(known["mode"])
        if mode is None:
            raise BadDecision(f"{known['mode']} is no way to reach people; say one of {', '.join(Mode)}, or several.")
        known["mode"] = mode
    if "response" in known and known["response"] not in set(Response):
        raise BadDecision(f"{known['response']} is none of the answers.")
    order = ("country", "iso3", *FIELDS[1:])
    return {name: known[name] for name in order if name in known}


def _fixed(asked: Mapping[str, Any], row: pd.Series) -> dict[str, Any]:
    values = {name: value for name, value in fields(asked.get("values")).items() if _differs(row[name], value)}
    meant = _text(asked.get("share"))
    if not meant or meant == row["share_printed"]:
        if not values:
            raise BadDecision("Nothing was changed. To keep the value as it is, accept it.")
        return {"values": values} | _why(asked)
    if row["status"] != Status.REPORTED:
        raise BadDecision("No share is printed here. If one is, add it by marking it in the text.")
    why = _why(asked)
    if not why:
        raise BadDecision("Say why the share is another one: it stands with the correction.")
    return {"values": values, "meant": meant, "share_pct": _share(meant, values.get("response", row["response"]))} | why


def _differs(before: object, now: object) -> bool:
    return pd.isna(before) or str(before) != str(now)  # type: ignore[call-overload]


def _share(text: str, response: str) -> float:
    found = parse_share(text)
    least = -100 if response == Response.NET else 0
    if found is None or not least <= found.value <= 100:
        raise BadDecision(f"{text} is no share from {least} to 100.")
    return found.value


def _added(asked: Mapping[str, Any], after: pd.DataFrame, text: str) -> dict[str, Any]:
    """A row for a share that the program missed, which must stand in the text at the place that was marked."""
    start, end = asked.get("start"), asked.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        raise BadDecision("Mark the printed share in the text first.")
    lead = len(text[start:end]) - len(text[start:end].lstrip())
    printed = text[start:end].strip()
    start += lead
    values = fields(asked.get("values"))
    if "response" not in values:
        raise BadDecision("Say which answer the share is.")
    found = parse_share(printed)
    share = _share(printed, values["response"])
    place = Location(char_start=start, char_end=start + len(printed)).locator
    if ((after["locator"] == place) & (after["response"] == values["response"])).any():
        raise BadDecision("This share is among the values already.")
    row = {column.name: None if column.type != "string" else "" for column in COLUMNS}
    return {
        **(row | values),
        "year_basis": str(YearBasis.PRINTED) if "year" in values else "",
        "share_pct": share,
        "share_printed": printed,
        "qualifier": found.qualifier if found else "=",
        "status": str(Status.REPORTED),
        "source": str(asked.get("source", "")),
        "locator": place,
        "quote": _line(text, start),
        "layout": "marked by hand",
    }


def _line(text: str, at: int) -> str:
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    start, end = max(start, at - _QUOTE), min(len(text) if end < 0 else end, at + _QUOTE)
    return " ".join(text[start:end].split())


def _scope(asked: Mapping[str, Any]) -> Scope:
    try:
        return Scope(asked.get("scope") or Scope.ONE)
    except ValueError as error:
        raise BadDecision("This is no part of the file.") from error


def _position(asked: Mapping[str, Any], after: pd.DataFrame) -> int | None:
    at = asked.get("position")
    return at if type(at) is int and at in set(after["position"]) else None


def _why(asked: Mapping[str, Any]) -> dict[str, str]:
    why = _text(asked.get("why"))
    return {"why": why} if why else {}


def _text(value: object) -> str:
    shown = "".join(c if c.isprintable() else " " for c in value[:_LONGEST]) if isinstance(value, str) else ""
    return " ".join(shown.split())
