"""An offer of an objection is made, taken, declined, or is over.

The same contract as for conversations (`contacts/conversations/offering/actions.py`).
"""

from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.cases.events.feedback import ObjectionOffered, ObjectionOfferEnded
from alo153.cases.life.actions.objecting import take_objection
from alo153.cases.life.offering import queries
from alo153.cases.models import Case, Objection, ObjectionOffer
from alo153.cases.rules.lifecycle import State
from alo153.cases.verbs.moving import locked
from alo153.contacts.conversations import bell
from alo153.contacts.conversations.offering.actions import OfferOver
from alo153.contacts.offering.offer_outcomes import OfferEnd, OfferReason
from alo153.core import events, live
from alo153.core.actor import SWITCHBOARD, Actor


@transaction.atomic
def offer_objection(
    *,
    objection_id: int,
    agent_id: int,
    until: datetime,
    reason: OfferReason,
    score: float,
    among: int,
    in_hand: int,
    before_id: int | None,
    at: datetime,
) -> None:
    """Ask an agent to decide an objection; nothing if it is already taken, decided or offered.

    Args:
        before_id: the former agent, who has left.
        score: its place in the line, in minutes.
    """
    objection = _behind_lock(objection_id)
    waits = objection.ended_by_id is None and objection.case.state == State.AT_CENTER
    made = ObjectionOffer.objects.filter(objection=objection)
    if (
        not waits
        or objection.taken_by_id != before_id
        or made.filter(ended_at=None).exists()
        or made.filter(agent=agent_id, offered_at=at).exists()
    ):
        return
    offer = ObjectionOffer.objects.create(
        objection=objection,
        agent_id=agent_id,
        offered_at=at,
        until=until,
        reason=reason,
        score=score,
        among=among,
        in_hand=in_hand,
        before_id=before_id,
    )
    said = ObjectionOffered(
        objection=objection.pk,
        reason=reason.value,
        score=score,
        among=among,
        in_hand=in_hand,
        before=before_id,
    )
    events.record(said, subject=offer, by=SWITCHBOARD, at=at)
    live.publish(f"written:{agent_id}")


@transaction.atomic
def end_objection_offer(
    *, objection_id: int, agent_id: int, offered_at: datetime, result: OfferEnd, at: datetime
) -> None:
    """Note that an offer is over that its agent neither took nor declined; twice is once."""
    standing = queries.standing().filter(
        objection=objection_id, agent=agent_id, offered_at=offered_at
    )
    for found in standing.select_for_update():
        _end(found, result, by=SWITCHBOARD, at=at)


@transaction.atomic
def accept_objection(*, offer_id: int, by: User, at: datetime) -> Case:
    """Take an objection that one is offered, also from an agent who has left.

    Raises:
        OfferOver: it has ended.
        NotTheirs, NotPossible, NotYourObjection: as `take_objection`.
    """
    found = _locked(offer_id, by)
    case = found.objection.case
    take_objection(case=case, by=by, at=at)
    _end(found, OfferEnd.ACCEPTED, by=Actor.staff(by.pk), at=at)
    return case


@transaction.atomic
def decline_objection(*, offer_id: int, by: User, at: datetime) -> None:
    """Let somebody else be asked.

    Raises:
        OfferOver: it has ended.
    """
    _end(_locked(offer_id, by), OfferEnd.DECLINED, by=Actor.staff(by.pk), at=at)
    bell.ring()


@transaction.atomic
def withdraw_objections(*, node: str, at: datetime) -> None:
    """End the offers that a switchboard before this one made at a node: it remembers none."""
    for found in queries.standing_at(node).select_for_update(of=("self",)):
        _end(found, OfferEnd.WITHDRAWN, by=SWITCHBOARD, at=at)


def _behind_lock(objection_id: int) -> Objection:
    """Return an objection as it is behind the lock of its case."""
    case_id = Objection.objects.values_list("case", flat=True).get(pk=objection_id)
    case = locked(Case(pk=case_id))
    found = Objection.objects.get(pk=objection_id)
    found.case = case
    return found


def _locked(offer_id: int, by: User) -> ObjectionOffer:
    """Return a standing offer behind its lock, after that of its case. Raises OfferOver."""
    known = ObjectionOffer.objects.filter(pk=offer_id, agent=by).first()
    if known is None:
        raise OfferOver
    objection = _behind_lock(known.objection_id)
    found = queries.standing().select_for_update().filter(pk=offer_id).first()
    if found is None:
        raise OfferOver
    found.objection = objection
    return found


def _end(found: ObjectionOffer, result: OfferEnd, *, by: Actor, at: datetime) -> None:
    found.ended_at, found.result = at, result
    found.save(update_fields=["ended_at", "result"])
    said = ObjectionOfferEnded(objection=found.objection_id, result=result.value)
    events.record(said, subject=found, by=by, at=at)
    live.publish(f"written:{found.agent_id}")
