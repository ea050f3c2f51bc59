"""The details that a document gives of its polls, each with the place it was read at.

`Details.near(position)` gives what holds for a share: the last one said before it, else the first one said after it.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from extract.model import Poll
from extract.names.countries import country_of
from extract.names.declined import nominative_of_a_body
from extract.names.people import People
from extract.waves import Span

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Said(Generic[Value]):
    """A detail and where it is said."""

    at: int
    value: Value


@dataclass(frozen=True, slots=True)
class SaidMode:
    """The mode that one sentence tells, "" where it leaves it open; `pollster` and `places` are whose it may be."""

    mode: str
    pollster: str | None
    places: frozenset[str]


NOBODY = People()


@dataclass(frozen=True, slots=True)
class Details:
    """The details of a document, each list in reading order."""

    pollsters: tuple[Said[str], ...] = ()
    subjects: tuple[Said[str], ...] = ()
    questions: tuple[Said[str], ...] = ()
    fieldwork: tuple[Said[Span], ...] = ()
    published: tuple[Said[str], ...] = ()
    samples: tuple[Said[int], ...] = ()
    margins: tuple[Said[float], ...] = ()
    populations: tuple[Said[str], ...] = ()
    modes: tuple[SaidMode, ...] = ()
    country: str | None = None
    asked: str | None = None
    home: str | None = None  # of the houses and parties that it names
    only_country: str | None = None  # where a text names no other one at all
    people: People = NOBODY
    opening_year: int | None = None

    def near(self, position: int) -> Poll:
        """The poll that a share at this position belongs to, as far as it is said."""
        span = None if self._is_of_another_report(position) else near(self.fieldwork, position)
        return Poll(
            pollster=near(self.pollsters, position),
            subject=near(self.subjects, position),
            question=_before(self.questions, position),
            fieldwork_start=span.start if span else None,
            fieldwork_end=span.end if span else None,
            published=near(self.published, position),
            sample_size=_only(self.samples),
            margin_of_error=_only(self.margins),
            population=_only(self.populations),
        )

    def _is_of_another_report(self, position: int) -> bool:
        """Whether a dateline stands between the fieldwork told last and a share: a page may tease other reports."""
        told = bisect_right(self.fieldwork, position, key=lambda s: s.at)
        dated = bisect_right(self.published, position, key=lambda s: s.at)
        return told > 0 and dated > 0 and self.published[dated - 1].at > self.fieldwork[told - 1].at

    def judged_countries(self) -> frozenset[str]:
        """The countries that one country's people judge; none where the people of several were asked."""
        named = {country for s in self.subjects if (country := _country_named(s.value))}
        return frozenset(named - {self.country}) if self.country else frozenset()

    def as_first_named(self, subject: str | None) -> str | None:
        """A judged country in the words that the document uses for it first ("США" for "Соединенные Штаты").

        A body or country is called as where it acts, whatever the case it is printed in ("парламенту" is "парламент").
        """
        if subject is None or subject in self.people.names:
            return subject
        if (country := _country_named(subject)) is not None:
            subject = next((s.value for s in self.subjects if _country_named(s.value) == country), subject)
        return nominative_of_a_body(subject, self.people.language)


@lru_cache(maxsize=4096)
def _country_named(text: str) -> str | None:
    match = country_of(text)
    return match.country.iso3 if match else None


def _before(said: tuple[Said[Value], ...], position: int) -> Value | None:
    index = bisect_right(said, position, key=lambda s: s.at)
    return said[index - 1].value if index else None


def near(said: tuple[Said[Value], ...], position: int) -> Value | None:
    """What was said last before a position, else first behind it.

    >>> told = Said(10, "Gallup"), Said(90, "Pew")
    >>> near(told, 50), near(told, 95), near(told, 0)
    ('Gallup', 'Pew', 'Gallup')
    """
    found = _before(said, position)
    return found if found is not None or not said else said[0].value


def _only(said: tuple[Said[Value], ...]) -> Value | None:
    """A detail that the document gives once; of two different ones neither is known to hold."""
    values = {s.value for s in said}
    return said[0].value if len(values) == 1 else None
