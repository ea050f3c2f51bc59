"""Judge the extraction on generated documents: python -m tests.generate [NUMBER] [FIRST SEED]."""

from __future__ import annotations

import sys
from collections import Counter

from tests.generate.documents import document
from tests.generate.judging import judge


def main() -> int:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    shares = right = wrong = lost = 0
    failing: Counter[str] = Counter()
    for seed in range(first, first + number):
        made = document(seed)
        verdict = judge(made)
        shares, right, wrong = shares + len(made.facts), right + verdict.right, wrong + verdict.wrong
        lost += verdict.not_found_again
        if verdict.right < len(made.facts) or verdict.wrong or verdict.not_found_again:
            failing[made.layout] += 1
            print(f"seed {seed}: {made.layout}: {verdict}")
    print(f"{number} documents, {shares} shares: {right / shares:.2%} exact, {wrong} wrong, {lost} not found again")
    print("failing documents by layout:", dict(failing.most_common()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
