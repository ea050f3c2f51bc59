"""What may be said of shares: net, share of opinion, sampling error, and whether a difference is real.

Pure functions. What is not known (None, NaN, NA) gives None; in a DataFrame a missing value.
"""

from compare.comparability import Unlike, in_words, mixed, unlike
from compare.frames import with_intervals, with_measures
from compare.intervals import Difference, Interval, difference, wilson
from compare.measures import net, share_of_opinion
from compare.ranking import Place, places

__all__ = [
    "Difference",
    "Interval",
    "Place",
    "Unlike",
    "difference",
    "in_words",
    "mixed",
    "net",
    "places",
    "share_of_opinion",
    "unlike",
    "wilson",
    "with_intervals",
    "with_measures",
]
