"""Offers of waiting work, in any table: open ones, lost ones, and the offers of one agent."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from alo153.accounts.models import User
from alo153.contacts.models import WorkOffer
from alo153.contacts.offering.offer_outcomes import OfferEnd

LOST_AFTER: Final = timedelta(minutes=1)
"""So long after its end an offer is still open only if the switchboard that made it died."""


def standing[O: WorkOffer](model: type[O]) -> QuerySet[O]:
    """Return the offers that are neither taken nor over."""
    return model._default_manager.filter(ended_at=None)


def standing_at[O: WorkOffer](model: type[O], node: str, serving: Sequence[str]) -> QuerySet[O]:
    """Return those to the agents about whom the switchboard of a node decides."""
    return standing(model).filter(belongs_to(node, serving, "agent"))


def lost[O: WorkOffer](model: type[O], work: int, at: datetime) -> QuerySet[O]:
    """Return the open offers of one work that nobody ends any more: their switchboard died."""
    return standing(model).filter(**{model.WORK: work}, until__lte=at - LOST_AFTER)


def hinders(model: type[WorkOffer], work: int, agent: int, at: datetime) -> bool:
    """Say whether somebody is asked to take a work, or this very offer is written already."""
    made = model._default_manager.filter(**{model.WORK: work})
    return made.filter(Q(ended_at=None) | Q(agent=agent, offered_at=at)).exists()


def offered_to[O: WorkOffer](model: type[O], user: User, at: datetime) -> QuerySet[O]:
    """Return what somebody is asked to take now, the newest first."""
    return standing(model).filter(agent=user, until__gt=at).order_by("-offered_at")


def last_missed[O: WorkOffer](model: type[O], user: User) -> O | None:
    """Find the newest offer of an agent that is over, if it was let pass; one query."""
    over = model._default_manager.filter(agent=user, ended_at__isnull=False)
    found = over.order_by("-offered_at").first()
    return found if found is not None and found.result == OfferEnd.NO_ANSWER else None


def belongs_to(node: str, serving: Sequence[str], person: str) -> Q:
    """Name the people about whom the switchboard of a node decides: their telephone is there.

    Without a telephone, or if its node does not serve, they belong to the first that serves.

    Args:
        serving: the nodes that serve now; none where only one is named.
    """
    if not serving:
        return Q()
    if node != serving[0]:
        return Q(**{f"{person}__phone_session__node": node})
    others = Q(**{f"{person}__phone_session__node__in": serving[1:]})
    return Q(**{f"{person}__phone_session__isnull": True}) | ~others
