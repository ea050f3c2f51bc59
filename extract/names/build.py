"""Write countries_cldr.csv: what CLDR calls each country in our languages.

Run `python -m extract.names.build` after a new babel release and read the diff. The file is kept so
that no run pays for loading seventeen locales (200 ms), and so that a name never changes unseen.
"""

from __future__ import annotations

import csv
from pathlib import Path

from babel import Locale
from babel.core import get_global

LANGUAGES = ("en", "fr", "de", "es", "pt", "it", "nl", "pl", "ru", "uk", "bg", "tr", "ar", "id", "ko", "ja", "zh")

# CLDR gives three-letter codes as aliases of two-letter ones; where it has several, this is ISO's (Kosovo's is ours)
CODES = {"CD": "COD", "DE": "DEU", "FR": "FRA", "TL": "TLS", "XK": "XKX", "YE": "YEM", "MM": "MMR"}

# Regions that are no ISO 3166-1 country: reserved codes, groups of countries, test locales
NO_COUNTRY = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})

# Where CLDR's English name is not the plain short one
NAMES = {
    "CD": "Congo (Kinshasa)",
    "CG": "Congo (Brazzaville)",
    "HK": "Hong Kong",
    "MM": "Myanmar",
    "MO": "Macao",
    "PS": "Palestine",
    "CI": "Côte d'Ivoire",
}


def three_letter_codes() -> dict[str, str]:
    """ISO 3166-1 alpha-2 to alpha-3."""
    aliases = get_global("territory_aliases")
    known = {two[0]: three for three, two in aliases.items() if len(three) == 3 and three.isalpha() and len(two) == 1}
    return known | CODES


def rows() -> list[list[str]]:
    """A row a country: iso3, iso2, our English name, then CLDR's name in each language."""
    tables: list[dict[str, str]] = [dict(Locale.parse(language).territories.items()) for language in LANGUAGES]
    three = three_letter_codes()
    codes = sorted((three[two], two) for two in tables[0] if two.isalpha() and two not in NO_COUNTRY)
    return [[iso3, two, NAMES.get(two, tables[0][two]), *(table[two] for table in tables)] for iso3, two in codes]


def main() -> None:
    """Write the file beside this module."""
    path = Path(__file__).with_name("countries_cldr.csv")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["iso3", "iso2", "name", *LANGUAGES])
        writer.writerows(rows())


if __name__ == "__main__":
    main()
