"""Who or what is judged: people, bodies, a country's leadership, a country itself."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from extract.names.countries import Mention, mentions
from extract.names.name_shapes import CAPITAL_WORDS, is_written_as_a_name
from extract.names.offices import is_high_office, stands_for_an_office, titles_in
from extract.names.people import People, people_of
from extract.names.phrases import Found, fold, tokens
from extract.names.responses import answers_in
from extract.names.subject_words import subject_words
from extract.names.uncased import is_uncased
from extract.names.wording import any_of

_THING = re.compile(  # "approve of a proposal to …", "% who __ of a proposal that would …"
    r"(?:\bapprov\w+|\bfavor|\boppose|\bsupport|_{2,})\s+(?:of\s+|for\s+)?(?:the\s+|an?\s+)?"
    r"((?:propos|plan|law|bill|ban|idea|decision|deal|reform|polic|measure|right|legali|marriage|building)\w*"
    r"(?:\s[\w’'-]+){0,11})"
)
_OF_HIS = re.compile(r"\s+(?:of|du|de|do|da|del|des|van|von|di)\b[^.,;:()\d%]*", re.IGNORECASE)
_ACRONYM_BEFORE = re.compile(r"\b([A-Z]{2,6})\s$")  # "NATO leadership", "EU government"
_OF_OTHERS = re.compile(r"\s+(?:of|du|de|del|do|da|des|della|van|von|der)\s", re.IGNORECASE)  # "… del Congreso"
_LETTERS = re.compile(r"\s(?:(?:the|der|die|dem|den|la|el|le|il|o|a)\s)?(?P<letters>[A-ZА-Я]{2,5})\b")
_WITHIN = re.compile(rf"\s{any_of('in, before a body')}\s\Z", re.IGNORECASE)  # "die CDU in der Bundesregierung"
_PARTY = re.compile(
    rf"[A-ZÀ-Þ][\w’'-]*(?:\s[A-ZÀ-Þ][\w’'-]*){{0,2}}\s{any_of('party, behind')}"
    rf"|{any_of('party')}(?:\s(?:de\s|del\s|da\s|do\s)?[A-ZÀ-Þ][\w’'-]*){{1,4}}"
)
_PARTS = re.compile(
    rf"[.,;:(：，。；（、]|{any_of('in, behind a place')}"
)  # "in Brazil, the government", "ブラジルでは政府"
_AMONG = re.compile(rf"{any_of('among')}\s(?:{any_of('article')}\s)?\Z", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(r"[.,;:()](?!\d)")
_BESIDE = 40  # characters; a title nearer to a name than this is that person's
_SAID = 20  # characters on either side of a name in which a word of saying may stand
_STANCE = 90  # characters between a country and the word for what people feel towards it
_FAR = 60  # characters; a country further off is not what the words are about


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject met in a text. `kind`: person, body, leadership, country; `topic`: the one matter it is judged in."""

    start: int
    end: int
    text: str
    kind: str
    iso3: str | None = None
    topic: str | None = None

    @property
    def printed(self) -> str:
        """How an estimate names it: with the matter it is judged in, in the words of the text.

        >>> Subject(0, 5, "Ann Tullow", "person", topic="handling of the economy").printed
        'Ann Tullow: handling of the economy'
        """
        return self.text if self.topic in (None, self.text) else f"{self.text}: {self.topic}"

    @property
    def whole(self) -> Subject:
        """The same one in all matters."""
        return replace(self, topic=None)


