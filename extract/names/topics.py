"""Which part of somebody's work a number is of: "Trump's handling of the economy", "la gestión de la pandemia".

Who approves of a president in one matter need not do so in another; both under one name would be two figures of one
question that contradict each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.names.phrases import tokens
from extract.names.responses import Answer
from extract.names.subject_words import subject_words
from extract.names.subjects import Subject
from extract.names.wording import any_of

TOPIC = "topic"  # the kind of a subject whose owner the sentence leaves open: "his handling of the economy"

_HANDLING = re.compile(rf"{any_of('handling')}\s(?P<of>[^.,;:()\[\]\d%\n—–]+)", re.IGNORECASE)
_ENDS = re.compile(any_of("behind a topic"), re.IGNORECASE)
_WHOLE = re.compile(rf"(?:{any_of('article')}\s|(?:his|her|their)\s)?{any_of('no topic')}", re.IGNORECASE)
_LEADS_TO_WHOM = re.compile(rf"\s?{any_of('by whom')}\s?(?:{any_of('article')}\s?)?", re.IGNORECASE)
_JOINED = re.compile(rf"(?:\s{any_of('joins a topic')})+\s?\Z", re.IGNORECASE)
_OWNED = re.compile(r"(?:[’']s?)?(?:\s(?:[^\W\d_]+\s){0,3})?")  # "Trump’s ", "Trump is ", "Trump has been "
_MOST = 7  # words of a topic
_NEAR = 5  # words between an answer and what it is of: "desaprueba la manera en que"
OWNERS = ("person", "office", "body", "leadership")


def with_topics(
    text: str, subjects: Sequence[Subject], answers: Sequence[Answer], numbers: Sequence[int]
) -> list[Subject]:
    """The subjects of a sentence, those judged in one matter with that matter as their `topic`.

    `numbers` are where the shares of the sentence begin.

    >>> from extract.names.responses import answers_in
    >>> text = "38% approve of Tullow's handling of the economy"
    >>> tullow = Subject(15, 21, "Ann Tullow", "person")
    >>> [s.printed for s in with_topics(text, [tullow], list(answers_in(text)), [0])]
    ['Ann Tullow: handling of the economy']
    """
    kept = list(subjects)
    for start, end in _topics_in(text):
        owner, is_beside = _owner_of(text, kept, start, end)
        first = min(start, owner.start) if owner and is_beside else start
        last = max(end, owner.end) if owner and is_beside else end
        if not _is_answered(text, first, last, answers, numbers):
            continue
        words = " ".join(text[start:end].split())
        if owner is None:
            kept = [s for s in kept if s.end <= start or s.start >= end]
            kept.append(Subject(start, end, words, TOPIC, topic=words))
        else:
            kept = [s for s in kept if s.end <= first or s.start >= last]
            kept.append(replace(owner, start=first, end=last, topic=words))
    return sorted(kept, key=lambda subject: subject.start)


def _topics_in(text: str) -> Iterator[tuple[int, int]]:
    """Where a text names what is handled, with the word for it; not the whole of somebody's work."""
    for found in _HANDLING.finditer(text):
        stop = _ENDS.search(found["of"])
        of = _JOINED.sub("", found["of"][: stop.start()] if stop else found["of"])
        words = tokens(of)
        if not words or len(words) > _MOST or _WHOLE.match(of.strip()) or _names_somebody(of):
            continue
        yield found.start(), found.start("of") + len(of.rstrip())


def _names_somebody(words: str) -> bool:
    """Whether it is somebody's whole work: "la gestión del Gobierno", "gestão de Tullow"."""
    return (
        any(subject_words(kind).find(words) for kind in ("body", "title", "leadership")) or words.strip()[:1].isupper()
    )


def _owner_of(text: str, subjects: Sequence[Subject], start: int, end: int) -> tuple[Subject | None, bool]:
    """Who handles it, and whether beside the words for it: before, or behind by whom; else the only one before."""
    for subject in subjects:
        if subject.kind not in OWNERS:
            continue
        if subject.start < start < subject.end or _OWNED.fullmatch(text, subject.end, start):
            return subject, True
        if _LEADS_TO_WHOM.fullmatch(text, end, subject.start):
            return subject, True
    before = {s.text: s for s in subjects if s.kind in OWNERS and s.end <= start}
    return (before.popitem()[1] if len(before) == 1 else None), False


def _is_answered(text: str, start: int, end: int, answers: Sequence[Answer], numbers: Sequence[int]) -> bool:
    """Whether an answer beside it is of it, and it does not only tell when or why: "after his handling of …"."""
    before = (a for a in answers if a.end <= start)
    if any(len(tokens(text[a.end : start])) <= _NEAR and not _parts(text[a.end : start]) for a in before):
        return True
    behind = [a.start for a in answers if a.start >= end] + [at for at in numbers if at >= end]
    return any(len(tokens(text[end:at])) <= _NEAR and not _parts(text[end:at]) for at in behind)


def _parts(between: str) -> bool:
    return bool(re.search(r"[.,;()\d]", between))
