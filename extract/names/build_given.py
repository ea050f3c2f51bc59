"""Write given_names.csv: the first names that people are given, in the scripts that have capitals.

Run `uv run --with faker python -m extract.names.build_given` after a new release of Faker and read the diff. The names
are those of its locales (Faker, MIT licence), but for small words of our languages ("Will") and those of subjects.csv
that open a heading or a title more often than a person's name ("General").
"""

from __future__ import annotations

import csv
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

from extract.names.languages import small_words
from extract.names.subject_words import listed

LANGUAGES = ("en", "fr", "de", "es", "pt", "it", "nl", "pl", "ru", "uk", "bg", "tr", "id")
_NAME = re.compile(r"[^\W\d_]{2,}(?:[’'-][^\W\d_]+)*")


def names() -> list[str]:
    """Every first name of Faker's locales that begins with a capital, in order."""
    small = frozenset().union(*(small_words(language) for language in LANGUAGES))
    others = set(listed("no given name"))
    told = (name for name in _told() if _NAME.fullmatch(name) and name[0].isupper() and not name.isupper())
    return sorted({name for name in told if name.lower() not in small | others})


def _told() -> Iterator[str]:
    people = importlib.import_module("faker.providers.person")
    for module in pkgutil.iter_modules(people.__path__):
        if not module.ispkg:
            continue
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for kind in (kind for kind in dir(provider) if kind.startswith("first_name")):
            listed = getattr(provider, kind)
            if isinstance(listed, tuple | list | dict):
                yield from (name[0] if isinstance(name, tuple) else name for name in listed)


def main() -> None:
    """Write the file beside this module."""
    path = Path(__file__).with_name("given_names.csv")
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("# first names of people: those of the locales of Faker (MIT licence), by build_given.py\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["name"])
        writer.writerows([name] for name in names())


if __name__ == "__main__":
    main()
