"""What a cell says, once layout whitespace and footnote marks are taken off."""

from __future__ import annotations

import re

_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_HYPHENATED = re.compile(r"(?<=[^\W\d_])-\n\s*(?=[^\W\d_A-Z])")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
_LEADERS = re.compile(r"(?<=[^\W_]|[)%])[\s:]*(?:[.…·_]\s?){4,}$")
_MARK = r"(?:[*†‡§¶]{1,3}|[¹²³⁴-⁹⁰ᵃ-ᶻ]{1,2}|\[(?:\d{1,2}|[a-z]|note \d+|[*†‡]+)\])"
_MARKS = re.compile(rf"(?<=[\w%).'’]){_MARK}(?:,?{_MARK})*(?=[\s,:;)]|$)")
_NOTE_MARK = re.compile(r"\(?(?:[*†‡§¶#]{1,3}|\d{1,2}|[a-z]|[ivx]{1,4}|\[[^\]]{1,8}\])\)?(?:\s*,\s*(?:\d{1,2}|[a-z]))*")


def collapse(text: str) -> str:
    """The text on one line, runs of any kind of space as one, invisible characters gone.

    >>> collapse(" Côte  d'Ivoire\\n(north) ")
    "Côte d'Ivoire (north)"

    >>> collapse("Unfav-\\norable"), collapse("Very / Some-\\nwhat")  # a word parted at a line's end
    ('Unfavorable', 'Very / Somewhat')
    """
    return _SPACES.sub(" ", _HYPHENATED.sub("", _UNSEEN.sub("", text))).strip()


def clean(text: str) -> str:
    """The text of a cell without the footnote marks that are glued to its words.

    >>> [clean(t) for t in ("Kosovo[1]", "41*", "France²", "Georgia †")]
    ['Kosovo', '41', 'France', 'Georgia †']
    >>> clean("Approve .........")  # dots that lead to the figure
    'Approve'
    >>> [clean(t) for t in ("*", "[41]", "45 [41]", "m²", "--")]  # these are what the cell says
    ['*', '[41]', '45 [41]', 'm²', '--']
    """
    text = _LEADERS.sub("", collapse(text))
    return text if re.fullmatch(r"[kc]?m[²³]", text) else _MARKS.sub("", text)


def is_note_mark(text: str) -> bool:
    """Whether raised text is a footnote's mark rather than part of the words.

    >>> [is_note_mark(t) for t in ("1", "[12]", "a", "*", "1, 2", "th", "41%", "er")]
    [True, True, True, True, True, False, False, False]
    """
    return _NOTE_MARK.fullmatch(collapse(text)) is not None
