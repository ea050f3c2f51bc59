"""The words above a table."""

from __future__ import annotations

from dataclasses import dataclass

from extract.model import Document, Passage
from extract.names.contexts import speaks_of
from extract.names.people import People
from extract.names.responses import Answer, answers_in
from extract.names.subjects import subject_of
from extract.poll_details import question_in

_NOBODY = People()
_PASSAGES_ABOVE = 3
_LONGEST_HEADING = 600


@dataclass(frozen=True, slots=True)
class Heading:
    """The passages just above a table, and the one answer they name, if they name one."""

    text: str = ""
    answer: Answer | None = None
    question: str | None = None
    subject: str | None = None

    @property
    def answer_words(self) -> str:
        """The answer as the heading words it."""
        return self.text[self.answer.start : self.answer.end] if self.answer else ""

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
        if not isinstance(block, Passage) or len(block.text) > _LONGEST_HEADING:
            break
        words.insert(0, block.text)
    return heading_of("\n".join(words), people)


def heading_of(text: str, people: People = _NOBODY) -> Heading:
    """A heading and the one strong answer that it names.

    >>> heading_of("% who approve of US leadership").answer_words
    'approve'
    >>> heading_of("Approve or disapprove of the president?").answer is None
    True
    """
    answers = [a for a in answers_in(text) if a.strong]
    one = len({a.response for a in answers}) == 1 and answers[0].response is not None
    question = question_in(text)
    return Heading(text, answers[0] if one else None, question, subject_of(question or text, people))
