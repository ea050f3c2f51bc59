"""What a document says of its polls: who asked whom, what, when, how many."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.details import NOBODY, Details, Said, SaidMode, near
from extract.model import Document, Location, Passage, Table
from extract.names.contexts import context_words, speaks_of
from extract.names.countries import mentions
from extract.names.homes import home_of_what_is_named
from extract.names.languages import small_words
from extract.names.modes import is_mode_label, mode_of, modes_in
from extract.names.people import People, people_of
from extract.names.pollsters import pollsters_in, published_name
from extract.names.responses import answers_in
from extract.names.subjects import Subject, is_in_an_aside, offices_in, subject_of, subjects_in
from extract.poll_country import country_asked, main_country, only_country
from extract.poll_dates import datelines, fieldwork_in, opening_year
from extract.poll_samples import samples
from extract.prose import sentences_of
from extract.values import parse_margin

_ASIDE_BEHIND = re.compile(r"([?？؟])\s*\([^()?]*\)\s*\Z")
_MOST_TEXT = 200_000  # details stand at the head and foot of a report; a long one is read in part


def details_of(document: Document) -> Details:
    """Read the details of a document."""
    passages = [b for b in document.blocks if isinstance(b, Passage)]
    text = "\n\n".join(p.text for p in passages)[:_MOST_TEXT]
    people = people_of(text) if passages else NOBODY
    sentences = [said for passage in passages for said in _sentences(passage) if said.at < _MOST_TEXT]
    published = tuple(datelines(document, passages))
    named = mentions(text)
    pollsters = tuple(_pollsters(sentences))
    return Details(
        pollsters=pollsters,
        subjects=tuple(_subjects(sentences, people)) or tuple(_titled(document, people)) or tuple(_offices(sentences)),
        questions=tuple(s for s in sentences if is_question(s.value)),
        fieldwork=tuple(fieldwork_in(sentences, published)),
        published=published,
        samples=tuple(samples(sentences)),
        margins=tuple(_margins(sentences)),
        populations=tuple(_populations(sentences)),
        modes=(*_modes(sentences, pollsters), *_modes_of_tables(document)),
        country=main_country(text, named, people) if passages else None,
        asked=country_asked(text, named) if passages else None,
        home=home_of_what_is_named("\n".join((document.metadata.title or "", text))),
        only_country=only_country(text, named),
        people=people,
        opening_year=opening_year(text),
    )


def _sentences(passage: Passage) -> Iterator[Said[str]]:
    return (Said(sentence.start, sentence.text) for sentence in sentences_of(passage))


def is_question(sentence: str) -> bool:
    """Whether a sentence is the wording of a question about approval.

    >>> is_question("Do you approve or disapprove of the way he is handling his job?"), is_question("Why now?")
    (True, False)
    """
    return (
        sentence.rstrip(' "”»').endswith(("?", "？", "؟"))
        and any(True for _ in answers_in(sentence))
        and len(sentence) > 30
    )


def question_in(text: str) -> str | None:
    """The wording of the question that a heading holds, if it holds one.

    >>> question_in("Trump. % of adults. Do you approve or disapprove of the way he is handling his job?")
    'Do you approve or disapprove of the way he is handling his job?'
    """
    asked = _ASIDE_BEHIND.sub(r"\1", text)  # "Do you trust the mayor? (May 2021)"
    found = [said.value for said in _sentences(Passage(asked, Location(char_start=0)))]
    return next((s for s in reversed(found) if is_question(s)), None)


_TITLED = re.compile(  # "Time Poll conducted by …", "Quinnipiac University Poll. July 18-22, 2004. N=…"
    r"(?P<name>[A-Z][\w&.,'’/-]*(?:[ /](?:of|the|and|for|[A-Z&][\w&.,'’/-]*)){0,8}?)\s"
    r"(?:[Pp]oll|[Ss]urvey|[Tt]racking)\b(?=[.:,]|\sconducted|\sby)"
)


def _pollsters(sentences: list[Said[str]]) -> Iterator[Said[str]]:
    for sentence in sentences:
        if titled := _TITLED.match(sentence.value):
            name = _without_small_words(titled["name"])
            listed = {found.name for found in pollsters_in(name)}
            alone = listed.pop() if len(listed) == 1 and " of " in name else None  # "Results of SurveyUSA News Poll"
            yield Said(sentence.at, published_name(name) or alone or name)
            continue
        for found in pollsters_in(sentence.value):
            if not is_in_an_aside(sentence.value, found.start):
                yield Said(sentence.at + found.start, found.name)


def _without_small_words(name: str) -> str:
    """A pollster's name without the words that lead to it: "In the Siena" of "In the Siena Poll"."""
    words = name.split()
    while len(words) > 1 and words[0].lower() in small_words("en"):
        words = words[1:]
    return " ".join(words)


