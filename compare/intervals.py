"""How far a printed share may lie from the truth for no other reason than that not everybody was asked.

Both intervals take the sample as simple and random. Real polls are weighted and clustered, so the
truth is a little wider; wording, mode and who answers come on top. They are a floor, not the whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from statistics import NormalDist
from typing import overload

from compare.known import known
from compare.measures import DECIMALS


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`, in percent."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Difference:
    """`points` is the first share minus the second, in percentage points, with its interval.

    `is_real` says that the interval excludes 0: sampling error alone does not make this difference.
    """

    points: float
    low: float
    high: float
    is_real: bool


@overload
def wilson(share_pct: float, n: int, level: float = 0.95) -> Interval: ...
@overload
def wilson(share_pct: float | None, n: int | None, level: float = 0.95) -> Interval | None: ...
def wilson(share_pct: float | None, n: int | None, level: float = 0.95) -> Interval | None:
    """Wilson's score interval of a share: share and result in percent, `n` people asked.

    Wilson, E. B. (1927): Probable inference, the law of succession, and statistical inference.
    Journal of the American Statistical Association 22, 209-212. With p the share, z the normal
    quantile: (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n). It stays within 0 and 100 and holds
    near them, where p ± z √(p(1-p)/n) does not. None when the share or `n` is not known or `n` is 0;
    ValueError for what cannot be a share, a number of people or a level.

    >>> wilson(1, 1000)
    Interval(low=0.544075, high=1.830947)
    >>> wilson(0, 1000), wilson(100, 10)
    (Interval(low=0.0, high=0.382676), Interval(low=72.24672, high=100.0))
    >>> wilson(50, None) is None
    True
    """
    if not (known(share_pct) and known(n)):
        return None
    if not 0 <= share_pct <= 100:
        raise ValueError(f"a share is from 0 to 100 percent, not {share_pct}")
    if n < 0:
        raise ValueError(f"a number of people is not negative, as {n} is")
    if n == 0:
        return None
    p, z = share_pct / 100, _quantile(level)
    middle = p + z * z / (2 * n)
    reach = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    low, high = (100 * (middle + side) / (1 + z * z / n) for side in (-reach, reach))
    # At 0 and at 100 the formula meets the share exactly; binary fractions miss it by a hair.
    return Interval(round(max(0.0, min(low, share_pct)), DECIMALS), round(min(100.0, max(high, share_pct)), DECIMALS))


@overload
def difference(share_a: float, n_a: int, share_b: float, n_b: int, level: float = 0.95) -> Difference: ...
@overload
def difference(
    share_a: float | None, n_a: int | None, share_b: float | None, n_b: int | None, level: float = 0.95
) -> Difference | None: ...
def difference(
    share_a: float | None, n_a: int | None, share_b: float | None, n_b: int | None, level: float = 0.95
) -> Difference | None:
    """Share a minus share b of two separate samples, in percentage points, with its interval.

    Newcombe, R. G. (1998): Interval estimation for the difference between independent proportions:
    comparison of eleven methods. Statistics in Medicine 17, 873-890, method 10 (hybrid score). With
    l and u the Wilson limits of each share: low = d - √((a - l_a)² + (u_b - b)²),
    high = d + √((u_a - a)² + (b - l_b)²). Not for two answers of one sample, which are not
    independent. None when a share or a sample size is not known or nobody was asked.

    His example, 56 of 70 against 48 of 80 (there 0.0524 to 0.3339):

    >>> difference(80, 70, 60, 80)
    Difference(points=20, low=5.243148, high=33.387266, is_real=True)
    >>> difference(35, 1000, 33, 1000).is_real
    False
    """
    a, b = wilson(share_a, n_a, level), wilson(share_b, n_b, level)
    if a is None or b is None or not (known(share_a) and known(share_b)):
        return None
    points = share_a - share_b
    low = points - sqrt((share_a - a.low) ** 2 + (b.high - share_b) ** 2)
    high = points + sqrt((a.high - share_a) ** 2 + (share_b - b.low) ** 2)
    low, high = round(max(-100.0, low), DECIMALS), round(min(100.0, high), DECIMALS)
    return Difference(round(points, DECIMALS), low, high, low > 0 or high < 0)


@lru_cache
def _quantile(level: float) -> float:
    if not 0 < level < 1:
        raise ValueError(f"a level is between 0 and 1, not {level}")
    return NormalDist().inv_cdf((1 + level) / 2)
