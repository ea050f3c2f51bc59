"""From what was decided in one draft to the rules that settle the next: pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from extract.recipes import SELECTABLE, SETTABLE, Rule
from library.decisions import Decision, Kind

_SELECTORS = ("response_printed", "subject", "group", "country", "wave", "layout")
"""Tried in this order to say which rows a decision was about."""


def settled(after: pd.DataFrame, decisions: Sequence[Decision]) -> tuple[list[Rule], int]:
    """The rules that say again what was decided for many values, and how many decisions no rule can say.

    A decision becomes a rule when the values it was about are all those that print one thing. A year is not kept: the
    next file is of another one.
    """
    rules: list[Rule] = []
    left = 0
    for decision in decisions:
        if decision.kind not in (Kind.SET, Kind.REJECT) or decision.position is not None:
            left += decision.kind in (Kind.SET, Kind.REJECT, Kind.FIX)
            continue
        made = list(_rules_of(decision, after))
        left += not made
        rules += made
    return _merged(rules), left


def _rules_of(decision: Decision, after: pd.DataFrame) -> Iterator[Rule]:
    values = {str(k): str(v) for k, v in decision.given.get("values", {}).items() if k in SETTABLE and k != "year"}
    why = str(decision.given.get("why") or "rejected") if decision.kind is Kind.REJECT else ""
    if not values and not why:
        return
    chosen = after["position"].isin(list(decision.positions()))
    for column in _SELECTORS:
        if column in values or column not in SELECTABLE:
            continue
        there = set(after.loc[chosen, column])
        if "" not in there and there and not (after[column].isin(there) & ~chosen).any():
            yield from (Rule({column: str(value)}, values, why) for value in sorted(there))
            return


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """One rule for each choice of rows: what was set later goes before, a rejection before all."""
    found: dict[tuple[tuple[str, str], ...], Rule] = {}
    for rule in rules:
        key = tuple(rule.where.items())
        before = found.get(key, Rule(rule.where))
        values: Mapping[str, str] = {} if rule.reject else {**before.values, **rule.values}
        found[key] = Rule(rule.where, values, rule.reject)
    return list(found.values())
