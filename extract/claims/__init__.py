"""The claims about opinion that a text makes, in the grammar that its figures are read by.

>>> [type(claim).__name__ for claim in claims_in("Only 1 % of Russians approve of US leadership.")]
['ShareClaim']
"""

from extract.claims.finding import Known, claims_in
from extract.claims.kinds import Among, Bound, ChangeClaim, Claim, ComparisonClaim, Matter, RankingClaim, ShareClaim

__all__ = [
    "Among",
    "Bound",
    "ChangeClaim",
    "Claim",
    "ComparisonClaim",
    "Known",
    "Matter",
    "RankingClaim",
    "ShareClaim",
    "claims_in",
]
