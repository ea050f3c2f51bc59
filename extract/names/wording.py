"""The small words of sentences, in our languages, as patterns: the rows of wording.csv.

What is grammar rather than name stands here: "about" and "more than" before a number, "among" before a group, "those
who" before a condition. A pattern is asked for by kind and set into a larger one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.names.forms import expand, rows

_SPACELESS = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD_AT_START, _WORD_AT_END = re.compile(rf"[^\W{_SPACELESS}]"), re.compile(rf"[^\W{_SPACELESS}]\Z")


@cache
def any_of(*kinds: str, language: str | None = None) -> str:
    """A pattern of any word of these kinds, the longest first; whole words where a script has blanks between them.

    With a `language`, of that one only. A blank may be a comma with a blank ("тех, кто"), an apostrophe of any kind.

    >>> re.findall(any_of("more"), "more than 40%, plus de 30%, overcoat, 超过40%")
    ['more than', 'plus de', '超过']
    >>> bool(re.fullmatch(any_of("do not"), "don’t")), bool(re.fullmatch(any_of("years old"), "Jahren"))
    (True, True)
    """
    forms = sorted(forms_of(*kinds, language=language), key=lambda form: (-len(form), form))
    return "(?:" + "|".join(_pattern(form) for form in forms) + ")"


@cache
def forms_of(*kinds: str, language: str | None = None) -> frozenset[str]:
    """Every form of the words of these kinds.

    >>> sorted(forms_of("not, behind"))
    ['değil', 'pas']
    """
    return frozenset(_forms(kinds, language))


def _forms(kinds: tuple[str, ...], language: str | None) -> Iterator[str]:
    for row in rows("wording.csv"):
        if row["kind"] in kinds and language in (None, row["lang"]):
            yield from expand(row["text"])


def _pattern(form: str) -> str:
    begins, is_stem = form.rstrip("*"), form.endswith("*")
    pattern = re.escape(begins).replace(r"\ ", r",?\s").replace("'", "['’]")
    ends = r"\w*" if is_stem else (r"\b" if _WORD_AT_END.search(begins) else "")
    return (r"\b" if _WORD_AT_START.match(begins) else "") + pattern + ends
