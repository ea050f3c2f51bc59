"""What was found in a file, in words: sidecar from the form, rows for the grid, and what to say of it."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections import Counter
from collections.abc import Iterable
from datetime import datetime

import pandas as pd

from dashboard.evidence import ANSWERS, cut, doubts, place
from dashboard.holdings import NOT_PRINTED, question_key
from dashboard.look import ABSENCES, number
from dashboard.state import State
from extract.model import Issue, Severity

DETAILS = ("pollster", "subject", "country", "year", "question", "response", "published", "url")
"""What a visitor may say of a file that does not say it of itself; the sidecar's own keys."""


def sidecar(details: dict[str, object]) -> str | None:
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


def dropped(contents: str) -> bytes:
    """The bytes of a dropped file, from the data URL the browser sends.

    >>> dropped("data:text/plain;base64,SGk=")
    b'Hi'
    >>> dropped("nonsense")
    b''
    """
    try:
        return base64.b64decode(contents.partition(",")[2], validate=True)
    except (binascii.Error, ValueError):
        return b""


def pasted_name(now: datetime) -> str:
    """The name of a pasted text: when it was pasted."""
    return f"pasted {now:%Y-%m-%d %H.%M.%S}.txt"


def file_name(name: object) -> str:
    """The last part of a file's name as the browser gives it, without characters that are no part of one."""
    last = re.split(r"[/\\]", str(name or ""))[-1]
    return re.sub(r"[\x00-\x1f\x7f]", "", last).strip()[:150] or "file"


def grid_rows(estimates: pd.DataFrame) -> list[dict[str, object]]:
    """A row a value for the grid; `row` is its number in the frame, as text."""
    return [_grid_row(i, row) for i, row in enumerate(estimates.to_dict("records"))]


def _grid_row(i: int, row: dict) -> dict[str, object]:
    if pd.isna(row["share_pct"]):
        share = ABSENCES.get(row["status"], row["status"])
    else:
        share = f"{'' if row['qualifier'] in ('', '=') else row['qualifier']}{number(row['share_pct'])}"
    group = f" ({row['group']})" if row["group"] else ""
    words = f" “{row['response_printed']}”" if row["response_printed"] else ""
    return {
        "row": str(i),
        "country": f"{row['country'] or 'not printed'}{group}",
        "year": "" if pd.isna(row["year"]) else int(row["year"]),
        "subject": row["subject"] or "not printed",
        "answer": f"{ANSWERS.get(row['response'], '')}{words}",
        "share": share,
        "quote": cut(row["quote"] or row["share_printed"], row["share_printed"]),
        "place": place(row["locator"]),
        "doubts": doubts(row["issues"]),
    }


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
        f"Nothing was found in {name}: {why.rstrip('.')}. If the text does not say what its figures are, say it below."
    )


def accept_label(chosen: int) -> str:
    """What the button to accept says.

    >>> accept_label(1), accept_label(31)
    ('Accept 1 value', 'Accept 31 values')
    """
    if not chosen:
        return "Select values to accept"
    return f"Accept {chosen} {'value' if chosen == 1 else 'values'}"


def issue_sentences(issues: Iterable[Issue]) -> list[str]:
    """Each issue as a sentence with its place, stops first, each once."""
    order = {Severity.STOP: 0, Severity.CHECK: 1, Severity.NOTE: 2}
    told = []
    for issue in sorted(issues, key=lambda issue: order[issue.severity]):
        where = str(issue.location)
        told.append(f"{issue.message[:1].upper()}{issue.message[1:].rstrip('.')}{f' ({where})' if where else ''}.")
    counts = Counter(told)
    return [text if n == 1 else f"{text} ({n} times)" for text, n in counts.items()]


def chosen(estimates: pd.DataFrame, selected: Iterable[object]) -> pd.DataFrame:
    """The rows a visitor selected, by the numbers `grid_rows` gave them; what is no such number is left out."""
    numbers = {str(s.get("row")) for s in selected if isinstance(s, dict)}
    return estimates[[str(i) in numbers for i in range(len(estimates))]]


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
