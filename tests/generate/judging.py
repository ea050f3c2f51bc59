"""What was read of a generated document, against what it prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract import understand
from extract.model import Estimate, Status
from extract.readers import read
from tests.generate.documents import Generated
from tests.generate.sheets import Fact


@dataclass(frozen=True)
class Verdict:
    """Facts read rightly and missed, rows that print no fact, those of them that carry no issue, and rows whose
    locator does not give back their share."""

    right: int
    missed: int
    wrong: int
    unflagged: int
    not_found_again: int

    @property
    def is_exact(self) -> bool:
        """Whether all was read, and nothing else."""
        return not (self.missed or self.wrong or self.not_found_again)


def judge(made: Generated) -> Verdict:
    """Read the document and compare each row with the facts, each fact once."""
    source = read(made.name, made.content)
    estimates = [e for e in understand(source, made.sidecar).estimates if e.status is Status.REPORTED]
    lost = sum((e.share_printed or "?") not in source.printed(e.printed.location) for e in estimates if e.printed)
    wrong = list(unprinted(estimates, made.facts))
    right = len(estimates) - len(wrong)
    unflagged = sum(not set(e.issues) - {"no-subject"} for e in wrong)
    return Verdict(right, len(made.facts) - right, len(wrong), unflagged, lost)


def unprinted(estimates: list[Estimate], facts: tuple[Fact, ...]) -> Iterator[Estimate]:
    """The rows that no fact answers for."""
    left = list(facts)
    for estimate in estimates:
        read = fact_of(estimate)
        met = next((fact for fact in left if fact.agrees(read)), None)
        if met is None:
            yield estimate
        else:
            left.remove(met)


def fact_of(estimate: Estimate) -> Fact:
    """What a row says."""
    return Fact(
        estimate.iso3 or "",
        str(estimate.response),
        estimate.share_pct if estimate.share_pct is not None else -1.0,
        estimate.year,
        estimate.qualifier or "=",
        estimate.group,
        estimate.subject,
        estimate.pollster,
        estimate.population,
        estimate.sample_size,
        estimate.margin_of_error,
        estimate.fieldwork_start,
        estimate.fieldwork_end,
    )
