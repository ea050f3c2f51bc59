"""What was read of a generated document, against what it prints."""

from __future__ import annotations

from dataclasses import dataclass

from extract import understand
from extract.model import Status
from extract.readers import read
from tests.generate.documents import Fact, Generated


@dataclass(frozen=True)
class Verdict:
    """Facts read rightly, rows that print no fact, and rows whose locator does not give back their share."""

    right: int
    wrong: int
    not_found_again: int


def judge(made: Generated) -> Verdict:
    """Read the document and compare: country, response and share, and the year where one is printed."""
    source = read(made.name, made.content)
    estimates = [e for e in understand(source, made.sidecar).estimates if e.status is Status.REPORTED]
    found: list[Fact] = [(e.iso3 or "", e.year, str(e.response), e.share_pct or 0.0) for e in estimates]
    lost = sum((e.share_printed or "?") not in source.printed(e.printed.location) for e in estimates if e.printed)
    return Verdict(len(made.facts & set(found)), sum(fact not in made.facts for fact in found), lost)
