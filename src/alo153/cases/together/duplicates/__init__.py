"""Likely duplicates of a case: a score, and the cases worth scoring."""

from alo153.cases.together.duplicates.finding import Offer, Sketch, offers, public, public_offers
from alo153.cases.together.duplicates.scoring import Policy, Report, meters, policy_of, score

__all__ = [
    "Offer",
    "Policy",
    "Report",
    "Sketch",
    "meters",
    "offers",
    "policy_of",
    "public",
    "public_offers",
    "score",
]
