"""Small sources to put into a library under test."""

from hashlib import sha256

import pandas as pd

from extract.model import Estimate, Issue, Location, Response, Severity, Source, Status
from extract.tidy import to_frame

SIDECAR = 'url = "https://example.org/poll"\nlicence = "CC BY 4.0"\nnote = "Totals only."\n'

ISSUE = Issue(Severity.CHECK, "sum-off-100", "approve and disapprove add up to 104", Location(char_start=3, char_end=5))


def source(name: str, content: bytes) -> Source:
    """A source as a reader gives it."""
    return Source(name, sha256(content).hexdigest(), "text/plain")


def estimates(name: str, shares: int = 4, country: str = "France") -> pd.DataFrame:
    """A long frame of that many shares, the last of them not asked."""
    rows = [
        Estimate(
            country=country,
            iso3="FRA",
            year=2000 + number // 2,
            fieldwork_end=f"{2000 + number // 2}-05",
            pollster="Ifop",
            subject="President",
            response=Response.DISAPPROVE if number % 2 else Response.APPROVE,
            share_pct=number % 100 + 0.25,
            share_printed=f"{number % 100}.25",
            qualifier="=",
            sample_size=1003 if number % 3 else None,
            source=name,
            locator=f"char={number}-{number + 4}",
            quote='a "quoted", wörd\nover two lines',
            issues=("sum-off-100", "country-doubtful") if number % 2 else (),
        )
        for number in range(shares - 1)
    ]
    return to_frame([*rows, Estimate(country="China", iso3="CHN", status=Status.NOT_ASKED, source=name)])
