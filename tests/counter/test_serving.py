"""Staff at the desks: call, serve, send on, and nobody else's visitor."""

from datetime import timedelta

import pytest
from django.test import Client
from tests import cast
from tests.cases.at_once import at_once
from tests.counter import visitors
from tests.counter.visitors import AT, MINUTE

from alo153.accounts.policy import NotPermitted
from alo153.contacts.models import Disposition
from alo153.core import events
from alo153.core.payloads import Dimensions, dimensions_of
from alo153.counter import actions, queries
from alo153.counter.lifecycle import NotNow, State
from alo153.counter.models import DeskSession, Ticket
from alo153.counter.turn import Why

pytestmark = pytest.mark.django_db


def again(ticket: Ticket) -> Ticket:
    return Ticket.objects.select_related("interaction").get(pk=ticket.pk)


def test_a_visitor_is_called_comes_is_served_and_goes() -> None:
    visitors.take()
    desk = visitors.sit()
    ticket = visitors.call(desk)
    assert (ticket.shown, ticket.state) == ("A001", State.CALLED)
    actions.begin(ticket=ticket, by=desk.user, at=AT + 2 * MINUTE)
    contact = again(ticket).interaction
    assert (contact.agent, contact.answered_at) == (desk.user, AT + 2 * MINUTE)
    actions.finish(ticket=ticket, by=desk.user, at=AT + 9 * MINUTE)
    over = again(ticket)
    assert (over.state, over.ended_at) == (State.SERVED, AT + 9 * MINUTE)
    assert over.interaction.ended_at == AT + 9 * MINUTE
    of_desk = Dimensions(channel="counter", agent=desk.user.pk)
    assert [(event.name, dimensions_of(event.data)) for event in events.history(over)] == [
        ("ticket.taken", Dimensions(channel="counter")),
        ("ticket.called", of_desk),
        ("ticket.begun", of_desk),
        ("ticket.served", of_desk),
    ]
    assert [dimensions_of(event.data) for event in events.history(desk)] == [of_desk]


def test_who_does_not_come_is_one_who_gave_up() -> None:
    visitors.take()
    desk = visitors.sit()
    ticket = visitors.call(desk)
    actions.call_again(ticket=ticket, by=desk.user, at=AT + 2 * MINUTE)
    assert again(ticket).called_at == AT + 2 * MINUTE
    actions.miss(ticket=ticket, by=desk.user, at=AT + 3 * MINUTE)
    missed = again(ticket)
    assert missed.state == State.NO_SHOW
    assert missed.interaction.disposition == Disposition.ABANDONED
    assert missed.interaction.answered_at is None


def test_who_was_served_is_sent_on_and_then_does_not_come_has_not_given_up() -> None:
    visitors.take()
    desk, other = visitors.sit(), visitors.sit("hakan", 2, "B")
    ticket = visitors.served(desk)
    actions.transfer(ticket=ticket, to=visitors.service("B"), by=desk.user, at=AT + 2 * MINUTE)
    visitors.call(other, at=AT + 3 * MINUTE)
    actions.miss(ticket=ticket, by=other.user, at=AT + 4 * MINUTE)
    missed = again(ticket)
    assert missed.state == State.NO_SHOW
    assert missed.interaction.disposition is None
    assert missed.interaction.ended_at == AT + 4 * MINUTE


def test_who_is_sent_on_keeps_number_and_place_in_the_line() -> None:
    first = visitors.take("A")
    visitors.take("B", at=AT + MINUTE)
    desk, other = visitors.sit(), visitors.sit("hakan", 2, "B")
    ticket = visitors.served(desk, at=AT + 2 * MINUTE)
    actions.transfer(ticket=ticket, to=visitors.service("B"), by=desk.user, at=AT + 3 * MINUTE)
    called = visitors.call(other, at=AT + 4 * MINUTE)
    assert (called.pk, called.shown) == (first.pk, "A001")
    actions.begin(ticket=called, by=other.user, at=AT + 5 * MINUTE)
    contact = again(first).interaction
    assert (contact.agent, contact.answered_at) == (other.user, AT + 2 * MINUTE)


def test_who_is_sent_to_a_desk_is_called_there() -> None:
    visitors.take()
    desk, second, third = visitors.sit(), visitors.sit("hakan", 2), visitors.sit("elif", 3)
    ticket = visitors.served(desk)
    actions.transfer(
        ticket=ticket, to=visitors.service("C"), desk=3, by=desk.user, at=AT + 2 * MINUTE
    )
    assert actions.call_next(session=second, by=second.user, at=AT + 3 * MINUTE) is None
    assert visitors.call(third, at=AT + 3 * MINUTE) == ticket


def test_nobody_is_sent_where_there_is_no_desk() -> None:
    visitors.take()
    desk = visitors.sit()
    ticket = visitors.served(desk)
    for wrong in (0, 7, desk.desk):
        with pytest.raises(actions.NoSuchDesk):
            actions.transfer(
                ticket=ticket, to=visitors.service("B"), desk=wrong, by=desk.user, at=AT
            )
    with pytest.raises(actions.NoSuchDesk):
        actions.transfer(ticket=ticket, to=visitors.service("A", "gebze"), by=desk.user, at=AT)


def test_a_desk_has_one_visitor_at_a_time() -> None:
    visitors.take(), visitors.take()
    desk = visitors.sit()
    visitors.call(desk)
    with pytest.raises(NotNow):
        actions.call_next(session=desk, by=desk.user, at=AT + 2 * MINUTE)
    with pytest.raises(actions.DeskBusy):
        actions.close_desk(session=desk, by=cast.actor("pinar"), at=AT + 2 * MINUTE)


