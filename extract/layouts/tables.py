"""Tables, understood by typing their axes.

Each header and each row label is read for what it is about (`labels`). A number becomes a share only
where every header over it was understood and an answer is known: from its column, its row, the
words above the table or the sidecar. So one mechanism reads country x response, year x country,
response rows, grouped headers, transposed tables and pollster rows with dates; and a table that is
about something else yields nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from extract.details import Details
from extract.layouts.columns import Block, Column, blocks_of
from extract.layouts.context import Heading, heading_above
from extract.layouts.facts import Facts, facts_of_cell, facts_of_column, facts_of_label, joined_waves
from extract.layouts.grid import Slot, as_grid
from extract.layouts.judged import with_judged
from extract.layouts.labels import Label, label_of
from extract.layouts.scale import are_counts, is_plausible, nets_as_totals, scale_of, steps_of_a_scale, wholes_and_parts
from extract.layouts.several import with_subjects
from extract.layouts.totals import with_totals
from extract.layouts.yes_or_no import with_yes_and_no
from extract.model import Document, Location, PrintedShare, Response, Sidecar, Status, Table
from extract.names.contexts import says_yes
from extract.names.countries import names_countries
from extract.names.responses import names_a_side
from extract.names.subjects import names_the_judged, subject_of
from extract.names.wording import any_of
from extract.poll_details import question_in
from extract.values import is_nothing, parse_share, printed_part
from extract.waves import are_short_years, parse_span

NAME = "table"

_OPPOSITE = {Response.APPROVE: Response.DISAPPROVE, Response.DISAPPROVE: Response.APPROVE}
_AGAINST = (Response.DISAPPROVE, Response.DISAPPROVE_PART)
_OF_PLANS = re.compile(rf"\b{any_of('against plans')}\b", re.IGNORECASE)
_UNDECIDED = {None, Response.NEITHER, Response.NO_OPINION}
_Answered = tuple[Response, str, tuple[str, ...]]


def find(document: Document, details: Details, sidecar: Sidecar) -> Iterator[PrintedShare]:
    """The shares of every table of the document, in reading order."""
    before: tuple[Table, Heading] | None = None
    for position, block in enumerate(document.blocks):
        if not isinstance(block, Table):
            continue
        heading = heading_above(document, position, details.people)
        if before is not None and _are_alike(before[0], block):
            heading = heading.in_a_series_with(before[1])
        before = block, heading
        yield from shares_of(document, block, heading, sidecar, NAME)


def _are_alike(one: Table, other: Table) -> bool:
    """Whether two tables are of one series: under one header, or with the same rows of answers.

    The first cell may differ, for it names what the rows are of.
    """
    heads = [[cell.text for cell in table.rows[0][1:]] for table in (one, other)]
    sides = [[row[0].text for row in table.rows[1:] if row] for table in (one, other)]
    return (heads[0] == heads[1] and any(heads[0])) or (len(sides[0]) > 1 and sides[0] == sides[1])


def shares_of(
    document: Document, table: Table, heading: Heading, sidecar: Sidecar, layout: str
) -> Iterator[PrintedShare]:
    """The shares of one table; `layout` is the name that they carry."""
    above = heading
    for block in blocks_of(as_grid(table)):
        heading = above.with_corner(corner) if (corner := block.corner) else above
        block = with_judged(with_totals(with_yes_and_no(block, heading), heading), heading)
        block = with_subjects(block, heading)
        yield from _Reading(document, block, heading, sidecar, layout, _rows_answer(block)).shares()


@dataclass(frozen=True, slots=True)
class _Reading:
    document: Document
    block: Block
    heading: Heading
    sidecar: Sidecar
    layout: str
    rows_answer: bool

    def shares(self) -> Iterator[PrintedShare]:
        columns = [c for c in self.block.columns if c.holds_shares]
        rows = [(i, self._row_facts(i)) for i in self.block.data_rows]
        if not columns or not self._is_about_opinion(columns, [facts for _, facts in rows]):
            return
        answered = [c for c in columns if c.label.answer is not None]
        answers = [i for i, facts in rows if facts.answer is not None]
        numbers = self._numbers(answered or columns, answers or [i for i, _ in rows])
        if are_counts(numbers) or self._are_changes(answered):
            return
        fraction = scale_of(numbers)
        shares: list[PrintedShare] = []
        for i, facts in rows:
            slots = ((c, self.block.grid.rows[i][c.index]) for c in columns)
            found = (self._share(i, slot, facts, c, fraction) for c, slot in slots if slot.is_origin)
            shares += wholes_and_parts([share for share in found if share is not None])
        if self._is_of_plans:
            shares = [share for share in shares if self._is_of_someone(share)]
        shares = _among_countries(shares, [facts.area for _, facts in rows], [c.label.area for c in columns])
        if any(facts.answer is not None for _, facts in rows):
            shares = wholes_and_parts(shares, in_many_words=True)
        if are_short_years([wave for wave in dict.fromkeys(share.wave for share in shares) if wave]):
            shares = [replace(share, short_years=True) for share in shares]
        yield from steps_of_a_scale(nets_as_totals(shares))

    def _numbers(self, columns: Iterable[Column], rows: Iterable[int]) -> list[str]:
        """What is printed in these places; in a table of answers the rows of how many were asked are left out."""
        return [self.block.grid.rows[i][c.index].text for c in columns for i in rows]

    def _are_changes(self, columns: list[Column]) -> bool:
        """Whether the columns for and against hold numbers with signs: those are changes, or returns on a share."""
        sides = [c for c in columns if c.label.response in _OPPOSITE]
        read = [parse_share(text) for text in self._numbers(sides, self.block.data_rows)]
        shares = [share for share in read if share is not None]
        return bool(shares) and sum(share.signed for share in shares) * 2 > len(shares)

    def _row_facts(self, i: int) -> Facts:
        facts = Facts()
        for column in self.block.columns:
            slot = self.block.grid.rows[i][column.index]
            if column.role != "outer" and not column.holds_shares and slot.text and not is_nothing(slot.text):
                read = self._with_part(facts_of_cell(slot, column), slot.text)
                if read.wave and facts.wave and parse_span(facts.wave) is None and parse_span(read.wave):
                    facts = replace(facts, wave=read.wave)  # a month's number, then its year
                elif read.wave and facts.wave:
                    facts = replace(facts, wave=joined_waves(facts.wave, read.wave))  # "1982" beside "January 20-26"
                facts = facts.filled_by(read)
        facts = self._with_degree(facts)
        for column in self.block.columns if facts.group is None else ():
            if column.role == "outer":
                facts = facts.filled_by(facts_of_cell(self.block.grid.rows[i][column.index], column.as_group))
        section = self.block.section_of(i)
        if section is None:
            return facts
        over = self._facts_of_section(section)
        if (facts.area or facts.group) is not None and self.heading.subject is not None:
            over = replace(over, subject=None)  # a region's name over its countries, "Household income" over its groups
        return facts.filled_by(over)

    def _facts_of_section(self, section: str) -> Facts:
        """What a row of words over others says of them: a question whom it asks about, a label what it says."""
        if question_in(section) is not None:
            return Facts(question=section, subject=subject_of(section, self.heading.people))
        return facts_of_label(label_of(section))

    def _with_part(self, facts: Facts, text: str) -> Facts:
        """Under a question of one subject an unknown label is a part of those asked; in a list a name is a subject."""
        heading = self.heading
        if facts.group == text and heading.asks_of_a_list and names_the_judged(text, heading.people):
            return replace(facts, subject=text, group=None)
        if facts.subject != text or heading.subject is None or heading.question is None or heading.asks_of_a_list:
            return facts
        is_named = names_the_judged(text, heading.people) or says_yes(text) is not None
        is_asked_about = heading.subject == subject_of(heading.question, heading.people) and not is_named
        return replace(facts, subject=None, group=text) if is_asked_about else facts

    def _with_degree(self, facts: Facts) -> Facts:
        """A row that is only a degree ("A great deal") completed by the answer that the heading names."""
        label = facts.answer
        if label is None or label.answer is None or not label.answer.is_intensity or self.heading.answer is None:
            return facts
        whole = label_of(f"{label.text} {self.heading.answer_words}")
        return replace(facts, answer=replace(label, answer=whole.answer)) if whole.response else facts

    def _is_about_opinion(self, columns: list[Column], rows: list[Facts]) -> bool:
        """Whether the answer words in and over the table can only be answers to a poll."""
        answers = [c.label.answer for c in columns if c.label.answer]
        answers += [f.answer.answer for f in rows if f.answer is not None and f.answer.answer is not None]
        sides = {a.response for a in answers}
        if answers and sides <= _UNDECIDED and _are_undecided(rows):
            return False  # the undecided of a question whose other answers are none of ours
        if self.heading.is_personal or not self._takes_sides(sides):
            return False
        balances = any(names_a_side(c.label.text) for c in columns if c.label.response is Response.NET)
        both = any(s and s.value.startswith("approve") for s in sides) and any(
            s and s.value.startswith("disapprove") for s in sides
        )
        if self.heading.is_a_choice and not both:
            return False
        if self.sidecar.response or any(a.strong for a in answers if a.response is not Response.NET) or balances:
            return not self.heading.is_about_something_else or both
        if not answers:
            return self.heading.answer is not None
        told = self.heading.speaks_of_a_poll or self.heading.asks_for_both
        return both and (told or any(f.pollster or f.sample for f in rows))

    def _takes_sides(self, named: set[Response | None]) -> bool:
        """Whether anyone is for or against: a table of parties may have a row of the undecided too."""
        return bool(named - _UNDECIDED) or self.heading.takes_sides or bool(self.sidecar.response)

    def _share(self, i: int, slot: Slot, row: Facts, column: Column, fraction: bool) -> PrintedShare | None:
        facts = facts_of_column(column)
        facts = replace(facts, wave=joined_waves(facts.wave, row.wave)).filled_by(row)
        facts = replace(facts, wave=joined_waves(facts.wave, self.heading.year))
        answer = self._answer(column.label, row.answer)
        if answer is None or is_nothing(slot.text):
            return None
        facts, answer = _yes_or_no(facts, answer)
        response, words, doubt = answer
        answer = response, words, (*doubt, *column.doubt)
        if (status := label_of(slot.text).status) is not None:
            return self._printed(i, slot, slot.text, facts, (response, words, doubt), False, status)
        share = parse_share(slot.text)
        if share is None and not fraction:
            return None
        if share is not None and not is_plausible(share, response, fraction):
            return None
        text = printed_part(slot.text)
        return self._printed(i, slot, text, facts, answer, fraction, Status.REPORTED) if text else None

    def _answer(self, column: Label, row: Label | None) -> _Answered | None:
        """The one answer that a number stands for, its words, and what was guessed."""
        own = [label for label in (column, row) if label is not None and label.answer is not None]
        if len(own) == 2 and own[0].response and own[1].response:
            return None
        for label in own:
            if label.response is not None:
                doubt = ("header-guessed",) if label.text.strip() in "+-−–" else ()
                return label.response, label.text, doubt
        if own:
            return None
        if self.sidecar.response:
            return Response(self.sidecar.response), self.sidecar.response_printed or "", ()
        told = self.heading.answer.response if self.heading.answer is not None else None
        if told is not None and told not in _UNDECIDED and not self.rows_answer:
            return told, self.heading.answer_words, ("answer-from-heading",)
        return None

    @property
    def _names_pollsters(self) -> bool:
        """Whether each row says whose poll it is; one that does not is nobody's that we know of."""
        return any(c.role == "pollster" for c in self.block.columns)

    @property
    def _is_of_plans(self) -> bool:
        """Whether the answers are those to plans and statements: "oppose", "disagree"."""
        rows = [self.block.grid.rows[i][c.index].text for c in self.block.columns for i in self.block.data_rows]
        said = [label_of(text) for text in rows] + [c.label for c in self.block.columns]
        against = [label.text for label in said if label.response in _AGAINST]
        return bool(against) and all(_OF_PLANS.search(text) for text in against)

    def _is_of_someone(self, share: PrintedShare) -> bool:
        """Whether a share judges somebody, or answers a question of its own: not a plan or a statement in a list."""
        asked = share.question is not None and share.question != self.heading.question
        return asked or names_the_judged(share.subject or "", self.heading.people)

    def _printed(
        self, i: int, slot: Slot, text: str, facts: Facts, answer: _Answered, fraction: bool, status: Status
    ) -> PrintedShare:
        response, words, doubt = answer
        location = _place(self.document, slot, text)
        return PrintedShare(
            share=text if status is Status.REPORTED else "",
            location=location,
            layout=self.layout,
            area=facts.area,
            group=facts.group,
            wave=facts.wave or (facts.end if not facts.start else None),
            response=words,
            meaning=response,
            subject=facts.subject or self.heading.subject,
            pollster=facts.pollster or ("" if self._names_pollsters else None),
            sponsor=facts.sponsor,
            question=facts.question or self.heading.question,
            population=facts.population,
            mode=facts.mode,
            sample=facts.sample,
            margin=facts.margin,
            fieldwork=(facts.start, facts.end) if facts.start and facts.end else None,
            published=facts.published,
            quote=_row_place(self.block.grid.rows[i], slot),
            fraction=fraction,
            day_first=self.block.day_first,
            status=status,
            doubt=doubt,
        )


