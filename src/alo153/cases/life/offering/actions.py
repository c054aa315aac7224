"""An offer of an objection is made, taken, declined, or is over."""

from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.cases.events.feedback import ObjectionOffered, ObjectionOfferEnded
from alo153.cases.life.actions.objecting import take_objection
from alo153.cases.models import Case, Objection, ObjectionOffer
from alo153.cases.rules.lifecycle import State
from alo153.cases.verbs.moving import locked
from alo153.contacts.actions.offering import WorkOffers
from alo153.contacts.conversations import bell
from alo153.contacts.offering.offer_outcomes import OfferEnd


def _behind_lock(objection_id: int) -> Objection:
    """Return an objection as it is behind the lock of its case."""
    case_id = Objection.objects.values_list("case", flat=True).get(pk=objection_id)
    case = locked(Case(pk=case_id))
    found = Objection.objects.get(pk=objection_id)
    found.case = case
    return found


def _waits(objection: Objection, before_id: int | None) -> bool:
    undecided = objection.ended_by_id is None and objection.case.state == State.AT_CENTER
    return undecided and objection.taken_by_id == before_id


OFFERS = WorkOffers(
    model=ObjectionOffer,
    lock=_behind_lock,
    waits=_waits,
    offered=ObjectionOffered,
    ended=ObjectionOfferEnded,
)


@transaction.atomic
def accept_objection(*, offer_id: int, by: User, at: datetime) -> Case:
    """Take an objection that one is offered, also from an agent who has left.

    Raises:
        OfferOver: it has ended, or a colleague took or decided the objection.
        NotTheirs, NotPossible, NotYourObjection: as `take_objection`.
    """
    found = OFFERS.answer(offer_id=offer_id, result=OfferEnd.ACCEPTED, by=by, at=at)
    case = found.objection.case
    take_objection(case=case, by=by, at=at)
    return case


@transaction.atomic
def decline_objection(*, offer_id: int, by: User, at: datetime) -> None:
    """Let somebody else be asked.

    Raises:
        OfferOver: it has ended.
    """
    OFFERS.answer(offer_id=offer_id, result=OfferEnd.DECLINED, by=by, at=at)
    bell.ring()
