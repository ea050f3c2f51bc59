"""Lists of those who are judged, each with a number: "the military (60%) and the police (43%)".

In a list each number is of what stands right before it, known or not, as soon as one of the list is known to be
judged: a person, a body, an institution.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.layouts.labels import is_group
from extract.names.contexts import speaks_of
from extract.names.countries import mentions, names_a_region
from extract.names.languages import small_words
from extract.names.people import People
from extract.names.phrases import Token, tokens
from extract.names.relatives import relatives_in
from extract.names.responses import Answer, answers_in
from extract.names.subject_words import subject_words
from extract.names.subjects import Subject
from extract.names.wording import any_of
from extract.prose import Percentage
from extract.waves import find_spans

_FORMS = tuple(re.compile(form) for form in (r"\s?\(\Z", r"\s[–—-]\s?\Z", r":\s\Z", r",\s\Z"))
_BREAK = re.compile(r"[.;:,()\d%«»“”\"–—]")
_BEHIND = re.compile(rf"[)\s]*(?:[,;]\s?)?(?:{any_of('joiner')}\s)?", re.IGNORECASE)
_SMALL = 2  # letters of the small words that no list holds
_LONG_NAME = 3  # words; more are a name and what leads to it: "rankings include small business"
_LONGEST = 5  # words of what is judged
_LONGEST_LOOK = 120  # characters


@dataclass(frozen=True, slots=True)
class _Item:
    """What stands before a number, the characters of its own name, and how it is joined to the number."""

    number: Percentage
    form: int
    opens: int  # where the words before the number begin, the name or more
    start: int
    end: int


def judged_in_lists(
    text: str, numbers: Sequence[Percentage], answers: Sequence[Answer], people: People, language: str | None
) -> dict[Percentage, Subject]:
    """Whom each number of a list is of, where the list is one of people, bodies or institutions.

    >>> from extract.prose import percentages_in
    >>> text = "They trust small business (65%), the army (60%) and the police (43%)"
    >>> found = judged_in_lists(text, percentages_in(text), list(answers_in(text)), People(), "en")
    >>> [judged.text for judged in found.values()]
    ['small business', 'army', 'police']
    """
    small = small_words(language or "en")
    printed = (number for number in numbers if not number.is_worded)
    items = [item for number in printed if (item := _item(text, number, answers, small)) is not None]
    found: dict[Percentage, Subject] = {}
    for run in _runs(text, items):
        known = [_known(text, item, people) for item in run]
        others = [item for item, judged in zip(run, known, strict=True) if judged is None]
        if len(run) > 1 and any(known) and not any(_is_other(text, item) for item in others):
            found |= {item.number: judged or _thing(text, item) for item, judged in zip(run, known, strict=True)}
    return found


def _known(text: str, item: _Item, people: People) -> Subject | None:
    """The person, body or institution that an item names."""
    words = text[item.start : item.end]
    for start, end, name in people.met_in(words):
        return Subject(item.start + start, item.start + end, name, "person", people.country_of(name))
    named = [found for kind in ("institution", "body") for found in subject_words(kind).find(words)]
    if not named:
        return None
    is_sentence = len(tokens(words)) > _LONG_NAME
    start = item.start + max(found.start for found in named) if is_sentence else item.start
    return Subject(start, item.end, text[start : item.end], "body")


def _thing(text: str, item: _Item) -> Subject:
    return Subject(item.start, item.end, text[item.start : item.end], "thing")


def _is_other(text: str, item: _Item) -> bool:
    """Whether what stands before a number is a part of those asked, a place, a time or an answer."""
    words = text[item.start : item.end]
    if is_group(words) or mentions(words) or names_a_region(words):
        return True
    if speaks_of(words, "people") or speaks_of(words, "poll"):
        return True
    return bool(find_spans(words) or relatives_in(words) or any(True for _ in answers_in(words)))


def _item(text: str, number: Percentage, answers: Sequence[Answer], small: frozenset[str]) -> _Item | None:
    before = text[max(0, number.start - _LONGEST_LOOK) : number.start]
    met = ((form, pattern.search(before)) for form, pattern in enumerate(_FORMS))
    joined = next(((form, found) for form, found in met if found is not None), None)
    if joined is None:
        return None
    form, end = joined[0], number.start - len(joined[1][0])
    opens = max((m.end() for m in _BREAK.finditer(text, 0, end)), default=0)
    first = max([opens, *(a.end for a in answers if opens < a.end <= end), *_peoples(text, opens, end)])
    words = _without_small(text, [word for word in tokens(text[:end]) if word.start >= first], small)
    return _Item(number, form, opens, words[0].start, end) if 0 < len(words) <= _LONGEST else None


def _peoples(text: str, start: int, end: int) -> Iterator[int]:
    """Where those who judge have been named: "vertrauen *die Deutschen* der Polizei"."""
    return (start + m.end for m in mentions(text[start:end]) if m.match.kind == "people")


def _without_small(text: str, words: list[Token], small: frozenset[str]) -> list[Token]:
    """The words from the first that is no article, preposition or conjunction: "más en la Iglesia", "à l'armée"."""
    for i, word in enumerate(words):
        met = text[word.start : word.end]
        if met.lower() not in small and (len(met) > _SMALL or not met.islower()):
            return words[i:]
    return []


def _runs(text: str, items: list[_Item]) -> Iterator[list[_Item]]:
    """Items that follow on each other, joined to their numbers in one way; a comma joins only where no comma parts."""
    run: list[_Item] = items[:1]
    for one, other in pairwise(items):
        if one.form == other.form and _follows(text, one, other):
            run.append(other)
            continue
        yield run
        run = [other]
    yield run


def _follows(text: str, one: _Item, other: _Item) -> bool:
    behind = _BEHIND.match(text, one.number.end)
    return behind is not None and behind.end() >= other.opens
