"""Random polls in every layout, language and format: nearly all shares exact, every one found again.

`python -m tests.generate 2000` judges more of them and names the seeds that fail.
"""

from __future__ import annotations

from tests.generate.documents import document
from tests.generate.judging import judge

SEEDS = range(120)
EXACT = 0.99


def test_generated_polls_are_read_exactly() -> None:
    made = {seed: document(seed) for seed in SEEDS}
    verdicts = {seed: judge(document) for seed, document in made.items()}
    shares = sum(len(document.facts) for document in made.values())
    failing = {
        seed: (made[seed].layout, v) for seed, v in verdicts.items() if v.right < len(made[seed].facts) or v.wrong
    }
    assert sum(v.right for v in verdicts.values()) >= EXACT * shares, f"seeds that fail: {failing}"
    assert sum(v.wrong for v in verdicts.values()) <= (1 - EXACT) * shares, f"seeds that fail: {failing}"
    assert sum(v.not_found_again for v in verdicts.values()) == 0
