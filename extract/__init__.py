"""A messy poll report in, tidy estimates out.

>>> text = b"Approval of US leadership (Gallup)\\n\\nCountry,Approve,Disapprove\\nSyria,20%,71%\\nIran,19%,51%\\n"
>>> for e in extract("leadership.csv", text).estimates:
...     print(e.iso3, e.response, e.share_pct, e.locator)
SYR approve 20.0 char=69-72
SYR disapprove 71.0 char=73-76
IRN approve 19.0 char=82-85
IRN disapprove 51.0 char=86-89
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.model import Document, Extraction, Issue, Location, Severity, Sidecar

__all__ = ["extract", "understand"]

_NOTHING_FOUND = Issue(
    Severity.NOTE,
    "nothing-found",
    "no share of approval was found: no table or sentence names both an answer and a percentage for it",
)


def extract(name: str, content: bytes, sidecar: Sidecar | None = None) -> Extraction:
    """Everything that a file says of approval; raises `ExtractError` when it cannot be read at all."""
    # Imported here so that whoever needs only the nouns of `extract.model` does not load every name we know.
    from extract import readers

    return understand(readers.read(name, content), sidecar)


def understand(document: Document, sidecar: Sidecar | None = None) -> Extraction:
    """Everything that a document already read says of approval."""
    from extract import layouts
    from extract.merge import merged
    from extract.normalise import Normaliser, of_somebody, with_shared_year
    from extract.poll_details import details_of
    from extract.reached import with_modes
    from extract.validate import issues_of, with_doubts

    beside = sidecar or Sidecar()
    details = details_of(document)
    normaliser = Normaliser(document, details, beside)
    printed = layouts.shares_in(document, details, beside)
    told = of_somebody([normaliser.estimate(share) for share in printed], document)
    merged_once = merged(with_shared_year(told))
    estimates = with_doubts(with_modes(merged_once, details, beside))
    polls = dict.fromkeys(details.near(e.printed.location.char_start or 0) for e in estimates if e.printed)
    issues = issues_of(estimates) if estimates else (_NOTHING_FOUND,)
    return Extraction(document.source, tuple(polls), estimates, (*issues, *_unread(document)))


def _unread(document: Document) -> Iterator[Issue]:
    """The pages that are pictures and were not read."""
    from extract.readers.recognition import advice_for_page

    for page in document.unread:
        message = f"page {page} is a picture without text and was not read. {advice_for_page()}"
        yield Issue(Severity.NOTE, "page-not-read", message, Location(page=page))
