"""A visitor takes a number: once for each press, never the same as somebody else."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from tests import cast
from tests.cases.at_once import at_once
from tests.counter import visitors
from tests.counter.visitors import AT

from alo153.citizens.channel import Channel
from alo153.contacts.models import Interaction
from alo153.core import events
from alo153.counter import actions, queries
from alo153.counter.actions import taking
from alo153.counter.models import MOST_A_DAY, Device, Ticket

pytestmark = pytest.mark.django_db


def test_numbers_count_by_service_and_day() -> None:
    shown = [visitors.take(letter).shown for letter in "AABA"]
    assert shown == ["A001", "A002", "B001", "A003"]
    assert visitors.take("A", at=AT + timedelta(days=1)).shown == "A001"


def test_each_place_has_its_own_numbers() -> None:
    visitors.take("A")
    elsewhere, _key = visitors.device(slug="gebze")
    assert visitors.take("A", at_kiosk=elsewhere).shown == "A001"


def test_a_number_begins_a_contact_at_the_counter_of_nobody_known() -> None:
    ticket = visitors.take()
    contact = ticket.interaction
    assert (contact.channel, contact.started_at) == (Channel.COUNTER, AT)
    assert (contact.citizen, contact.agent, contact.address) == (None, None, "")
    assert [event.name for event in events.history(contact)] == ["interaction.started"]
    assert [event.name for event in events.history(ticket)] == ["ticket.taken"]


def test_one_press_is_one_number_however_often_it_is_sent() -> None:
    press = uuid.uuid4()
    assert visitors.take(press=press) == visitors.take(press=press)
    assert Ticket.objects.count() == Interaction.objects.count() == 1


def test_a_child_at_play_does_not_use_up_the_numbers() -> None:
    for _ in range(taking.PRESSES):
        visitors.take()
    with pytest.raises(actions.TooManyPresses):
        visitors.take()
    assert visitors.take(at=AT + timedelta(minutes=1)).number == taking.PRESSES + 1


def test_outside_the_hours_and_on_a_holiday_no_number_is_given() -> None:
    night = AT + timedelta(hours=10)
    republic_day = datetime(2026, 10, 29, 8, 0, tzinfo=UTC)
    for closed in (night, republic_day):
        with pytest.raises(actions.OfficeClosed):
            visitors.take(at=closed)
    assert not Ticket.objects.exists()


def test_what_the_place_does_not_offer_has_no_number() -> None:
    with pytest.raises(actions.NotOffered):
        visitors.take("Z")


def test_after_the_last_number_of_a_day_there_is_none() -> None:
    ticket = visitors.take()
    Ticket.objects.filter(pk=ticket.pk).update(number=MOST_A_DAY)
    with pytest.raises(actions.NumbersUsedUp):
        visitors.take()


def test_who_waits_is_told_how_many_are_before_them() -> None:
    first, second = visitors.take(), visitors.take()
    old = visitors.take(priority=True)
    counts = [queries.before(each, AT) for each in (first, second, old)]
    assert counts == [1, 2, 0]


def test_who_comes_for_something_else_waits_behind_those_whom_the_same_desks_call() -> None:
    visitors.take("A"), visitors.take("A")
    other = visitors.take("B")
    assert queries.before(other, AT) == 2, "no desk is open yet"
    visitors.sit("pinar", 1, "ABC")
    assert queries.before(other, AT) == 2
    assert queries.before(visitors.take("C"), AT) == 3


def test_who_has_desks_of_their_own_waits_for_nobody_else() -> None:
    visitors.take("A"), visitors.take("A")
    other = visitors.take("B")
    visitors.sit("pinar", 1, "A"), visitors.sit("hakan", 2, "B")
    assert queries.before(other, AT) == 0


def test_the_key_of_a_screen_opens_its_own_kind_until_it_is_revoked() -> None:
    kiosk, key = visitors.device()
    assert queries.device(key, Device.Kind.KIOSK) == kiosk
    assert queries.device(key, Device.Kind.HALL) is None
    assert queries.device(key + "x", Device.Kind.KIOSK) is None
    actions.revoke_device(device=kiosk, by=cast.staff("hakan"), at=AT)
    assert queries.device(key, Device.Kind.KIOSK) is None


@pytest.mark.django_db(transaction=True)
def test_numbers_never_repeat_when_kiosks_are_pressed_at_the_same_moment() -> None:
    kiosks = [visitors.device()[0] for _ in range(8)]

    def press(kiosk: Device) -> str:
        return visitors.take(at_kiosk=kiosk).shown

    taken = at_once(*(lambda kiosk=kiosk: press(kiosk) for kiosk in kiosks))
    assert sorted(map(str, taken)) == [f"A00{number}" for number in range(1, 9)]


@pytest.mark.django_db(transaction=True)
def test_one_press_sent_twice_at_the_same_moment_is_one_number() -> None:
    kiosk, press = visitors.kiosk(), uuid.uuid4()
    taken = at_once(*(lambda: visitors.take(at_kiosk=kiosk, press=press),) * 4)
    assert len({str(ticket) for ticket in taken}) == 1
    assert Ticket.objects.count() == 1
