"""What a header or a row label is about, from its words alone.

A label may say several things at once ("Approve (Republican)", "Narendra Modi (India)",
"Trump 2018"): each is kept with the words that say it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from extract.model import Response, Status
from extract.names.countries import country_of
from extract.names.groups import names_a_group
from extract.names.phrases import Found, Phrases, read_rows, tokens
from extract.names.pollsters import pollster_of
from extract.names.relatives import relative_of
from extract.names.responses import Answer, answer_of
from extract.names.subject_words import subject_words
from extract.names.wording import any_of, forms_of
from extract.waves import parse_span

_AGES = re.compile(
    rf"(?:{any_of('before an age')})?[\s_]*\d{{2}}[\s_]*(?:[-–_+]|{any_of('to an age')})[\s_]*"
    rf"(?:\d{{2}})?(?:[\s_]*{any_of('years old')})?",
    re.IGNORECASE,
)
_NEUTRAL = forms_of("neutral")
_FOLLOWERS = re.compile(rf"(?P<of>.*\S)\s{any_of('followers')}", re.IGNORECASE)
_ALL_KINDS = forms_of("of all kinds")
_JUDGED = re.compile(rf"^{any_of('before the judged')}\s+(?:{any_of('the')}\s+)?", re.IGNORECASE)
_HYPHENATED = re.compile(r"(?<=[^\W\d_])-\s?(?=[a-zà-ÿа-я])")  # a word cut at the end of a narrow column
_IN_BRACKETS = re.compile(r"^(?P<before>.+?)\s*[(\[](?P<inside>[^()\[\]]+)[)\]]\s*(?P<after>.*)$")


@dataclass(frozen=True, slots=True)
class Label:
    """What a label says. `unread` are the words of the one level of its header that nothing is known of."""

    text: str
    role: str | None = None
    answer: Answer | None = None
    area: str | None = None
    wave: str | None = None
    group: str | None = None
    pollster: str | None = None
    subject: str | None = None
    status: Status | None = None
    is_total: bool = False
    unread: str | None = None

    @property
    def response(self) -> Response | None:
        """The answer's meaning, if the label is one answer."""
        return self.answer.response if self.answer else None

    @property
    def says_nothing(self) -> bool:
        """Whether no part of the label was understood."""
        return self == Label(self.text)


@cache
def _headers() -> Phrases[str]:
    return Phrases((row["phrase"], row["role"]) for row in read_rows("headers.csv"))


@cache
def _statuses() -> Phrases[Status]:
    return Phrases((row["phrase"], Status(row["status"])) for row in read_rows("statuses.csv"))


@lru_cache(maxsize=16384)
def label_of(text: str) -> Label:
    """Read a label.

    >>> label_of("Strongly disapprove").response
    <Response.DISAPPROVE_PART: 'disapprove_part'>
    >>> label_of("sample_size").role, label_of("Start").role
    ('sample', 'wave_start')
    >>> label_of("Approve (Republican)").group, label_of("Total trust Jun '12").wave
    ('Republican', "Jun '12")
    """
    text = text.strip()
    if not text or len(text) > 300:
        return Label(text)
    plain = text.replace("_", " ").replace(".", " ") if " " not in text else text.replace("_", " ")
    whole = _whole(text, plain)
    found = _IN_BRACKETS.match(text)
    if found is None or whole.area or whole.wave:
        return whole
    return _with_brackets(text, whole, label_of(found["before"] + found["after"]), found["inside"].strip())


