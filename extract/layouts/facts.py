"""What one cell, row label or column of a table says, by the role of its column."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from extract.layouts.columns import Column
from extract.layouts.grid import Slot
from extract.layouts.labels import Label, is_ambiguous, label_of
from extract.model import Status
from extract.names.contexts import says_yes, speaks_of
from extract.names.responses import answer_of
from extract.waves import is_part_of_a_year, is_year

_PLAIN_ROLES = ("wave", "pollster", "sponsor", "question", "population", "mode", "sample", "margin", "published")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one row or one number: later facts fill what earlier ones left open."""

    area: str | None = None
    group: str | None = None
    wave: str | None = None
    subject: str | None = None
    pollster: str | None = None
    sponsor: str | None = None
    question: str | None = None
    population: str | None = None
    mode: str | None = None
    sample: str | None = None
    margin: str | None = None
    start: str | None = None
    end: str | None = None
    published: str | None = None
    answer: Label | None = None
    status: Status | None = None

    def filled_by(self, other: Facts) -> Facts:
        """These facts, their gaps filled from the others."""
        return replace(
            self,
            **{
                n: getattr(other, n)
                for n in self.__slots__
                if getattr(self, n) is None and getattr(other, n) is not None
            },
        )


def facts_of_cell(slot: Slot, column: Column) -> Facts:
    """What a cell left of the numbers says, by the role of its column."""
    text, label = slot.text, label_of(slot.text)
    if column.role in ("response", "label") and says_yes(text) is not None:
        return Facts(subject=text)  # of the question above the table
    match column.role:
        case "area":
            return Facts(area=label.area or text, subject=label.subject, status=label.status)
        case "subject":
            subject = label.subject or text
            return Facts(subject=subject, area=label.area if label.area != text else None)
        case "group":
            whole = label.is_total or label.area or label.wave
            return Facts(area=label.area, wave=label.wave, group=None if whole else text)
        case "response":
            if label.answer is None and is_ambiguous(text):
                label = replace(label, group=None, answer=answer_of(text))
            return Facts(answer=label if label.answer else None, subject=column.label.subject)
        case "wave":
            return Facts(wave=label.wave or text)
        case "wave_start":
            return Facts(start=text)
        case "wave_end":
            return Facts(end=text.lstrip("-–— "))
        case "label":
            return facts_of_label(label)
    bracketed = label.wave if label.wave and label.wave != text else None
    if bracketed and column.role in ("pollster", "population", "sponsor"):  # "Ipsos (12/2/19 - 12/3/19)"
        return replace(_named(column.role, text[: text.rindex(bracketed)].rstrip(" ([")), wave=bracketed)
    return _named(column.role, text)


def _named(role: str, text: str) -> Facts:
    """What a cell says in a column whose header tells what it is."""
    told: dict[str, Any] = {role: text} if role in _PLAIN_ROLES else {}
    return Facts(**told)


def joined_waves(column: str | None, row: str | None) -> str | None:
    """A month of one axis with its year of the other; else what the column says.

    >>> joined_waves("Jan", "2014"), joined_waves("2014", "May 3-6"), joined_waves("2014", "2015")
    ('Jan 2014', 'May 3-6 2014', '2014')
    """
    for part, year in ((column, row), (row, column)):
        if part and year and is_year(year) and is_part_of_a_year(part):
            return f"{part} {year}"
    return column


def facts_of_label(label: Label) -> Facts:
    """What a label says by its own words, where no header tells what its column holds."""
    if label.says_nothing and speaks_of(label.text, "people"):
        return Facts(population=label.text.strip(" :"))
    return Facts(
        area=label.area,
        wave=label.wave,
        group=label.group,
        pollster=label.pollster,
        subject=label.subject or (label.text if label.says_nothing else None),
        answer=label if label.answer else None,
    )


def facts_of_column(column: Column) -> Facts:
    """What the headers over a column of numbers say of them, but for the answer."""
    label = column.label
    return Facts(area=label.area, wave=label.wave, group=label.group, pollster=label.pollster, subject=label.subject)
