"""Judge the extraction on generated documents: python -m tests.generate [NUMBER] [FIRST SEED]."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable

from tests.generate.documents import Generated, document
from tests.generate.judging import Verdict, judge

_Judged = list[tuple[int, Generated, Verdict]]
_AXES: tuple[tuple[str, Callable[[Generated], str]], ...] = (
    ("arrangement", lambda made: made.arrangement),
    ("rendering", lambda made: made.rendering),
    ("language", lambda made: made.language),
)


def main() -> int:
    """Print every seed that fails, then the figures by arrangement, rendering and language."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    judged: _Judged = []
    for seed in range(first, first + number):
        made = document(seed)
        verdict = judge(made)
        judged.append((seed, made, verdict))
        if not verdict.is_exact:
            print(f"seed {seed}: {made.layout}: {verdict}")
    for axis, name_of in _AXES:
        print(f"\n{axis:16} documents  shares   exact  missed  wrong  unflagged  not found again")
        parts: dict[str, _Judged] = defaultdict(list)
        for one in judged:
            parts[name_of(one[1])].append(one)
        for name, part in sorted(parts.items()):
            _print_sums(name, part)
    print()
    _print_sums("all", judged)
    return 0


def _print_sums(name: str, judged: _Judged) -> None:
    verdicts = [verdict for _, _, verdict in judged]
    shares = sum(len(made.facts) for _, made, _ in judged)
    right, missed = sum(v.right for v in verdicts), sum(v.missed for v in verdicts)
    wrong, unflagged = sum(v.wrong for v in verdicts), sum(v.unflagged for v in verdicts)
    exact = f"{right / shares:8.2%}" if shares else f"{'-':>8}"
    lost = sum(v.not_found_again for v in verdicts)
    print(f"{name:16} {len(judged):9} {shares:7} {exact} {missed:7} {wrong:6} {unflagged:10} {lost:16}")


if __name__ == "__main__":
    sys.exit(main())
