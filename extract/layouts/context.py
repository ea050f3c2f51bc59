"""The words above a table."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.model import Document, Passage, Table
from extract.names.contexts import speaks_of
from extract.names.name_shapes import is_a_name
from extract.names.people import People
from extract.names.responses import Answer, answers_in
from extract.names.subjects import subject_of, subjects_in, subjects_in_order
from extract.poll_details import question_in

_NOBODY = People()
_BLANK = re.compile(r"_{2,}|\.{3}|…")
_PASSAGES_ABOVE = 3
_LONGEST_HEADING = 600
_YEAR_ALONE = re.compile(r"[\W_]*(?P<year>(?:19|20)\d\d)(?:\[[^\W\d_]+\])?[\W_]*")
_LONGEST_NAME = 60  # characters of a heading that is a subject's name


@dataclass(frozen=True, slots=True)
class Heading:
    """The passages just above a table, and the one answer they name, if they name one."""

    text: str = ""
    answer: Answer | None = None
    answer_words: str = ""
    question: str | None = None
    subject: str | None = None
    subjects: tuple[str, ...] = ()
    is_personal: bool = False  # about people's own purses and lives
    people: People = _NOBODY
    nearest: str = ""  # the passage next to the table
    year: str | None = None  # where one of the passages is nothing else

    def in_a_series_with(self, first: Heading) -> Heading:
        """This heading, completed by that of the table before: in a series the question stands over the first.

        Where the heading next to the first table is its subject, so is this one.
        """
        if self.answer is not None or self.takes_sides or self.text.count("?"):
            return self  # it asks a question of its own
        alone = first.subject is not None and first.subject in first.nearest and first.nearest in first.text
        named = self.subject or (self.nearest if alone and len(self.nearest) <= _LONGEST_NAME else None)
        return replace(
            self,
            text=f"{first.text}\n{self.text}",
            answer=first.answer,
            answer_words=first.answer_words,
            question=first.question,
            subject=named or first.subject,
            is_personal=self.is_personal or first.is_personal,
        )

    def with_corner(self, words: str) -> Heading:
        """This heading and the words in the corner of its table, which are nearest of all to its figures."""
        own = heading_of(words, people=self.people)
        answers = any(True for _ in answers_in(words))
        shorter = own.subject is not None and own.subject in (self.subject or "")
        return replace(
            self,
            text=f"{self.text}\n{words}",
            answer=own.answer if answers else self.answer,
            answer_words=own.answer_words if answers else self.answer_words,
            question=own.question or self.question,
            subject=self.subject if shorter else own.subject or self.subject,
            subjects=own.subjects or self.subjects,
        )

    @property
    def asks_of_a_list(self) -> bool:
        """Whether its one answer is for each of a list: "confidence in ___", "how much they trust each institution"."""
        return speaks_of(self.text, "list") or _BLANK.search(self.text) is not None

    @property
    def is_a_choice(self) -> bool:
        """Whether people chose one of several: "Which party do you trust most?"."""
        return speaks_of(self.text, "choice")

    @property
    def asks_for_both(self) -> bool:
        """Whether it names both sides in one breath: "doing well or badly"."""
        return any(answer.both_sides for answer in answers_in(self.text))

    @property
    def takes_sides(self) -> bool:
        """Whether the question, or else any of the words above the table, are of approval or disapproval."""
        return any(True for _ in answers_in(self.question or self.text))

    @property
    def is_of_one_person(self) -> bool:
        """Whether its one subject is a person whom the document names."""
        return len(self.subjects) < 2 and self.subject in self.people.names

    @property
    def speaks_of_a_poll(self) -> bool:
        """Whether any of its words belong to polls."""
        return speaks_of(self.text, "poll")

    @property
    def is_about_something_else(self) -> bool:
        """Whether its words belong to votes, budgets, prices and the like, and none to polls."""
        return speaks_of(self.text, "other") and not self.speaks_of_a_poll


def heading_above(document: Document, position: int, people: People) -> Heading:
    """The heading of the table at a position in `document.blocks`: nearest passages first."""
    words: list[str] = []
    for block in reversed(document.blocks[max(0, position - _PASSAGES_ABOVE) : position]):
        text = block.text if isinstance(block, Passage) else _question_of(block)
        if not text or len(text) > _LONGEST_HEADING:
            break
        words.insert(0, text)
        if text.rstrip().endswith("?") and not any(True for _ in answers_in(text)):
            break  # another question begins here: what stands above it is not of this table
    return heading_of(*words, people=people)


def _question_of(table: Table) -> str:
    """The question that a table of one row holds, beside its number; nothing of any other table."""
    words = [cell.text for row in table.rows for cell in row if any(char.isalpha() for char in cell.text)]
    return words[0] if len(table.rows) == 1 == len(words) and question_in(words[0]) else ""


def heading_of(*passages: str, people: People = _NOBODY) -> Heading:
    """A heading and the one strong answer that it names, in the last passage of it that names any.

    >>> heading_of("% who approve of US leadership").answer_words
    'approve'
    >>> heading_of("Approve or disapprove of the president?").answer is None
    True
    >>> heading_of("More approve than disapprove", "% who approve, by country").answer_words
    'approve'
    """
    text = "\n".join(passages)
    if (next_one := _named_behind_a_question(text, people)) is not None:
        passages = (next_one,)  # the question was of the table above
        text = next_one
    answer, words = next(filter(None, map(_answer_in, reversed(passages))), (None, ""))
    question = question_in(text)
    subjects = next(filter(None, (subjects_in_order(one, people) for one in reversed(passages))), ())
    personal = bool(passages) and speaks_of(passages[-1], "personal")
    return Heading(
        text,
        answer,
        words,
        question,
        subject_of(question, people) if question and subject_of(question, people) else _subject(passages, people),
        subjects,
        personal,
        people,
        passages[-1] if passages else "",
        _year_alone(passages),
    )


def _named_behind_a_question(text: str, people: People) -> str | None:
    """The lines behind a question where they name another person than it does: "Shorten’s Performance"."""
    question, mark, behind = text.rpartition("?")
    if not mark or question_in(question + mark) is None:
        return None
    named = {s.text for s in subjects_in(behind, people) if s.kind == "person"}
    asked = {s.text for s in subjects_in(question, people) if s.kind == "person"}
    return behind.strip() if named and asked and not named & asked else None


def _year_alone(passages: tuple[str, ...]) -> str | None:
    """The year that a passage is, of the nearest one that is: "2020", "2020[edit]"."""
    alone = (
        _YEAR_ALONE.fullmatch(line.strip()) for passage in reversed(passages) for line in passage.splitlines()[::-1]
    )
    return next((found["year"] for found in alone if found), None)


def _subject(passages: tuple[str, ...], people: People) -> str | None:
    """Whom a heading without a question is about: the one person or body that its last passage names, else any."""
    for passage in reversed(passages):
        named = {s.text for s in subjects_in(passage, people) if s.kind in ("person", "leadership", "body")}
        if named:
            return named.pop() if len(named) == 1 else subject_of("\n".join(passages), people)
        if is_a_name(passage):
            return passage.strip()
    return subject_of("\n".join(passages), people)


def _answer_in(passage: str) -> tuple[Answer | None, str] | None:
    """The one strong answer that a passage names, with its words; no answer where it names several."""
    answers = [a for a in answers_in(passage) if a.strong]
    if not answers:
        return None
    one = len({a.response for a in answers}) == 1 and answers[0].response is not None
    return (answers[0], passage[answers[0].start : answers[0].end]) if one else (None, "")