def subjects_in(text: str, people: People) -> list[Subject]:
    """Every subject of a text, left to right; a country only where a view of it is spoken of.

    >>> [s.text for s in subjects_in("1% approve of the US leadership", People())]
    ['US leadership']
    >>> [s.kind for s in subjects_in("55% have a favorable opinion of China; trust in the government is 30%", People())]
    ['country', 'body']
    """
    places = mentions(text)
    met = [m for m in people.met_in(text) if not _is_speaker(text, m[0], m[1])]
    places = [p for p in places if not any(s <= p.start < e for s, e, _ in met)]
    found = [Subject(s, e, name, "person", people.country_of(name)) for s, e, name in met]
    found += _by_their_titles(text, people, found)
    found += [_with_country(text, f, "leadership", places) for f in subject_words("leadership").find(text)]
    bodies = [f for f in subject_words("body").find(text) if not f.value.isupper() or _are_letters(text, f)]
    found += [_with_country(text, f, "body", places) for f in bodies]
    found += _judged_countries(text, places)
    found += _judged_by_their_letters(text)
    found += _judged_parties(text)
    found = sorted((s for s in found if not is_in_an_aside(text, s.start)), key=lambda s: (s.start, -s.end))
    ends = {s.end for s in found}
    found = [s for s in found if not ((led := _WITHIN.search(text, 0, s.start)) and led.start() in ends)]
    kept: list[Subject] = []
    for subject in found:
        if kept and (_is_his(kept[-1], subject, text) or _is_named_for(kept[-1], subject, text)):
            words = " ".join(text[kept[-1].start : subject.end].split())
            kept[-1] = Subject(kept[-1].start, subject.end, words, "body", kept[-1].iso3 or subject.iso3)
        elif not kept or subject.start >= kept[-1].end:
            kept.append(subject)
    return kept


def _are_letters(text: str, found: Found[str]) -> bool:
    """Whether a body's letters stand there as such: "UN" in a headline of capitals may be any word."""
    return text[found.start : found.end].isupper() and not text.isupper()


def _is_speaker(text: str, start: int, end: int) -> bool:
    """Whether a person is only quoted: "said Ann Tullow", "menurut Muhammad Qodari"."""
    around = text[max(0, start - _SAID) : start], text[end : end + _SAID]
    says = [subject_words("says").find(side) for side in around]
    before = any(not tokens(around[0][f.end :]) for f in says[0])
    return before or any(not around[1][: f.start].strip(" ,") for f in says[1])


def _by_their_titles(text: str, people: People, named: list[Subject]) -> list[Subject]:
    """Those who are called by a title alone: the person to whom the document gives it, else whoever holds the office.

    Where only one person is spoken of at all, the title is left to what is said of that person.

    >>> tullow = people_of("President Joe Tullow spoke. Joe Tullow left.")
    >>> [s.text for s in subjects_in("41% approve of the president", tullow)]
    ['Joe Tullow']
    """
    found = []
    for title in titles_in(text) if people.names else ():
        if any(-_BESIDE < person.start - title.end < _BESIDE for person in named) or _OF_OTHERS.match(text, title.end):
            continue
        if stands_for_an_office(text, title.start):
            continue
        words = text[title.start : title.end]
        holder = people.holder_of(words)
        if holder is not None:
            found.append(Subject(title.start, title.end, holder, "person", people.country_of(holder)))
        elif is_high_office(words) and len(people.names) > 1 and not _shares_its_clause(title, named, text):
            found.append(Subject(title.start, title.end, words, "office"))
    return found


def _shares_its_clause(title: Found[str], named: list[Subject], text: str) -> bool:
    """Whether someone is named between the same commas as a title."""
    start = max((m.end() for m in _CLAUSE_ENDS.finditer(text, 0, title.start)), default=0)
    end = _CLAUSE_ENDS.search(text, title.end)
    return any(start <= person.start < (end.start() if end else len(text)) for person in named)


def _is_his(body: Subject, person: Subject, text: str) -> bool:
    """Whether a body is named with its head: "o governo do presidente Lula"."""
    between = text[body.end : person.start]
    return (
        body.kind == "body"
        and person.kind == "person"
        and bool(_OF_HIS.fullmatch(between))
        and len(tokens(between)) <= 3
    )


def _is_named_for(one: Subject, other: Subject, text: str) -> bool:
    """Whether a body and a person stand side by side as one name: "kabinet-Rutte", "governo Lula", "石破内閣"."""
    between = text[one.end : other.start]
    if one.kind == "body" and other.kind == "person":
        return between in (" ", "-") and not one.text.isupper()
    return one.kind == "person" and other.kind == "body" and not between and is_uncased(one.text)


def is_in_an_aside(text: str, position: int) -> bool:
    """Whether a position lies in brackets that say what is *not* meant ("not the leadership, as with Gallup")."""
    opened = text.rfind("(", 0, position)
    return opened >= 0 and ")" not in text[opened:position] and fold(text[opened + 1 : opened + 5]) in ("not ", "non ")