def test_a_colleague_s_visitor_is_not_mine() -> None:
    visitors.take()
    desk, other = visitors.sit(), visitors.sit("hakan", 2)
    ticket = visitors.served(desk)
    for verb in (actions.call_again, actions.begin, actions.finish, actions.miss):
        with pytest.raises(actions.AtAnotherDesk):
            verb(ticket=ticket, by=other.user, at=AT)
    with pytest.raises(actions.AtAnotherDesk):
        actions.call_next(session=desk, by=other.user, at=AT)
    assert queries.served_by(other.user, ticket.pk) is None


def test_who_may_not_serve_may_not_sit_down_or_call() -> None:
    for stranger in (cast.staff("elif"), cast.staff("selin")):
        with pytest.raises(NotPermitted):
            actions.open_desk(office=visitors.office(), desk=1, letters="A", by=stranger, at=AT)


def test_a_desk_is_one_person_s_and_a_person_has_one_desk() -> None:
    visitors.sit("pinar", 1)
    with pytest.raises(actions.DeskTaken):
        visitors.sit("hakan", 1)
    moved = visitors.sit("pinar", 4)
    assert list(DeskSession.objects.filter(closed_at=None)) == [moved]
    for desk, letters in ((0, "A"), (7, "A"), (2, ""), (2, "Z")):
        with pytest.raises(actions.NoSuchDesk):
            visitors.sit("hakan", desk, letters)


def test_the_day_s_end_ends_what_is_open_and_a_year_later_numbers_go() -> None:
    waits, called, comes = visitors.take(), visitors.take(), visitors.take()
    desk, other = visitors.sit(), visitors.sit("hakan", 2)
    Ticket.objects.filter(pk=waits.pk).update(taken_at=AT + timedelta(hours=2))
    visitors.call(desk)
    visitors.served(other)
    assert actions.close_days(at=AT + timedelta(hours=12)) == 0, "it is the same day"
    assert actions.close_days(at=AT + timedelta(hours=15)) == 3
    assert {each.state for each in Ticket.objects.all()} == {State.LAPSED}
    left = [again(each).interaction for each in (waits, called, comes)]
    assert [each.disposition for each in left] == [
        Disposition.ABANDONED,
        Disposition.ABANDONED,
        None,
    ]
    assert all(each.ended_at for each in left)
    assert not DeskSession.objects.filter(closed_at=None).exists()
    assert actions.forget_tickets(before=waits.day) == 0
    assert actions.forget_tickets(before=waits.day + timedelta(days=1)) == 3


def test_last_calls_show_numbers_in_their_order_and_not_who_is_sent_on() -> None:
    for _ in range(7):
        visitors.take()
    desk = visitors.sit()
    for minute in range(1, 8):
        ticket = visitors.call(desk, at=AT + minute * MINUTE)
        if minute < 7:
            actions.miss(ticket=ticket, by=desk.user, at=AT + minute * MINUTE)
    shown = [each.shown for each in queries.last_calls(desk.office, AT)]
    assert shown == ["A007", "A006", "A005", "A004", "A003"]
    actions.transfer(ticket=ticket, to=visitors.service("B"), by=desk.user, at=AT + 9 * MINUTE)
    assert queries.last_calls(desk.office, AT)[0].shown == "A006"


def test_a_supervisor_sees_who_waits_for_what_and_how_long() -> None:
    visitors.take("A"), visitors.take("A", at=AT + MINUTE), visitors.take("C")
    desk = visitors.sit(letters="A")
    ticket = visitors.call(desk)
    standing = queries.standing(desk.office, AT + 2 * MINUTE)
    assert [(line.service.letter, line.number) for line in standing.lines] == [
        ("A", 1),
        ("B", 0),
        ("C", 1),
    ]
    assert standing.lines[0].longest_since == AT + MINUTE
    assert standing.number == 2
    assert [(each.desk, each.ticket) for each in standing.staffed] == [(desk, ticket)]


@pytest.mark.django_db(transaction=True)
def test_desks_that_press_at_the_same_moment_get_different_visitors() -> None:
    for _ in range(3):
        visitors.take()
    names = ["pinar", "hakan", "elif", "murat"]
    desks = [visitors.sit(name, number) for number, name in enumerate(names, 1)]
    called = at_once(
        *(
            lambda desk=desk: actions.call_next(session=desk, by=desk.user, at=AT + MINUTE)
            for desk in desks
        )
    )
    assert sorted(str(each) for each in called) == ["A001", "A002", "A003", "None"]


def test_next_says_why_this_visitor_and_its_desk_has_one(client: Client) -> None:
    visitors.take()
    first = visitors.take(priority=True, at=AT + MINUTE)
    desk = visitors.sit()
    assert queries.with_visitor([desk.user_id]) == frozenset()
    assert visitors.call(desk, at=AT + 2 * MINUTE).pk == first.pk
    assert again(first).why == Why.PRIORITY
    assert queries.with_visitor([desk.user_id]) == {desk.user_id}
    client.force_login(desk.user)
    assert "Öncelikli olduğu için" in client.get("/counter/").content.decode()
    actions.miss(ticket=again(first), by=desk.user, at=AT + 3 * MINUTE)
    assert queries.with_visitor([desk.user_id]) == frozenset()
