"""What was found in a file, in words: rows for the grid, what is said of them, and where they are charted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pandas as pd

from dashboard.desk.understood import FIELDS
from dashboard.evidence import ANSWERS, cut, doubts, place
from dashboard.holdings import NOT_PRINTED, question_key
from dashboard.look import ABSENCES, number
from dashboard.state import State
from extract.model import Issue, Severity
from library.decisions import Kind, kept, to_decide


def grid_rows(after: pd.DataFrame) -> list[dict[str, Any]]:
    """A row a value of a draft (`library.decisions.decided`) for the grid; `row` is its position, as text."""
    return [_grid_row(row) for row in after.to_dict("records")]


def _grid_row(row: dict) -> dict[str, Any]:
    group = f" ({row['group']})" if row["group"] else ""
    answer = ANSWERS.get(row["response"], "")
    words = f" “{row['response_printed']}”" if row["response_printed"].casefold() not in ("", answer.casefold()) else ""
    year = "" if pd.isna(row["year"]) else int(row["year"])
    return {
        "row": str(row["position"]),
        "fate": fate(row),
        "decided": row["fate"],
        "country": f"{row['country'] or 'not printed'}{group}",
        "year": year,
        "subject": row["subject"] or "not printed",
        "answer": f"{answer}{words}",
        "share": _share(row),
        "quote": cut(row["quote"] or row["share_printed"], row["share_printed"]),
        "place": place(row["locator"]),
        "doubts": doubts(row["issues"]),
        "says": {name: row[name] for name in FIELDS if name != "year"} | {"year": str(year)},
        "printed": row["share_printed"],
    }


def fate(row: dict) -> str:
    """What was decided of a value, in words with the reviewer's name."""
    if not row["fate"]:
        return ""
    told = "Rejected" if row["fate"] == Kind.REJECT else "Fixed" if row["meant"] else "Accepted"
    return f"{told}, {row['who']}" if row["who"] else told


def _share(row: dict) -> str:
    if pd.isna(row["share_pct"]):
        return ABSENCES.get(row["status"], row["status"])
    value = f"{'' if row['qualifier'] in ('', '=') else row['qualifier']}{number(row['share_pct'])}"
    return f"{value} (printed {row['share_printed']})" if row["meant"] else value


def found_sentence(name: str, estimates: pd.DataFrame, issues: Iterable[Issue]) -> str:
    """How much was found, or that nothing was and what to do about it."""
    if estimates.empty:
        return nothing_sentence(name, issues)
    countries = estimates.loc[estimates["country"] != "", "country"].nunique()
    doubted = int((estimates["issues"] != "").sum())
    where = f" for {countries} {'country' if countries == 1 else 'countries'}" if countries else ""
    check = f" {doubted} of them to check." if doubted else ""
    return f"{len(estimates)} {'value' if len(estimates) == 1 else 'values'}{where} found in {name}.{check}"


def nothing_sentence(name: str, issues: Iterable[Issue]) -> str:
    """Why nothing was found: the reader's own reason, else what is usually missing."""
    reasons = [issue.message for issue in issues if issue.severity is Severity.STOP] or [i.message for i in issues]
    why = reasons[0] if reasons else "there is no share that stands with a country and an answer such as “approve”"
    return (
        f"Nothing was found in {name}: {why.rstrip('.')}. If the text does not say what its figures are, "
        f"say it on the page “Add a poll” and give it again."
    )


def accept_label(after: pd.DataFrame) -> str:
    """What the button to accept a draft says: how many values it takes, and how many of them are doubted still."""
    count, doubted = len(kept(after, doubted=True)), len(to_decide(after))
    if not count:
        return "No value to accept"
    said = f"Accept {count} {'value' if count == 1 else 'values'}"
    return f"{said}, {doubted} of them not checked" if doubted else said


def progress(after: pd.DataFrame) -> str:
    """How far the review is, in one sentence."""
    done = int((after["fate"] != "").sum())
    rejected = int((after["fate"] == Kind.REJECT).sum())
    parts = [f"{done} of {len(after)} decided"]
    parts += [f"{rejected} rejected"] if rejected else []
    parts += [f"{len(to_decide(after))} still to check"] if len(to_decide(after)) else []
    return ", ".join(parts) + "."


def issue_sentences(issues: Iterable[Issue]) -> list[str]:
    """Each issue as a sentence with its place, stops first, each once."""
    order = {Severity.STOP: 0, Severity.CHECK: 1, Severity.NOTE: 2}
    told = []
    for issue in sorted(issues, key=lambda issue: order[issue.severity]):
        where = str(issue.location)
        told.append(f"{issue.message[:1].upper()}{issue.message[1:].rstrip('.')}{f' ({where})' if where else ''}.")
    counts = Counter(told)
    return [text if n == 1 else f"{text} ({n} times)" for text, n in counts.items()]


def charted(estimates: pd.DataFrame) -> State:
    """The state that shows what was just accepted: its largest subject, of its pollster and wording."""
    if estimates.empty:
        return State()
    keys = estimates[["subject", "pollster", "question", "group"]].value_counts().index[0]
    subject, pollster, question, group = (str(key) for key in keys)
    return State(
        subject=subject or NOT_PRINTED,
        pollster=pollster or NOT_PRINTED,
        question=question_key(question),
        group=group,
    )