def _whole(text: str, plain: str) -> Label:
    role = _headers().whole(plain)
    label = Label(
        text, role=None if role == "total" else role, is_total=role == "total", status=_statuses().whole(plain)
    )
    if (match := country_of(text, codes=True)) is not None and not (role and match.kind == "code"):
        label = replace(label, area=text)
    elif (parse_span(text) is not None and not _is_age(plain)) or (role is None and relative_of(text) is not None):
        label = replace(label, wave=text)
    if label.area or label.wave or label.status:
        return label
    answer = None if is_ambiguous(plain) else answer_of(plain)
    if answer is None and _HYPHENATED.search(plain):
        plain = _HYPHENATED.sub("", plain)
        answer = answer_of(plain)
    if answer is not None and _covers(answer, plain):
        group = _group_of(plain[: answer.start] + " " + plain[answer.end :])
        behind = None if group else _judged(plain, answer)
        if behind and (parse_span(behind) is not None or relative_of(behind) is not None):
            return replace(label, answer=answer, wave=behind)
        return replace(label, answer=answer, group=group, subject=behind)
    if role == "part":
        return replace(label, role=None, group=text)
    is_part = names_a_group(plain) and not subject_words("institution").whole(plain)  # "religious organisations"
    if _is_age(plain) or (role is None and (is_part or _names_followers(plain))):
        return replace(label, group=text)
    return replace(label, pollster=text if pollster_of(text) else None)


def is_ambiguous(text: str) -> bool:
    """Whether a label is a part of the population in one language and a weak answer in another: "Male".

    It is the answer only beside answers; without them it is a part.
    """
    answer = answer_of(text) if names_a_group(text) else None
    return answer is not None and not answer.strong and answer.end - answer.start == len(text.strip())


def _with_brackets(text: str, whole: Label, before: Label, inside: str) -> Label:
    """The label of "X (Y)": what X says, and what Y adds to it."""
    added = label_of(inside)
    if added.area and not before.area:
        if before.answer or before.role:
            return replace(before, text=text, area=added.area if before.answer else None)
        return replace(before, text=text, area=inside, subject=text[: text.index(inside)].rstrip(" ([").strip() or None)
    if before.answer and added.group:
        return replace(before, text=text, group=inside)
    if added.wave and not before.wave and not before.area:
        return replace(before, text=text, wave=inside)
    if before.wave and not added.wave and parse_span(before.wave) is not None:
        return replace(before, text=text)  # a remark on a date
    return before if whole.says_nothing and not before.says_nothing else whole


def _covers(answer: Answer, text: str) -> bool:
    """Whether the answer is what the label is for, not a word in a longer phrase ("Social support")."""
    inside = len(tokens(text[answer.start : answer.end]))
    outside = len(tokens(text)) - inside
    if answer.strong:
        return outside <= max(4, 2 * inside)
    rest = tokens(text[: answer.start] + " " + text[answer.end :])
    return all(word.folded in _NEUTRAL for word in rest)


def _judged(text: str, answer: Answer) -> str | None:
    """What follows the answer in a label: "Confidence in *national government*", "satisfaction *government*"."""
    rest = re.sub(r"\([^)]*\)|%", "", text[answer.end :]).strip(" -–—:,/.")
    words = [t for t in tokens(_JUDGED.sub("", rest)) if t.folded not in _NEUTRAL]
    return _JUDGED.sub("", rest) if words and not rest[0].isdigit() else None


def _group_of(rest: str) -> str | None:
    rest = rest.strip(" ()[]-–—:,/")
    is_part = _headers().whole(rest) == "part"
    return rest if rest and (is_part or _is_age(rest) or names_a_group(rest)) else None


def _names_followers(text: str) -> bool:
    """Whether a label names those who vote for someone: "Current CON voters", not "Registered voters"."""
    found = _FOLLOWERS.fullmatch(text.strip())
    return found is not None and not any(word.folded in _ALL_KINDS for word in tokens(found["of"]))


def _is_age(text: str) -> bool:
    return bool(_AGES.fullmatch(text.strip()))


def is_group(text: str) -> bool:
    """Whether the words name a part of the population."""
    return _is_age(text) or names_a_group(text)


def statuses_in(text: str) -> list[Found[Status]]:
    """Where a text says that something was not asked, not published or held back.

    >>> [f.value for f in statuses_in("China was not included in the survey")]
    [<Status.NOT_SURVEYED: 'not_surveyed'>]
    """
    return _statuses().find(text)
