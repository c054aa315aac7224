"""Who may make the center call which numbers."""

from datetime import UTC, datetime, timedelta

import pytest
from tests import cast

from alo153.accounts.models import User
from alo153.calls import actions
from alo153.calls.models import Command
from alo153.calls.numbers.dialing import Barred, NumberBarred
from alo153.calls.supervision.guest_seats.actions import Invited, open_seat
from alo153.citizens import demo
from alo153.city.rules.phone import parse
from alo153.core.clock import now

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
HOME, SERVICE, ABROAD = "0532 000 01 03", "185", "+44 20 7946 0958"
PREMIUM, DIRECTORY, EMERGENCY = "0900 211 00 00", "118 11", "112"
ABROAD_AND_PREMIUM = "+44 909 879 0000"


def call(username: str, number: str) -> Barred | None:
    """Dial a number, ask it and give a call to it; return why not, if not."""
    user = cast.staff(username)
    return call_as(user, number)


def call_as(user: User, number: str, *, country: str = "TR") -> Barred | None:
    whom = parse(number, country=country)
    ways = (
        lambda: actions.dial_call_back(user=user, number=whom, at=AT),
        lambda: actions.consult(user=user, number=whom, at=AT),
        lambda: actions.invite(user=user, number=whom, at=AT),
        lambda: actions.blind_transfer(user=user, number=whom, at=AT),
    )
    found = {_refusal(way) for way in ways}
    assert len(found) == 1, "each way asks the same"
    return found.pop()


def _refusal(way: object) -> Barred | None:
    asked = Command.objects.count()
    try:
        way()  # type: ignore[operator]
    except NumberBarred as barred:
        assert Command.objects.count() == asked
        return barred.why
    return None


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (HOME, None),
        (SERVICE, None),
        (EMERGENCY, None),
        (ABROAD, Barred.FOREIGN),
        (PREMIUM, Barred.SURCHARGED),
        (DIRECTORY, Barred.SURCHARGED),
        (ABROAD_AND_PREMIUM, Barred.SURCHARGED),
    ],
)
def test_an_agent_calls_at_home_and_pays_no_surcharge(number: str, why: Barred | None) -> None:
    assert call("elif", number) is why


@pytest.mark.parametrize(
    ("number", "why"), [(ABROAD, None), (HOME, None), (PREMIUM, Barred.SURCHARGED)]
)
def test_a_supervisor_calls_abroad_too(number: str, why: Barred | None) -> None:
    assert call("hakan", number) is why


@pytest.mark.parametrize(
    ("number", "why"), [(HOME, Barred.GUEST), (SERVICE, Barred.GUEST), (EMERGENCY, None)]
)
def test_a_guest_calls_nobody_but_for_an_emergency(number: str, why: Barred | None) -> None:
    assert call_as(guest_of(cast.staff("elif"), by=cast.staff("hakan")), number) is why


def guest_of(mentor: User, *, by: User) -> User:
    at = now()  # a guest's right ends with the seat
    invited = Invited(
        full_name="Deniz Aydın", mentor=mentor, from_at=at, until=at + timedelta(hours=1)
    )
    seat, _code = open_seat(invited=invited, language="tr", by=by, at=at)
    return seat.guest


@pytest.mark.usefixtures("harborview")
def test_the_number_for_an_emergency_is_that_of_the_city() -> None:
    dana, marcus = (
        demo.enroll_person(each, password=cast.PASSWORD, at=AT)
        for each in cast.pack("harborview").staff
        if each.username in {"dana", "marcus"}
    )
    guest = guest_of(dana, by=marcus)
    assert call_as(guest, "911", country="US") is None
    assert call_as(guest, "112", country="US") is Barred.GUEST
