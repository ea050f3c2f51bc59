"""When two names mean the same subject, and two answers the same question: what a claim is matched by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from extract.names.countries import Mention, mentions
from extract.names.people import people_of
from extract.names.phrases import Phrases, fold, read_rows, tokens
from extract.names.subjects import subjects_in

_SMALL = frozenset(  # of no weight in the name of a body
    (
        "the",
        "of",
        "a",
        "an",
        "in",
        "for",
        "its",
        "their",
        "his",
        "her",
        "our",
        "own",
        "national",
        "federal",
        "de",
        "la",
        "le",
        "les",
        "der",
        "die",
        "das",
        "des",
        "du",
        "von",
    )
)


@dataclass(frozen=True, slots=True)
class SubjectKey:
    """What a subject is, however it is written. `iso3` is the country that it is, leads or belongs to.

    `kind` as in `extract.names.subjects`; `words` are a person's or a body's own, folded.
    """

    kind: str
    iso3: str | None
    words: tuple[str, ...]

    def at(self, iso3: str | None) -> SubjectKey:
        """The key of a body where it is judged: a country's own government is "the government" there."""
        return SubjectKey(self.kind, None, self.words) if self.kind == "body" and self.iso3 == iso3 else self


@cache
def _words() -> Phrases[str]:
    kinds = [row for row in read_rows("claims.csv") if row["kind"].startswith(("asks ", "a "))]
    return Phrases((row["phrase"], row["kind"]) for row in kinds)


@lru_cache(maxsize=4096)
def subject_key(text: str, kind: str = "", iso3: str | None = None) -> SubjectKey:
    """The key of a subject's name; `kind` and `iso3` where the sentence around it told them.

    >>> subject_key("leadership of the United States") == subject_key("US leadership")
    True
    >>> subject_key("Irish government").at("IRL") == subject_key("the national government").at("IRL")
    True
    >>> subject_key("Vladimir Putin").kind, subject_key("United States").kind
    ('person', 'country')
    """
    named = mentions(text)
    if not kind:
        kind, iso3 = _kind_of(text, named)
    iso3 = iso3 or (named[0].match.country.iso3 if named and kind != "person" else None)
    if kind in ("leadership", "country"):
        return SubjectKey(kind, iso3, ())
    bare = text
    for place in reversed(named if kind == "body" else []):
        bare = bare[: place.start] + bare[place.end :]
    if kind == "body" and (general := [f.value for f in _words().find(bare) if f.value.startswith("a ")]):
        return SubjectKey(kind, iso3, (general[0],))
    return SubjectKey(
        kind, iso3 if kind == "body" else None, tuple(t.folded for t in tokens(bare) if t.folded not in _SMALL)
    )


def _kind_of(text: str, named: list[Mention]) -> tuple[str, str | None]:
    """What a name by itself is: a country, a country's leadership, a person by the capitals, else a body."""
    if named and _is_all(text, named):
        return "country", None
    met = [s for s in subjects_in(text, people_of(text)) if s.kind == "leadership"]
    if met:
        return "leadership", met[0].iso3
    capitals = all(word[0].isupper() for word in text.split() if len(word) > 3)
    is_general = any(found.value.startswith("a ") for found in _words().find(text))
    return ("person" if capitals and " " in text and not named and not is_general else "body"), None


def _is_all(text: str, named: list[Mention]) -> bool:
    left = text[: named[0].start] + text[named[0].end :]
    return not [t for t in tokens(left) if t.folded not in _SMALL]


def asked(words: str) -> str:
    """What kind of question an answer's words belong to; "" for words that answer several.

    >>> asked("favourable view"), asked("Confidence"), asked("unhappy")
    ('asks favour', 'asks trust', '')
    """
    found = [f.value for f in _words().find(words) if f.value.startswith("asks ")]
    return found[0] if found else ""


def same_group(one: str, other: str) -> bool:
    """Whether two subgroups are one, whatever the case."""
    return fold(one) == fold(other)


def known_people(subjects: list[tuple[str, str | None]]) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The people among subjects that were asked about (name, ISO code), for `Known`."""
    people = [(name, iso3) for name, iso3 in subjects if name and subject_key(name).kind == "person"]
    return tuple(dict.fromkeys(name for name, _ in people)), tuple((name, iso3) for name, iso3 in people if iso3)
