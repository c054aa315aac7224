"""An offer of what waits is made, answered or over: one mechanism for every table of offers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import QuerySet

from alo153.accounts.models import User
from alo153.contacts.events import WorkOffered, WorkOfferEnded
from alo153.contacts.models import WorkOffer
from alo153.contacts.offering.offer_outcomes import OfferEnd, OfferReason
from alo153.contacts.queries import offers
from alo153.core import events, live
from alo153.core.actor import SWITCHBOARD, Actor


class OfferOver(Exception):
    """The offer has ended."""


class Asked(TypedDict):
    """An offer: the agent, its end, and the reason.

    `score` is the position in the queue, in minutes; `among` is the number of agents with room;
    `before_id` is the former agent, who has left.
    """

    agent_id: int
    until: datetime
    reason: OfferReason
    score: float
    among: int
    in_hand: int
    before_id: int | None


def show(offer: WorkOffer) -> None:
    """Let the page of the agent read again what they are asked to take."""
    live.publish(f"written:{offer.agent_id}")


@dataclass(frozen=True, kw_only=True)
class WorkOffers[O: WorkOffer, W]:
    """The offers of one kind of work.

    `lock` returns a work behind its lock, `waits` says whether one that is locked waits for
    somebody else than the agent it names. Locks are taken in the order work, offer.
    """

    model: type[O]
    lock: Callable[[int], W]
    waits: Callable[[W, int | None], bool]
    offered: Callable[..., WorkOffered[O]]
    ended: Callable[..., WorkOfferEnded[O]]
    show: Callable[[O], None] = show

    @transaction.atomic
    def offer(self, *, work: int, at: datetime, **asked: Unpack[Asked]) -> None:
        """Ask an agent to take a work; nothing if it does not wait, or somebody is asked.

        An offer of a switchboard that died holds nobody back: it ends here.
        """
        waits = self.waits(self.lock(work), asked["before_id"])
        self._end_all(offers.lost(self.model, work, at), OfferEnd.WITHDRAWN, at)
        if not waits or offers.hinders(self.model, work, asked["agent_id"], at):
            return
        of = {f"{self.model.WORK}_id": work}
        made = self.model._default_manager.create(**of, offered_at=at, **asked)
        said = self.offered(
            **{self.model.WORK: work},
            reason=asked["reason"].value,
            score=asked["score"],
            among=asked["among"],
            in_hand=asked["in_hand"],
            before=asked["before_id"],
        )
        events.record(said, subject=made, by=SWITCHBOARD, at=at)
        self.show(made)

    @transaction.atomic
    def end(
        self, *, work: int, agent_id: int, offered_at: datetime, result: OfferEnd, at: datetime
    ) -> None:
        """Note that an offer is over that its agent did not answer; twice is once."""
        this = {self.model.WORK: work, "agent": agent_id, "offered_at": offered_at}
        self._end_all(offers.standing(self.model).filter(**this), result, at)

    @transaction.atomic
    def withdraw_all(self, *, node: str, serving: Sequence[str] = (), at: datetime) -> None:
        """End the offers that a switchboard before this one made at a node: it remembers none.

        Args:
            serving: the nodes that serve now; none where only one is named.
        """
        self._end_all(offers.standing_at(self.model, node, serving), OfferEnd.WITHDRAWN, at)

    @transaction.atomic
    def answer(self, *, offer_id: int, result: OfferEnd, by: User, at: datetime) -> O:
        """Note what the agent who is asked says, behind the lock of the work.

        A late one is taken as well while its work waits.

        Raises:
            OfferOver: it has ended, somebody else is asked, or a colleague took or ended the work.
        """
        known = self.model._default_manager.filter(pk=offer_id, agent=by).first()
        if known is None:
            raise OfferOver
        work = self.lock(known.work_id)
        # It may have been given back to all since it was offered
        waits = any(self.waits(work, each) for each in (known.before_id, None, by.pk))
        if result == OfferEnd.ACCEPTED and not waits:
            raise OfferOver
        mine = offers.standing(self.model).filter(pk=offer_id)
        found = self._end_all(mine, result, at, by=Actor.staff(by.pk))
        if not found:
            raise OfferOver
        return found[0]

    @transaction.atomic
    def note_taken(self, *, work: int, by: User, at: datetime) -> None:
        """Note in the offer of a work, if there is one, that the agent who is asked took it.

        What another agent is asked, the switchboard withdraws.
        """
        mine = offers.standing(self.model).filter(**{self.model.WORK: work}, agent=by)
        self._end_all(mine, OfferEnd.ACCEPTED, at, by=Actor.staff(by.pk))

    def _end_all(
        self, those: QuerySet[O], result: OfferEnd, at: datetime, *, by: Actor = SWITCHBOARD
    ) -> list[O]:
        found = list(those.select_for_update(of=("self",)))
        for each in found:
            each.ended_at, each.result = at, result
            each.save(update_fields=["ended_at", "result"])
            said = self.ended(**{self.model.WORK: each.work_id}, result=result.value)
            events.record(said, subject=each, by=by, at=at)
            self.show(each)
        return found
