"""What keeps a look-alike from being taken for a country: the rows of places.csv, and the words around a name.

Kinds of rows, each holding for its language alone when it has one:
`guard` is never a country ("New Mexico"); `ambiguous` deserves doubt, unless it stands among countries; `several`
may be more than one country ("Congo") and deserves it there as well; `cell` counts only as a whole cell, with doubt;
`only` counts in prose of its own language alone ("Island", German); `never` is no country in its language ("América",
Spanish); `person` is a first name or surname too; `capitals` is a word in a line of capitals ("US"); `code` deserves
doubt as a country's code; `state` is a US state; `beside` may stand in capitals next to a country; `title` stands
before surnames ("Mr."); `verb` may follow "the French"; `lead` may stand before a name in a cell; `tail` may be glued
to one in Korean.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extract.names.forms import Form, place_forms
from extract.names.phrases import fold
from extract.names.spelling import is_in_capitals
from extract.names.subject_words import listed

_NEAR = 200  # characters on either side in which another US state makes Georgia one
_NEXT_WORD = re.compile(r" ([^\W\d_]+)(?![^\W\d_])")
_PREVIOUS_WORD = re.compile(r"([^\W\d_]+)(\.?) \Z")
_KATAKANA = re.compile(r"[ァ-ヺー]")
_HANGUL = re.compile(r"[가-힣]*")

Words = tuple[str, ...]


@lru_cache(maxsize=1)
def _flags() -> dict[Words, set[tuple[str, str]]]:
    flags: dict[Words, set[tuple[str, str]]] = {}
    for form in place_forms("ambiguous", "several", "cell", "only", "never", "person", "capitals"):
        flags.setdefault(form.words, set()).add((form.kind, form.language))
    return flags


@lru_cache(maxsize=1)
def looks_alike() -> frozenset[Words]:
    """Names that hold a country's and are none. "Russia 1" is a channel in prose, but a footnote in a cell."""
    return frozenset(form.words for form in place_forms("guard") if not re.search(r"\b\d$", form.text))


@lru_cache(maxsize=1)
def leads() -> frozenset[Words]:
    """Words that may stand before a country's name in a cell: "in", "the", "aux"."""
    return frozenset(form.words for form in place_forms("lead"))


@lru_cache(maxsize=1)
def _states() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(form.text) for form in place_forms("state")) + r")\b")


def states_in(text: str) -> list[str]:
    """The US states that a text names.

    >>> states_in("Polls in New Jersey and Ohio")
    ['New Jersey', 'Ohio']
    """
    return _states().findall(text)


@lru_cache(maxsize=1)
def _tails() -> re.Pattern[str]:
    return re.compile(r"(?:" + "|".join(form.text for form in place_forms("tail")) + r"){0,4}")


def is_doubtful(words: Words, language: str | None) -> bool:
    """Whether a name may mean something else, or another country.

    >>> is_doubtful(("georgia",), "en"), is_doubtful(("island",), None), is_doubtful(("island",), "de")
    (True, True, False)
    """
    return any(
        kind == "cell"
        or (kind in ("ambiguous", "several") and own in ("", language))
        or (kind == "only" and own != language)
        for kind, own in _of(words)
    )


def is_one_of_several(words: Words) -> bool:
    """Whether more than one country goes by a name.

    >>> is_one_of_several(("congo",)), is_one_of_several(("georgia",))
    (True, False)
    """
    return any(kind == "several" for kind, _ in _of(words))


def is_doubtful_code(code: str) -> bool:
    """Whether a country's code is also an abbreviation of polls: "DK" (don't know), "IND", "CA".

    >>> is_doubtful_code("DK"), is_doubtful_code("RUS")
    (True, False)
    """
    return code in _doubtful_codes()


@lru_cache(maxsize=1)
def _doubtful_codes() -> frozenset[str]:
    return frozenset(form.text for form in place_forms("code"))


def is_cell_only(words: Words) -> bool:
    """Whether a name counts only as a whole cell.

    >>> is_cell_only(("jersey",))
    True
    """
    return any(kind == "cell" for kind, _ in _of(words))


