"""Decisions for the record: each may be written twice and counts once."""

from __future__ import annotations

from dataclasses import dataclass

from alo153.contacts.offering.offer_outcomes import OfferEnd, OfferReason
from alo153.switchboard.written.rules.line import WorkKey


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkFact:
    """Something about one offer, which its work and its instant name."""

    work: WorkKey
    agent: int
    offered_at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkOffered(WorkFact):
    """An agent is asked, and why this one: among so many with room, with so much in hand.

    `score` is the work's, in minutes; `before` is the agent who had it and left.
    """

    until: float
    reason: OfferReason
    score: float
    among: int
    in_hand: int
    before: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkOfferEnded(WorkFact):
    """An offer is over without having been taken or refused on the page."""

    at: float
    result: OfferEnd
