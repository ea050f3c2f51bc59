"""Verdicts as plain data: what the command line and the server answer programs with."""

from __future__ import annotations

from typing import Any

from compare.claims.verdicts import Judgement, of_all

_GIVEN = (
    *("country", "iso3", "year", "moment", "pollster", "subject", "question", "response", "response_printed"),
    *("share_pct", "share_printed", "qualifier", "sample_size", "source", "source_sha256", "locator", "quote"),
)


def as_data(judged: list[Judgement]) -> dict[str, Any]:
    """Every claim with its verdict, rule, reason and figures, and the verdict on all of them (None without claims)."""
    verdict = of_all(judgement.verdict for judgement in judged)
    return {"verdict": str(verdict) if verdict else None, "claims": [_one(judgement) for judgement in judged]}


def _one(judgement: Judgement) -> dict[str, Any]:
    claim = judgement.claim
    return {
        "kind": type(claim).__name__.removesuffix("Claim").lower(),
        "sentence": claim.sentence,
        "start": claim.start,
        "end": claim.end,
        "verdict": str(judgement.verdict),
        "rule": judgement.rule,
        "why": judgement.why,
        "figures": [{name: figure[name] for name in _GIVEN if name in figure} for figure in judgement.figures],
    }
