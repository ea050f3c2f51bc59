"""Which of our languages a text is in: by its script, and by the small words it cannot do without.

Enough to tell German "Island" from an island, and that 3/6/2020 in a French report is in June; no more than that.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from extract.names.forms import rows

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_LOOK = 4000
_FEWEST_HITS = 3
_CYRILLIC = re.compile(r"[а-яёіїєґў]", re.IGNORECASE)
_LETTERS = (("ru", r"[ыэё]", r"[іїєґ]"), ("uk", r"[іїєґ]", r"[ыэёъ]"))  # those a language has, and has not
_SCRIPTS = (("ko", r"[가-힣]"), ("ja", r"[ぁ-ゖァ-ヺ]"), ("zh", r"[一-鿿]"))


@lru_cache(maxsize=1)
def _by_word() -> dict[str, tuple[str, ...]]:
    """The languages that each small word belongs to."""
    by_word: dict[str, list[str]] = {}
    for row in rows("languages.csv"):
        for word in row["words"].split():
            by_word.setdefault(word, []).append(row["lang"])
    return {word: tuple(languages) for word, languages in by_word.items()}


@lru_cache(maxsize=32)
def small_words(language: str) -> frozenset[str]:
    """The small words of a language.

    >>> "von" in small_words("de")
    True
    """
    return frozenset(word for word, languages in _by_word().items() if language in languages)


@lru_cache(maxsize=256)
def language_of(text: str) -> str | None:
    """The language of a text as a two-letter code; None when too little tells.

    Only the beginning is looked at; words that several languages share count in part for each.

    >>> language_of("Die Zustimmung zur Führung der USA ist in Deutschland gesunken"), language_of("Russia 41%")
    ('de', None)
    >>> language_of("По данным опроса, это не так"), language_of("Чи довіряєте Ви?"), language_of("미국에 대한 호감도")
    ('ru', 'uk', 'ko')
    """
    text = text[:_LONGEST_LOOK]
    for language, signs in _SCRIPTS:
        if len(re.findall(signs, text)) * 8 >= len(text):
            return language
    if told := _by_its_letters(text):
        return told
    score: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for word in _WORD.findall(text.lower()):
        for language in (languages := _by_word().get(word, ())):
            score[language] += 12 // len(languages)
            hits[language] += 1
    best = score.most_common(2)
    if not best or hits[best[0][0]] < _FEWEST_HITS or (len(best) > 1 and best[0][1] * 3 < best[1][1] * 4):
        return None
    return best[0][0]


def _by_its_letters(text: str) -> str | None:
    """The one language of a text in Cyrillic that has all the letters of it which others lack."""
    if len(_CYRILLIC.findall(text)) * 2 < sum(char.isalpha() for char in text):
        return None
    told = [lang for lang, own, others in _LETTERS if re.search(own, text, re.I) and not re.search(others, text, re.I)]
    return told[0] if told else None
