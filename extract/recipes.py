"""Recipes: what was settled once for a file, kept for the next file of the same shape.

A recipe is a small TOML file that one can read, commit and edit:

    name = "Approval by country, one table a year"
    suffix = ".csv"
    looks_like = ["country approve disapprove", "france", "germany"]

    [says]                      # a sidecar: fills what the file does not say of itself
    pollster = "Gallup"

    [[rows]]                    # the rows that print this ...
    where = { response_printed = "Good" }
    set = { response = "approve" }          # ... mean that
    [[rows]]
    where = { response_printed = "Would vote for" }
    reject = "not an approval figure"

It is offered, never applied by itself: `fitting` says which recipes a file resembles, `steps` what one would do to it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import tomli_w

from extract.errors import UnreadableSource
from extract.model import MODES, Mode, Response, Sidecar

if TYPE_CHECKING:
    import pandas as pd

SETTABLE = (
    *("country", "group", "population", "mode", "wave", "year"),
    *("pollster", "sponsor", "subject", "question", "response"),
)
"""The columns of an estimate that a recipe may settle; a share is never among them."""

SELECTABLE = ("country", "group", "wave", "subject", "response_printed", "response", "layout")
"""The columns by which a recipe may choose rows."""

ALIKE = 0.6
"""From which likeness (0 to 1) on two files are of one shape."""

_MOST_LINES = 40
_LONGEST = 80  # characters: a longer line is prose, which no two reports share


@dataclass(frozen=True, slots=True)
class Rule:
    """The rows that have all of `where` get `values`, or are rejected for a reason."""

    where: Mapping[str, str]
    values: Mapping[str, str] = field(default_factory=dict)
    reject: str = ""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What was settled for one shape of file: `looks_like` as `lines_of` gives it, `says` a sidecar's keys."""

    name: str
    suffix: str
    looks_like: tuple[str, ...]
    says: Mapping[str, str | int] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """What a recipe does to one row: sets `values`, or rejects it for a reason."""

    position: int
    values: Mapping[str, str]
    reject: str


def recipe_for(name: str, file_name: str, text: str, says: Mapping[str, str | int], rules: Sequence[Rule]) -> Recipe:
    """The recipe of what was settled for a file whose `Document.text` is given."""
    return Recipe(name, PurePath(file_name).suffix.lower(), lines_of(text), dict(says), tuple(rules))


def lines_of(text: str) -> tuple[str, ...]:
    """The words of a text's short lines, each once: what stays when the figures change.

    >>> lines_of("Country | Approve\\nFrance | 31%\\n2016\\nFrance | 40%")
    ('country approve', 'france')
    """
    found: dict[str, None] = {}
    for line in text.splitlines():
        words = " ".join(re.findall(r"[^\W\d_]+", line.casefold())) if len(line) <= _LONGEST else ""
        if words:
            found.setdefault(words)
        if len(found) == _MOST_LINES:
            break
    return tuple(found)


def likeness(recipe: Recipe, file_name: str, text: str) -> float:
    """How much a file resembles those a recipe was made for: the part of their lines that both have, 0 to 1."""
    if PurePath(file_name).suffix.lower() != recipe.suffix:
        return 0.0
    ours, theirs = set(recipe.looks_like), set(lines_of(text))
    return len(ours & theirs) / len(ours | theirs) if ours and theirs else 0.0


def fitting(recipes: Sequence[Recipe], file_name: str, text: str) -> list[Recipe]:
    """The recipes for files of this shape, the likest first."""
    measured = [(likeness(recipe, file_name, text), recipe) for recipe in recipes]
    return [recipe for like, recipe in sorted(measured, key=lambda pair: -pair[0]) if like >= ALIKE]


def steps(recipe: Recipe, estimates: pd.DataFrame) -> Iterator[Step]:
    """What the rules do to long estimates, row by row where they change something; the first rule that fits counts."""
    columns = estimates[list(dict.fromkeys((*SELECTABLE, *SETTABLE)))].astype(str).to_dict("records")
    for position, row in enumerate(columns):
        rule = next((r for r in recipe.rules if all(row[name] == value for name, value in r.where.items())), None)
        if rule and rule.reject:
            yield Step(position, {}, rule.reject)
        elif rule and (changed := {name: value for name, value in rule.values.items() if row[name] != value}):
            yield Step(position, changed, "")