def _among_countries(shares: list[PrintedShare], *axes: Iterable[str | None]) -> list[PrintedShare]:
    """The shares, those marked whose area stands in an axis of countries."""
    named = [{area for area in axis if area} for axis in axes]
    listed = set().union(*(areas for areas in named if names_countries(areas)))
    return [replace(share, among_countries=True) if share.area in listed else share for share in shares]


def _yes_or_no(facts: Facts, answer: _Answered) -> tuple[Facts, _Answered]:
    """Rows headed yes and no answer the question above the table; neither is a subject."""
    yes = says_yes(facts.subject) if facts.subject else None
    if yes is None:
        return facts, answer
    response, words, doubt = answer
    meaning = response if yes else _OPPOSITE.get(response, response)
    return replace(facts, subject=None), (meaning, f"{words}: {facts.subject}", doubt)


def _are_undecided(rows: list[Facts]) -> bool:
    """Whether rows of answers hold neither yes nor no."""
    says = any(facts.subject is not None and says_yes(facts.subject) is not None for facts in rows)
    return not says and any(facts.answer is not None for facts in rows)


def _rows_answer(block: Block) -> bool:
    """Whether rows are answers: then one that is none ("Some", "None") has not that of the heading either."""
    labels = [c.index for c in block.columns if c.role in ("label", "response")]
    told = [label_of(block.grid.rows[i][j].text).answer for j in labels for i in block.data_rows]
    return sum(a is not None and (a.strong or a.is_intensity) for a in told) > 1


def _place(document: Document, slot: Slot, text: str) -> Location:
    """Where the share's own characters stand within its cell."""
    cell = slot.cell.location
    if cell.char_start is None or cell.char_end is None:
        return cell
    at = document.text.find(text, cell.char_start, cell.char_end)
    if at < 0:
        return cell
    place = document.place(at, at + len(text))
    return replace(cell, char_start=at, char_end=at + len(text), bbox=place.bbox or cell.bbox)


def _row_place(row: tuple[Slot, ...], slot: Slot) -> Location:
    """The whole row that a share stands in: its words say what the share is of."""
    places = [s.cell.location for s in row if s.cell.location.char_start is not None]
    if not places:
        return slot.cell.location
    return Location(
        page=slot.cell.location.page,
        char_start=min(p.char_start or 0 for p in places),
        char_end=max(p.char_end or 0 for p in places),
    )