@lru_cache(maxsize=4096)
def subject_of(text: str, people: People) -> str | None:
    """The one subject that a question or a heading is about: a person before a body before a country.

    >>> subject_of("Do you approve or disapprove of the way Robert Mueller is handling his job?", People())
    'Robert Mueller'
    >>> subject_of("Do you support the American Health Care Act?", People())
    'American Health Care Act'
    """
    own = people_of(text, people.language)
    everyone = People(
        tuple(dict.fromkeys((*own.names, *people.names))), people.countries, people.titles, people.language
    )
    found = [*subjects_in(text, everyone), *_policies_in(text)]
    for kind in ("policy", "person", "leadership", "body", "country"):
        if named := [s for s in found if s.kind == kind]:
            return named[0].text
    holders = [people.holder_of(text[t.start : t.end]) for t in titles_in(text)]
    if any(holders):
        return next(h for h in holders if h)
    places = [m for m in mentions(text) if m.match.kind in ("name", "alias")]
    if len({p.match.country.iso3 for p in places}) == 1:
        of_it = [_with_country(text, title, "office", places) for title in titles_in(text)]
        return next((o.text for o in of_it if o.iso3), text[places[0].start : places[0].end])
    thing = _THING.search(" ".join(text.split()))
    return thing[1].strip() if thing else None


_PARTY_BEHIND = re.compile(r"\s*\([^()]{1,30}\)$")
_LONGEST_NAME = 5  # words of a body's name


@lru_cache(maxsize=4096)
def names_the_judged(label: str, people: People) -> bool:
    """Whether a label is as a whole the name of a person or a body that may be judged.

    >>> [names_the_judged(t, People()) for t in ("Keir Starmer (Lab)", "Kishida Cabinet", "Prime Minister Varadkar")]
    [True, True, True]
    >>> [names_the_judged(t, People()) for t in ("Weighted", "Quite a lot", "October 2021", "Labour voters", "Starmer")]
    [False, False, False, False, False]
    >>> names_the_judged("Starmer", People(("Keir Starmer",)))
    True
    """
    name = _PARTY_BEHIND.sub("", label.strip())
    if any(start == 0 and end == len(name) for start, end, _ in people.met_in(name)):
        return True
    titled = next((t.end for t in titles_in(name) if t.start == 0), 0)
    rest = name[titled:].strip(" ,")
    if rest and is_written_as_a_name(rest) and (titled or " " in rest):
        return True
    is_short = len(tokens(name)) <= _LONGEST_NAME
    if is_short and subject_words("institution").whole(name.replace("_", " ")):
        return True
    return is_short and name[:1].isupper() and bool(subject_words("body").find(name))


def speaks_of_an_institution(label: str) -> bool:
    """Whether a word of a label is one for an institution or a body.

    >>> speaks_of_an_institution("National Police of Peru"), speaks_of_an_institution("Lima")
    (True, False)
    """
    return any(subject_words(kind).find(label) for kind in ("institution", "body"))


def offices_in(text: str) -> list[Subject]:
    """Offices named in a text, with or without their holders: "the president"."""
    return [Subject(t.start, t.end, text[t.start : t.end], "office") for t in titles_in(text)]


def subjects_in_order(text: str, people: People) -> tuple[str, ...]:
    """All that a heading is about, in its order: also offices that are named without their holders.

    >>> subjects_in_order("Confidence in prime ministers since 2017, and in the government", People())
    ('prime ministers', 'government')
    """
    found = subjects_in(text, people)
    free = [o for o in offices_in(text) if not any(s.start - 2 <= o.end and o.start < s.end for s in found)]
    return tuple(dict.fromkeys(" ".join(s.text.split()) for s in sorted([*found, *free], key=lambda s: s.start)))


def plans_in(text: str) -> list[Found[str]]:
    """Words for laws and plans: "bill", "proposal".

    >>> [f.value for f in plans_in("of a Democratic proposal to require commissions")]
    ['proposal']
    """
    return subject_words("policy").find(text)


def _policies_in(text: str) -> list[Subject]:
    """Laws and plans by their names: capitals that end in "Act", "Law", "Deal"."""
    found = []
    for name in CAPITAL_WORDS.finditer(text):
        heads = [f for f in subject_words("policy").find(name[0]) if f.start > 0]
        if heads and name[0].find(" ") > 0:
            found.append(Subject(name.start(), name.start() + heads[-1].end, name[0][: heads[-1].end], "policy"))
    return found