def forbid(text: str, start: int, end: int, form: Form, language: str | None) -> bool:
    """Whether what stands around a name in prose says that it is no country.

    >>> from extract.names.forms import Country
    >>> jordan = Form(("jordan",), "Jordan", Country("JOR", "Jordan"), "name", "en")
    >>> forbid("said Jordan Peterson", 5, 11, jordan, "en"), forbid("In Jordan, 12%", 3, 9, jordan, "en")
    (True, False)
    """
    kinds = {kind for kind, own in _of(form.words) if kind != "only"}
    languages = {own for kind, own in _of(form.words) if kind == "only"}
    if "cell" in kinds or (languages and language not in languages) or ("never", language) in _of(form.words):
        return True
    if "person" in kinds and _is_part_of_a_persons_name(text, start, end):
        return True
    if "capitals" in kinds and is_in_capitals(text, start, end):
        return True
    return _is_in_a_state(text, end) or (form.words == ("georgia",) and _is_near_states(text, start, end))


def kind_in_prose(text: str, end: int, form: Form) -> str:
    """The kind of a form where it stands: "the French" are people, but not before a noun ("the French president").

    >>> from extract.names.forms import Country
    >>> french = Form(("the", "french"), "the French", Country("FRA", "France"), "people", "en")
    >>> kind_in_prose("the French president", 10, french), kind_in_prose("the French say", 10, french)
    ('adjective', 'people')
    """
    following = _NEXT_WORD.match(text, end)
    if form.kind != "people" or form.words[0] != "the" or following is None:
        return form.kind
    return "people" if (fold(following[1]),) in _verbs() else "adjective"


@lru_cache(maxsize=1)
def _verbs() -> frozenset[Words]:
    """What may follow "the French" when they are people."""
    return frozenset(form.words for form in place_forms("verb"))


def _of(words: Words) -> set[tuple[str, str]]:
    return _flags().get(words, set())


def _is_part_of_a_persons_name(text: str, start: int, end: int) -> bool:
    following = _NEXT_WORD.match(text, end)
    if following and following[1].istitle() and (fold(following[1]),) not in _others():
        return True
    before = _PREVIOUS_WORD.search(text[max(0, start - 30) : start])
    if before is None or not before[1][0].isupper():
        return False
    word = (fold(before[1]),)
    if before[2] and len(before[1]) > 1:
        return word in _titles()
    return word not in leads() and word not in _others()


@lru_cache(maxsize=1)
def _titles() -> frozenset[Words]:
    """What stands before a surname with a full stop: Mr., Sen."""
    return frozenset(form.words for form in place_forms("title"))


@lru_cache(maxsize=1)
def _others() -> frozenset[Words]:
    """Single words that may stand in capitals beside a country without making it a person: titles, other countries."""
    titles = frozenset((fold(word),) for title in listed("title") for word in title.split())
    return frozenset(form.words for form in place_forms("beside")) | titles | _single_words()


def _single_words() -> frozenset[Words]:
    from extract.names.forms import country_forms

    return frozenset(form.words[:1] for form in country_forms())


def _is_in_a_state(text: str, end: int) -> bool:
    """Peru, Indiana; Lebanon, Pennsylvania."""
    after = text[end : end + 20]
    return after.startswith(", ") and bool(_states().match(after, 2))


def _is_near_states(text: str, start: int, end: int) -> bool:
    return bool(_states().search(text, max(0, start - _NEAR), end + _NEAR))


def stands_alone(text: str, at: int, name: str, run_start: int) -> bool:
    """Whether a name in a script without spaces is one, and no piece of a longer word.

    Katakana must end where the name ends; Hangul must begin a word and be followed by known endings only.

    >>> stands_alone("チリソース", 0, "チリ", 0), stands_alone("チリは", 0, "チリ", 0)
    (False, True)
    >>> stands_alone("미국에서는", 0, "미국", 0), stands_alone("이란성", 0, "이란", 0)
    (True, False)
    """
    end = at + len(name)
    if not text.startswith(name, at):
        return False
    if _HANGUL.fullmatch(name[0]):
        if at > run_start and _HANGUL.fullmatch(text[at - 1]):
            return False
        rest = _HANGUL.match(text, end)
        return bool(_tails().fullmatch(rest[0] if rest else ""))
    if at > run_start and _KATAKANA.match(name) and _KATAKANA.match(text[at - 1]):
        return False
    return not (_KATAKANA.match(name[-1]) and _KATAKANA.match(text[end : end + 1]))
