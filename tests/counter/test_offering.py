"""A visitor is offered to a desk: its clerk calls them, another is faster, or it passes."""

import pytest
from tests.counter import visitors
from tests.counter.visitors import AT, MINUTE

from alo153.contacts.offering.offer_outcomes import OfferEnd
from alo153.core import events
from alo153.counter import actions
from alo153.counter.models import DeskSession, Ticket, TicketOffer
from alo153.counter.offering import queries
from alo153.counter.offering.actions import OFFERS
from alo153.counter.turn import Why

pytestmark = pytest.mark.django_db


def end(offer: TicketOffer, result: OfferEnd) -> None:
    OFFERS.end(
        work=offer.ticket_id,
        agent_id=offer.agent_id,
        offered_at=offer.offered_at,
        result=result,
        at=AT + MINUTE,
    )


def test_a_desk_calls_whom_it_is_offered() -> None:
    ticket, desk = visitors.take(), visitors.sit()
    offer = visitors.offered(ticket, desk)
    assert queries.why(offer, desk, AT) is Why.FIRST
    assert visitors.call(desk, at=AT) == ticket
    offer.refresh_from_db()
    assert (offer.result, offer.ended_at) == (OfferEnd.ACCEPTED, AT)
    assert [each.name for each in events.history(offer)] == ["ticket.offered", "ticket.offer_ended"]


def test_an_offer_passes_nobody_whichever_desk_presses_first() -> None:
    first, second = visitors.take(), visitors.take(at=AT + MINUTE)
    one, other = visitors.sit(), visitors.sit("hakan", 2)
    visitors.offered(first, one)
    offer = visitors.offered(second, other)
    assert queries.why(offer, other, AT) is Why.OFFERED
    assert visitors.call(other, at=AT) == first
    assert visitors.call(one, at=AT) == second
    offer.refresh_from_db()
    assert offer.result == "", "the switchboard withdraws it: its desk has a visitor"


def test_a_visitor_who_is_offered_waits_for_no_clerk_who_does_not_press() -> None:
    ticket = visitors.take()
    one, other = visitors.sit(), visitors.sit("hakan", 2)
    offer = visitors.offered(ticket, one)
    assert visitors.call(other, at=AT) == ticket
    assert queries.offered_to(one.user, AT) is None
    assert actions.call_next(session=one, by=one.user, at=AT) is None
    end(offer, OfferEnd.WITHDRAWN)
    offer.refresh_from_db()
    assert offer.result == OfferEnd.WITHDRAWN


def test_an_offer_that_is_over_by_the_clock_is_shown_to_nobody() -> None:
    desk = visitors.sit()
    visitors.offered(visitors.take(), desk)
    assert queries.offered_to(desk.user, AT) is not None
    assert queries.offered_to(desk.user, AT + MINUTE) is None


def test_nobody_is_offered_who_is_called_already_or_offered_elsewhere() -> None:
    ticket = visitors.take()
    one, other = visitors.sit(), visitors.sit("hakan", 2)
    visitors.offered(ticket, one)
    with pytest.raises(TicketOffer.DoesNotExist):
        visitors.offered(ticket, other)
    visitors.call(one, at=AT)
    with pytest.raises(TicketOffer.DoesNotExist):
        visitors.offered(ticket, other)


def test_what_is_written_twice_counts_once() -> None:
    offer = visitors.offered(visitors.take(), visitors.sit())
    for result in (OfferEnd.NO_ANSWER, OfferEnd.WITHDRAWN):
        end(offer, result)
    offer.refresh_from_db()
    assert offer.result == OfferEnd.NO_ANSWER


def test_a_desk_is_free_from_when_its_visitor_has_gone() -> None:
    visitors.take()
    desk, other = visitors.sit(), visitors.sit("hakan", 2)
    actions.finish(ticket=visitors.served(desk), by=desk.user, at=AT + MINUTE)
    visitors.take()
    moved = visitors.call(other)
    actions.transfer(ticket=moved, to=visitors.service("B"), by=other.user, at=AT + 2 * MINUTE)
    free = queries.free_desks(node="main", at=AT + 3 * MINUTE)
    assert {each.clerk: each.since for each in free} == {
        desk.user_id: AT + MINUTE,
        other.user_id: AT + 2 * MINUTE,
    }


def test_a_desk_with_a_visitor_and_one_whose_clerk_is_gone_are_not_free() -> None:
    visitors.take()
    visitors.call(visitors.sit())
    gone = visitors.sit("hakan", 2)
    assert [each.clerk for each in queries.free_desks(node="main", at=AT + MINUTE)] == [
        gone.user_id
    ]
    assert queries.free_desks(node="main", at=AT + 6 * MINUTE) == []
    actions.note_desk_seen(by=gone.user, at=AT + 5 * MINUTE)
    [again] = queries.free_desks(node="main", at=AT + 6 * MINUTE)
    assert again.clerk == gone.user_id


def test_numbers_of_a_year_ago_are_deleted_with_their_offers() -> None:
    ticket, desk = visitors.take(), visitors.sit()
    visitors.offered(ticket, desk)
    actions.miss(ticket=visitors.call(desk), by=desk.user, at=AT + 2 * MINUTE)
    actions.forget_tickets(before=(AT + 400 * 24 * 60 * MINUTE).date())
    assert not Ticket.objects.exists()
    assert not TicketOffer.objects.exists()
    assert DeskSession.objects.exists()