def _with_country(text: str, found: Found[str], kind: str, places: list[Mention]) -> Subject:
    """The subject together with the country that stands beside it."""
    start, end, iso3 = found.start, found.end, None
    if (acronym := _ACRONYM_BEFORE.search(text, 0, start)) is not None:
        start = acronym.start(1)
    for place in places:
        if place.start == start:
            iso3 = place.match.country.iso3
        elif 0 <= start - place.end <= 3 and not _PARTS.search(text[place.end : start].replace(".", "", 1)):
            start, iso3 = place.start, place.match.country.iso3
        elif (
            start == found.start  # "US leadership in Spain" is judged in Spain
            and 0 <= place.start - end <= 12
            and len(tokens(text[end : place.start])) <= 2
            and not re.search(r"[.,;:(%\d]", text[end : place.start])
        ):
            end, iso3 = place.end, place.match.country.iso3
    return Subject(start, end, " ".join(text[start:end].split()), kind, iso3)


def _judged_by_their_letters(text: str) -> Iterator[Subject]:
    """Parties and bodies that are called by capitals: "Arbeit der CDU", "trust in the FBI"."""
    for attitude in subject_words("attitude").find(text):
        letters = _LETTERS.match(text, attitude.end)
        is_shouted = text[attitude.start : attitude.end].isupper()  # a headline in capitals
        if letters is not None and not is_shouted and not mentions(letters["letters"]):
            yield Subject(letters.start("letters"), letters.end(), letters["letters"], "body")


def _judged_parties(text: str) -> Iterator[Subject]:
    """Parties by their whole names, where a view of them is spoken of: "views of the Republican party".

    >>> [s.text for s in subjects_in("an unfavorable opinion of the Tea Party", People())]
    ['Tea Party']
    """
    attitudes = subject_words("attitude").find(text)
    ends = [
        a.end for a in attitudes if all(said.strong for said in answers_in(text[a.start : a.end]))
    ]  # no "support for"
    for party in _PARTY.finditer(text) if ends else ():
        if any(end <= party.start() and len(tokens(text[end : party.start()])) <= 1 for end in ends):
            yield Subject(party.start(), party.end(), " ".join(party[0].split()), "body")


def _judged_countries(text: str, places: list[Mention]) -> list[Subject]:
    found, starts = [], [p.start for p in places]
    offices = {title.start for title in titles_in(text)}
    for attitude in subject_words("attitude").find(text):
        first = bisect_left(starts, attitude.end)
        for place in places[first : first + 2]:
            between = text[attitude.end : place.start]
            if place.end + 1 in offices or (place.match.kind == "people" and _AMONG.search(text, 0, place.start)):
                break  # "ratings of US presidents", "contentment among Russians"
            if len(between) < _FAR and len(tokens(between)) <= 2 and not re.search(r"[.,;:(%\d]", between):
                tail = re.match(r"\s+as\s+a\s+country", text[place.end :])
                end = place.end + (tail.end() if tail else 0)
                words = " ".join(text[place.start : end].split())
                found.append(Subject(place.start, end, words, "country", place.match.country.iso3))
                break
    met = {subject.start for subject in found}
    return [*found, *(s for s in _faced_countries(text, places) if s.start not in met)]


def _faced_countries(text: str, places: list[Mention]) -> Iterator[Subject]:
    """Countries that people take a stance to: "к Китаю плохо относятся", "Америку воспринимают", "中国に良い印象"."""
    stances = [f.start for f in subject_words("stance").find(text)]
    takings = [f.start for f in subject_words("stance of").find(text)]
    toward = {f.end for f in subject_words("toward").find(text)} if stances else set()
    behind = {f.start for f in subject_words("toward behind").find(text)} if stances else set()
    for place in places:
        near = any(abs(at - place.start) < _STANCE for at in stances)
        is_faced = near and (place.start - 1 in toward or place.end in behind or place.end + 1 in behind)
        is_taken = any(at > place.end and len(tokens(text[place.end : at])) <= 2 for at in takings)
        if (is_faced or (is_taken and text[place.end : place.end + 1] == " ")) and place.match.kind != "people":
            words = text[place.start : place.end]
            yield Subject(place.start, place.end, words, "country", place.match.country.iso3)
