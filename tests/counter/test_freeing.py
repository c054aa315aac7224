"""A clerk goes home without leaving the desk: it is seen, and the visitor is called elsewhere."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from tests import cast
from tests.cases.at_once import at_once
from tests.counter import visitors
from tests.counter.visitors import AT, MINUTE

from alo153.accounts.actions import note_sign_in
from alo153.accounts.models import User
from alo153.accounts.policy import NotPermitted
from alo153.core import events
from alo153.counter import actions, queries
from alo153.counter.actions import AtAnotherDesk
from alo153.counter.lifecycle import State
from alo153.counter.models import DeskSession, Ticket
from alo153.counter.turn import Why

pytestmark = pytest.mark.django_db
LATER = AT + 30 * MINUTE


def free(desk: DeskSession, at: datetime = LATER) -> None:
    actions.free_desk(session=desk, by=cast.staff("hakan"), at=at)
    desk.refresh_from_db()


def test_the_visitor_of_a_freed_desk_is_the_next_one_elsewhere() -> None:
    left, earlier = visitors.sit(letters="B"), visitors.take("A")
    hers = visitors.take("B", at=AT + MINUTE)
    ticket = visitors.served(left, at=AT + 2 * MINUTE)
    free(left)
    assert left.closed_at == LATER
    other = visitors.sit("elif", 3)
    called = visitors.call(other, at=LATER + MINUTE)
    assert (called.pk, called.shown, called.why) == (hers.pk, ticket.shown, Why.BACK)
    actions.begin(ticket=called, by=other.user, at=LATER + 2 * MINUTE)
    contact = Ticket.objects.select_related("interaction").get(pk=hers.pk).interaction
    assert (contact.agent, contact.answered_at) == (other.user, AT + 2 * MINUTE)
    actions.finish(ticket=called, by=other.user, at=LATER + 3 * MINUTE)
    # Only once does it go before the others
    assert visitors.call(other, at=LATER + 4 * MINUTE) == earlier
    assert [event.name for event in events.history(left)] == ["desk.opened", "desk.freed"]
    assert "ticket.put_back" in [event.name for event in events.history(hers)]


def test_a_freed_desk_takes_somebody_else_and_freeing_twice_is_once() -> None:
    left = visitors.sit(desk=2)
    free(left)
    free(left, LATER + MINUTE)
    assert left.closed_at == LATER
    assert visitors.sit("elif", 2).desk == 2
    # Whoever comes back meanwhile sits down anew
    assert queries.session_of(left.user) is None


def test_a_clerk_who_comes_back_does_nothing_with_a_visitor_who_waits_again() -> None:
    visitors.take()
    left = visitors.sit()
    ticket = visitors.served(left)
    free(left)
    with pytest.raises(AtAnotherDesk):
        actions.finish(ticket=ticket, by=left.user, at=LATER)
    assert Ticket.objects.get().state == State.WAITING


def test_colleagues_free_no_desk() -> None:
    left = visitors.sit()
    for name in ("pinar", "elif", "selin"):
        with pytest.raises(NotPermitted):
            actions.free_desk(session=left, by=cast.staff(name), at=LATER)


def gone_since(at: datetime) -> datetime | None:
    [staffed] = queries.standing(visitors.office(), at).staffed
    return staffed.gone_since


def test_a_desk_counts_as_left_some_minutes_after_the_last_sign_of_its_clerk() -> None:
    desk = visitors.sit()
    assert gone_since(AT + 4 * MINUTE) is None
    assert gone_since(AT + 6 * MINUTE) == AT
    actions.note_desk_seen(by=desk.user, at=AT + 6 * MINUTE)
    assert gone_since(AT + 10 * MINUTE) is None
    assert gone_since(AT + 12 * MINUTE) == AT + 6 * MINUTE


def test_who_works_on_another_page_is_not_gone() -> None:
    desk = visitors.sit()
    sign_in(desk.user)
    assert gone_since(AT + 12 * MINUTE) is None
    assert gone_since(AT + timedelta(hours=1)) == AT + 10 * MINUTE


def sign_in(user: User) -> None:
    note_sign_in(
        user=user,
        session_key="a",
        address="192.0.2.1",
        browser="",
        methods=[],
        by=cast.actor(user.username),
        at=AT + 10 * MINUTE,
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("verb", [actions.begin, actions.call_again])
def test_a_clerk_who_presses_while_the_desk_is_freed_keeps_nobody(
    verb: Callable[..., None],
) -> None:
    visitors.take()
    left = visitors.sit()
    ticket = visitors.call(left)

    def press() -> None:
        with suppress(AtAnotherDesk):
            verb(ticket=ticket, by=left.user, at=LATER)

    at_once(lambda: free(left), press)
    ticket.refresh_from_db()
    assert (ticket.state, ticket.session) == (State.WAITING, None)
