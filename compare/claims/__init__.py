"""What the printed figures say to a claim: it is supported, contradicted, not comparable, not in the data, or open."""

from compare.claims.checking import Checker
from compare.claims.verdicts import Judgement, Verdict, of_all

__all__ = ["Checker", "Judgement", "Verdict", "of_all"]
