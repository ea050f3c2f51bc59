"""Houses, parties and seats of government that one country alone has: where no country is named, the Knesset is."""

from __future__ import annotations

from functools import cache

from extract.names.phrases import Phrases, read_rows
from extract.names.spelling import has_its_capitals


@cache
def _phrases() -> Phrases[tuple[str, str]]:
    return Phrases((row["phrase"], (row["phrase"], row["iso3"])) for row in read_rows("homes.csv"))


def home_of_what_is_named(text: str) -> str | None:
    """The one country, as ISO code, whose own bodies a text names; None where there are none, or those of several.

    >>> home_of_what_is_named("Trust in the Knesset fell"), home_of_what_is_named("Sejm and Bundestag")
    ('ISR', None)
    """
    found = _phrases().find(text)
    homes = {f.value[1] for f in found if has_its_capitals(text[f.start : f.end], f.value[0])}
    return homes.pop() if len(homes) == 1 else None