def beside(recipe: Recipe, sidecar: str | None) -> str | None:
    """The sidecar to read a file with: what a recipe says, where its own sidecar says nothing.

    >>> print(beside(Recipe("r", ".csv", (), {"pollster": "Gallup", "year": 2016}), 'year = 2015'), end="")
    pollster = "Gallup"
    year = 2015
    """
    said = {**recipe.says, **(tomllib.loads(sidecar.removeprefix("\ufeff")) if sidecar else {})}
    return tomli_w.dumps(said) if said else None


def written(recipe: Recipe) -> str:
    """A recipe as the text of its file."""
    rules: list[dict[str, Any]] = [
        {"where": dict(rule.where)} | ({"reject": rule.reject} if rule.reject else {"set": dict(rule.values)})
        for rule in recipe.rules
    ]
    head: dict[str, Any] = {"name": recipe.name, "suffix": recipe.suffix, "looks_like": list(recipe.looks_like)}
    if recipe.says:
        head["says"] = dict(recipe.says)
    return tomli_w.dumps(head | ({"rows": rules} if rules else {}))


def parse(text: str, name: str) -> Recipe:
    """The recipe in a TOML text; `name` is its file's, for messages. Raises UnreadableSource (code "bad-recipe")."""
    try:
        found = tomllib.loads(text.removeprefix("\ufeff"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _bad(name, f"it is not valid TOML: {error}") from error
    unknown = found.keys() - {"name", "suffix", "looks_like", "says", "rows"}
    if unknown:
        raise _bad(name, f"it has an unknown key {sorted(unknown)[0]}")
    lines = found.get("looks_like")
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise _bad(name, "its looks_like is not a list of texts")
    rules = found.get("rows", [])
    if not isinstance(rules, list):
        raise _bad(name, "its rows are not tables")
    titled, suffix = (_text(found.get(key), key, name) for key in ("name", "suffix"))
    return Recipe(
        titled, suffix, tuple(lines), _says(found.get("says", {}), name), tuple(_rule(r, name) for r in rules)
    )


def _says(found: Any, name: str) -> dict[str, str | int]:
    from extract import sidecar

    if not isinstance(found, dict):
        raise _bad(name, "what it says is not a table")
    said = sidecar.parse(tomli_w.dumps(found), name)
    return {key: value for key in Sidecar.names() if key in found and (value := getattr(said, key)) is not None}


def _rule(found: Any, name: str) -> Rule:
    if (
        not isinstance(found, dict)
        or found.keys() - {"where", "set", "reject"}
        or ("set" in found) == ("reject" in found)
    ):
        raise _bad(name, "one of its rows has not exactly where, and either set or reject")
    where = _texts(found.get("where"), SELECTABLE, name)
    if not where:
        raise _bad(name, "one of its rows says of no column what stands there, so it would mean all of them")
    if "reject" in found:
        return Rule(where, reject=_text(found["reject"], "reject", name))
    values = _texts(found["set"], SETTABLE, name)
    if not values or values.get("response", Response.APPROVE) not in set(Response):
        raise _bad(name, f"one of its rows sets nothing, or a response that is none of {', '.join(Response)}")
    if not re.fullmatch(MODES, values.get("mode", Mode.ONLINE)):
        raise _bad(name, f"one of its rows sets a mode that is none of {', '.join(Mode)}")
    if not re.fullmatch(r"(?:19|20)\d\d", values.get("year", "2000")):
        raise _bad(name, "one of its rows sets a year that is none")
    return Rule(where, values)


def _texts(found: Any, allowed: Sequence[str], name: str) -> dict[str, str]:
    if not isinstance(found, dict) or found.keys() - set(allowed):
        raise _bad(name, f"one of its rows names a column that is none of {', '.join(allowed)}")
    return {key: _text(str(value) if type(value) is int else value, key, name) for key, value in found.items()}


def _text(found: Any, key: str, name: str) -> str:
    if not isinstance(found, str) or not found.strip():
        raise _bad(name, f"its {key} is not a text")
    return found


def _bad(name: str, cause: str) -> UnreadableSource:
    return UnreadableSource(name, cause, "See docs/recipes.md for what a recipe says", "bad-recipe")
