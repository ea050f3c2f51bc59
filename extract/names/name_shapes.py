"""Which words with capitals may be a name at all."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

from extract.names.contexts import speaks_of
from extract.names.countries import country_of, mentions, names_a_region
from extract.names.declined import declines, stem
from extract.names.forms import rows
from extract.names.groups import names_a_group
from extract.names.phrases import fold
from extract.names.pollsters import pollsters_in
from extract.names.responses import answers_in
from extract.names.subject_words import subject_words
from extract.names.wording import forms_of
from extract.waves import parse_span

CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁІЇЄҐİ]"
_WORD = rf"(?:{CAPITAL}\.|{CAPITAL}[^\W\d_]+(?:[’'\-]{CAPITAL}?[^\W\d_]+)*)"
_PARTICLES = frozenset(("di", "de", "da", "del", "della"))  # "Di Maio" is no month
_PARTICLE = (
    r"(?:de la|de los|de|del|da|dos|do|das|van der|van den|van|von der|von|der|den|bin|ibn|al|el|ten|di|du|la|le|y|ben)"
)
CAPITAL_WORDS = re.compile(rf"(?<![^\W\d_])(?<![A-Z]\.){_WORD}(?:[ \u00a0\n](?:{_PARTICLE}[ \u00a0\n])?{_WORD}){{0,7}}")
OPENING = forms_of("opens a sentence")
_LONGEST_NAME = 4
_FEWEST_LETTERS = 3


def is_written_as_a_name(text: str) -> bool:
    """Whether a whole text is one to four words with capitals that are not known to be anything else.

    >>> [is_written_as_a_name(t) for t in ("Micheál Martin", "Martin", "March", "all voters", "Supreme Court")]
    [True, True, False, False, False]
    """
    return CAPITAL_WORDS.fullmatch(text) is not None and len(text.split()) <= _LONGEST_NAME and not is_no_name(text)


@lru_cache(maxsize=8192)
def is_no_name(name: str) -> bool:
    """Whether words with capitals are something else: a month, a body, a group, an answer, a country, a pollster."""
    words = name.split()
    return (
        len(name) < 3
        or (name.isupper() and len(name) < 6)
        or len(words[-1]) < 2
        or any(parse_span(word) for before, word in pairwise(["", *words]) if before.lower() not in _PARTICLES)
        or country_of(words[0]) is not None
        or names_a_region(name)
        or bool(mentions(name))
        or (len(words) == 1 and fold(name) in OPENING)
        or bool(
            subject_words("organisation").find(name)
            or subject_words("body").find(name)
            or any(title.end == len(name) for title in subject_words("title").find(name))
        )
        or names_a_group(name)
        or speaks_of(name, "poll")
        or any(True for _ in answers_in(name))
        or bool(pollsters_in(name))
    )


def opens_with_a_given_name(name: str, language: str | None) -> bool:
    """Whether capitals begin as people's names do, with a first name, in the cases of its language.

    >>> [opens_with_a_given_name(n, "de") for n in ("Karl Nehammer", "Saldo Prozent", "Karl")]
    [True, False, False]
    >>> opens_with_a_given_name("Андрею Орлову", "ru")
    True
    """
    words = name.split()
    if not 2 <= len(words) <= _LONGEST_NAME or len(words[-1]) < _FEWEST_LETTERS:
        return False
    return words[0] in given_names() or (bool(language) and stem(words[0], str(language)) in _stems(str(language)))


@cache
def given_names() -> frozenset[str]:
    """The first names of given_names.csv."""
    return frozenset(row["name"] for row in rows("given_names.csv"))


@cache
def _stems(language: str) -> frozenset[str]:
    return frozenset(stem(name, language) for name in given_names()) if declines(language) else frozenset()


def is_a_name(text: str) -> bool:
    """Whether a heading is nothing but a name with its surname.

    >>> is_a_name("Ann Tullow"), is_a_name("Likely Voters"), is_a_name("Job Approval"), is_a_name("South Korea")
    (True, False, False, False)
    """
    found = CAPITAL_WORDS.fullmatch(text.strip())
    if found is None or not 2 <= len(text.split()) <= 4 or text.isupper():
        return False
    return not (is_no_name(text) or speaks_of(text, "people") or speaks_of(text, "other") or mentions(text))


def is_of_common_words(name: str, common: set[str]) -> bool:
    """Whether a name is made of words that the text also writes small ("Jobs Growth Driven")."""
    words = [w.lower() for w in name.split() if w[0].isupper()]
    small = [w in common for w in words]
    return not small or small[-1] or (small[0] and len(words) < 3) or sum(small) > 1


def is_in_capitals(text: str, found: re.Match[str]) -> bool:
    """Whether a name's capitals are only those of the line it stands in."""
    around = re.findall(r"[^\W\d_]{2,}", text[max(0, found.start() - 40) : found.end() + 40])
    return bool(sum(w.isupper() for w in around) > 0.6 * len(around))


def capitalises_nouns(text: str) -> bool:
    """Whether every noun has a capital, as in German: then a capital says nothing of names."""
    words = re.findall(r"(?<=[a-zà-ÿ,] )[^\W\d_]{2,}", text)
    return bool(sum(w[0].isupper() for w in words) > 0.25 * len(words))


_WORD_BEFORE = re.compile(r"(?P<word>[^\W\d_][\w’'-]*)[,;:]?\s[(\"“«„]?\Z")
_VERB_BEHIND = re.compile(r"\s(?P<word>[^\W\d_][\w’'-]*)")


def is_met_as_one(name: str, start: int, text: str) -> bool:
    """Whether several capitals stand within a sentence, as names do, or their last word is also met alone."""
    first, _, last = name.rpartition(" ")
    if not first or not 2 <= len(name.split()) <= 4 or len(last) < 4 or not name[0].isalpha():
        return False
    word = _WORD_BEFORE.search(text, max(0, start - 30), start) or _VERB_BEHIND.match(text, start + len(name))
    if word is not None and word["word"][0].islower():
        return True
    before = r"(?:(?<![^\W\d_])[a-zß-öø-ÿа-яё]+[,;]?\s\(?|[.!?]\s|\n)"
    return bool(re.search(rf"{before}{re.escape(last)}\b(?!\s{CAPITAL})", text))
