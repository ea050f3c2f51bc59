"""Random polls in every arrangement, kind of file and language: how many shares are read exactly.

`python -m tests.generate 2000` judges more of them, names the seeds that fail and says where.
"""

from __future__ import annotations

import pytest

from tests.generate.documents import Generated, document
from tests.generate.judging import Verdict, judge

SEEDS = range(400)
EXACT = 0.99
MOST_UNFLAGGED = 0.005  # of all shares: rows that print no fact and carry no issue

Judged = dict[int, tuple[Generated, Verdict]]


@pytest.fixture(scope="module")
def judged() -> Judged:
    made = {seed: document(seed) for seed in SEEDS}
    return {seed: (made[seed], judge(made[seed])) for seed in SEEDS}


def _named(judged: Judged) -> str:
    return "seeds that fail: " + "; ".join(f"{seed} {m.layout}" for seed, (m, v) in judged.items() if not v.is_exact)


def test_nearly_all_shares_are_exact(judged: Judged) -> None:
    shares = sum(len(made.facts) for made, _ in judged.values())
    assert sum(verdict.right for _, verdict in judged.values()) >= EXACT * shares, _named(judged)


def test_wrong_rows_are_doubted(judged: Judged) -> None:
    shares = sum(len(made.facts) for made, _ in judged.values())
    assert sum(verdict.unflagged for _, verdict in judged.values()) <= MOST_UNFLAGGED * shares, _named(judged)


def test_each_share_is_found_again(judged: Judged) -> None:
    assert not [seed for seed, (_, verdict) in judged.items() if verdict.not_found_again], _named(judged)


def test_what_is_no_opinion_yields_nothing(judged: Judged) -> None:
    assert not [seed for seed, (made, verdict) in judged.items() if not made.facts and verdict.wrong], _named(judged)