def _subjects(sentences: list[Said[str]], people: People) -> Iterator[Said[str]]:
    for sentence in sentences:
        for subject in subjects_in(sentence.value, people):
            if subject.kind != "body" or _is_judged(sentence.value, subject):
                yield Said(sentence.at + subject.start, subject.text)


def _titled(document: Document, people: People) -> Iterator[Said[str]]:
    """The subject that the title of the document names."""
    subject = subject_of(document.metadata.title, people) if document.metadata.title else None
    if subject is not None:
        yield Said(0, subject)


def _offices(sentences: list[Said[str]]) -> Iterator[Said[str]]:
    """The offices judged in a report that names nobody who holds them."""
    for sentence in sentences:
        if any(True for _ in answers_in(sentence.value)):
            yield from (Said(sentence.at + office.start, office.text) for office in offices_in(sentence.value))


def _is_judged(sentence: str, subject: Subject) -> bool:
    """A body is often only spoken of; it is judged where an answer stands in the same sentence."""
    return any(a.response is not None or a.both_sides for a in answers_in(sentence))


def _margins(sentences: list[Said[str]]) -> Iterator[Said[float]]:
    for sentence in sentences:
        for found in context_words(sentence.value, "margin"):
            margin = parse_margin(sentence.value[found.end :])
            if margin is not None and 0.3 <= margin <= 12:
                yield Said(sentence.at + found.start, margin)


def _populations(sentences: list[Said[str]]) -> Iterator[Said[str]]:
    for sentence in sentences:
        if speaks_of(sentence.value, "fieldwork"):
            for found in context_words(sentence.value, "population"):
                yield Said(sentence.at + found.start, sentence.value[found.start : found.end])


def _modes(sentences: list[Said[str]], pollsters: tuple[Said[str], ...]) -> Iterator[SaidMode]:
    """How people were reached, as sentences tell it and lines such as "Mode: telephone"."""
    for sentence in sentences:
        mode = _labelled_mode(sentence.value)
        if mode is None and not is_question(sentence.value):
            mode = modes_in(sentence.value)
        if mode is not None:
            places = frozenset(m.match.country.iso3 for m in mentions(sentence.value) if m.match.country.iso3)
            yield SaidMode(mode, near(pollsters, sentence.at + len(sentence.value)), places)


def _labelled_mode(line: str) -> str | None:
    label, colon, rest = line.replace("：", ":").partition(":")
    return mode_of(rest) if colon and is_mode_label(label) else None


def _modes_of_tables(document: Document) -> Iterator[SaidMode]:
    """The modes of tables that list what a poll is: "Mode | Telephone"."""
    for block in document.blocks:
        if isinstance(block, Table) and len(block.rows[0] if block.rows else ()) == 2:
            for row in block.rows:
                mode = mode_of(row[1].text) if len(row) == 2 and is_mode_label(row[0].text) else None
                if mode:
                    yield SaidMode(mode, None, frozenset())
