"""Visitors wait in the tables, desks are free there, and what is decided is written there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import cast
from tests.counter import visitors
from tests.counter.visitors import AT, MINUTE
from tests.switchboard.written.desk import MEDIA
from tests.switchboard.written.in_tables import Switchboard

from alo153.calls.call_words import AgentState
from alo153.calls.models import AgentSession
from alo153.contacts.offering.media import Media
from alo153.contacts.offering.offer_outcomes import OfferEnd
from alo153.contacts.queries import offers
from alo153.counter import actions
from alo153.counter.models import TicketOffer
from alo153.counter.offering import queries
from alo153.switchboard.written import records
from alo153.switchboard.written.loading import look
from alo153.workforce.models import WrittenHold
from alo153.workforce.queries import holds

pytestmark = pytest.mark.django_db


def test_a_visitor_is_offered_to_a_free_desk_of_their_place_that_serves_the_letter() -> None:
    visitors.take("A")
    wrong_letter = visitors.sit("hakan", 2, "B")
    elsewhere = actions.open_desk(
        office=visitors.office("gebze"),
        desk=1,
        letters="A",
        by=visitors.sit("pinar", 4).user,
        at=AT,
    )
    switchboard = Switchboard()
    switchboard.turn(AT + MINUTE)
    assert not TicketOffer.objects.exists()
    here = visitors.sit("elif", 3, "AC")
    switchboard.turn(AT + 2 * MINUTE)
    offer = queries.offered_to(here.user, AT + 2 * MINUTE)
    assert offer
    assert (offer.ticket.shown, offer.among) == ("A001", 1)
    for other in (wrong_letter, elsewhere):
        assert queries.offered_to(other.user, AT + 2 * MINUTE) is None
    actions.call_next(session=here, by=here.user, at=AT + 2 * MINUTE)
    switchboard.turn(AT + 3 * MINUTE)
    assert TicketOffer.objects.get().result == OfferEnd.ACCEPTED


def test_what_a_faster_desk_called_is_taken_back_from_the_one_that_was_asked() -> None:
    visitors.take()
    asked = visitors.sit("elif", 3)
    switchboard = Switchboard()
    switchboard.turn(AT + MINUTE)
    faster = visitors.sit("hakan", 2)
    actions.call_next(session=faster, by=faster.user, at=AT + MINUTE)
    switchboard.turn(AT + MINUTE + timedelta(seconds=1))
    [offer] = TicketOffer.objects.all()
    assert (offer.agent, offer.result) == (asked.user, OfferEnd.WITHDRAWN)


def test_a_program_that_starts_anew_ends_what_the_former_one_offered() -> None:
    visitors.take()
    visitors.sit("elif", 3)
    Switchboard().turn(AT + MINUTE)
    records.withdraw_all(node="main", at=AT + 2 * MINUTE)
    assert TicketOffer.objects.get().result == OfferEnd.WITHDRAWN
    Switchboard().turn(AT + 2 * MINUTE)
    assert offers.standing(TicketOffer).count() == 1


def test_of_several_nodes_one_offers_to_each_clerk() -> None:
    """By the telephone of the clerk; without one, the first that is named."""
    with_telephone, without = visitors.sit("elif", 3), visitors.sit("hakan", 2)
    AgentSession.objects.create(
        user=cast.staff("elif"), since=AT, state=AgentState.PAUSED, node="two"
    )

    def of(node: str, *serving: str) -> set[int]:
        found = queries.free_desks(node=node, serving=serving, at=AT + MINUTE)
        return {each.clerk for each in found}

    assert of("one", "one", "two") == {without.user_id}
    assert of("two", "one", "two") == {with_telephone.user_id}
    assert of("one", "one") == {without.user_id, with_telephone.user_id}, "node two is dead"
    assert of("two", "two") == {without.user_id, with_telephone.user_id}, "node one is dead"


def test_a_city_without_the_medium_offers_no_visitor() -> None:
    visitors.take()
    visitors.sit("elif", 3)
    seen = look(Media(by_key={"chat": MEDIA.by_key["chat"]}), {}, (), AT + MINUTE)
    assert (seen.waiting, seen.clerks) == ((), {})


def test_a_visitor_waits_for_no_planner_who_holds_written_work_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(holds, "standing", lambda _at: WrittenHold())
    visitors.take()
    visitors.sit("elif", 3)
    Switchboard().turn(AT + MINUTE)
    assert offers.standing(TicketOffer).count() == 1
