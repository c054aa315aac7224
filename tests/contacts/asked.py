"""Somebody is asked to take what waits, as the switchboard asks."""

from datetime import datetime, timedelta
from typing import Any

from tests import cast

from alo153.accounts.models import User
from alo153.contacts.actions.offering import WorkOffers
from alo153.contacts.offering.offer_outcomes import OfferReason


def ask(
    offers: WorkOffers[Any, Any],
    work: int,
    agent: User,
    *,
    before: User | None = None,
    among: int = 1,
    in_hand: int = 0,
    at: datetime = cast.AT,
) -> None:
    """Offer a work for twenty seconds."""
    offers.offer(
        work=work,
        agent_id=agent.pk,
        until=at + timedelta(seconds=20),
        reason=OfferReason.TAKE_OVER if before else OfferReason.NEXT,
        score=10.5,
        among=among,
        in_hand=in_hand,
        before_id=before.pk if before else None,
        at=at,
    )
