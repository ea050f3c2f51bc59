"""What two sets of estimates do not have in common, so that a difference between them may not be opinion.

Shares differ because opinions differ, and because questions, pollsters or the people asked do. Only
what a source prints can be held against another; where one prints it and the other does not, that is said too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

FIELDS = {
    "subject": "the subject",
    "question": "the wording of the question",
    "pollster": "the pollster",
    "population": "the people asked",
    "mode": "the way people were reached",
    "group": "the group of people",
    "year_basis": "how the year is known",
}
"""The columns of the contract that are compared, and what each is called."""


class Rows(Protocol):
    """Rows of the contract whose columns can be looked at: a long DataFrame, or less than one."""

    @property
    def empty(self) -> bool:
        """Whether there are none."""

    def __getitem__(self, name: str, /) -> Iterable[Any]:
        """The values of a column."""


_PLURAL = ("population",)
_MOST = 3


@dataclass(frozen=True, slots=True)
class Unlike:
    """One thing that differs. `first` and `second` are the printed values, in order; empty where none is printed."""

    field: str
    first: tuple[str, ...]
    second: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What differs, in words, without a full stop.

        >>> Unlike("pollster", ("Gallup",), ("Pew Research Center",)).sentence
        'the pollster is not the same (Gallup; Pew Research Center)'
        >>> Unlike("question", (), ("Do you approve?",)).sentence
        'the wording of the question is printed on one side only'
        """
        name = FIELDS[self.field]
        if not self.first or not self.second:
            return f"{name} is printed on one side only"
        verb = "are" if self.field in _PLURAL else "is"
        return f"{name} {verb} not the same ({_said(self.first)}; {_said(self.second)})"


def unlike(first: Rows, second: Rows, *, but: Collection[str] = ()) -> tuple[Unlike, ...]:
    """What the rows of two long frames do not have in common, in the order of `FIELDS`.

    `but` names the fields that are compared on purpose. Frames without rows have nothing to differ in.
    """
    if first.empty or second.empty:
        return ()
    found = (Unlike(name, _values(first, name), _values(second, name)) for name in FIELDS if name not in but)
    return tuple(one for one in found if one.first != one.second)


def mixed(rows: Rows, *, but: Collection[str] = ()) -> tuple[str, ...]:
    """The fields in which the rows of one long frame are not all alike, in the order of `FIELDS`."""
    return tuple(name for name in FIELDS if name not in but and len(_values(rows, name)) > 1)


def in_words(rows: Rows, *, but: Collection[str] = ()) -> tuple[str, ...]:
    """What is not alike within the rows of one long frame, a sentence each: what every export should tell."""
    told = ((FIELDS[name], "are" if name in _PLURAL else "is", _values(rows, name)) for name in mixed(rows, but=but))
    return tuple(
        f"{name[0].upper()}{name[1:]} {verb} not the same for all ({_said(there)})." for name, verb, there in told
    )


def _values(rows: Rows, name: str) -> tuple[str, ...]:
    return tuple(sorted({str(value) for value in rows[name] if value and value == value}))


def _said(values: tuple[str, ...]) -> str:
    more = f" and {len(values) - _MOST} others" if len(values) > _MOST else ""
    return f"{', '.join(values[:_MOST])}{more}"
