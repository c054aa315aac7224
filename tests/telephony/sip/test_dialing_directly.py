"""A telephone with an account of ours dials by itself, past the pages that ask who may call whom.

The classes of service are asked where a page calls for somebody (`calls/test_dialing.py`). Asterisk
itself connects no account to the network: neither a supervisor's nor a guest's nor a citizen's.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.telephony.calls.transfers import House
from tests.telephony.programs.registering import dial, register
from tests.telephony.programs.switchboards import Center, newcomer, until

from alo153.accounts.models import User
from alo153.calls import actions
from alo153.calls.endpoints.phone_accounts import PhoneAccount
from alo153.calls.models import Call
from alo153.calls.supervision.guest_seats.actions import Invited, open_seat, take_seat
from alo153.core.clock import now

pytestmark = pytest.mark.telephony

NUMBERS = ("05320000103", "00442079460000", "+442079460000", "09000000000", "112", "153")
REFUSED_BY_DIALPLAN = 404


def guest() -> User:
    """Let Hakan open a seat for a guest whose mentor is Murat, and let the guest take it."""
    invited = Invited(
        full_name="Deniz Aydın",
        mentor=newcomer("murat"),
        from_at=now(),
        until=now() + timedelta(hours=1),
    )
    seat, code = open_seat(invited=invited, language="tr", by=newcomer("hakan"), at=now())
    take_seat(code=code, at=now())
    return seat.guest


@pytest.mark.parametrize("role", ["supervisor", "guest"])
def test_the_telephone_of_staff_reaches_nobody_by_itself(house: House, role: str) -> None:
    center = house.center
    user = newcomer("hakan") if role == "supervisor" else guest()
    account = center.seat(user, center.sipp.listen())
    for number in NUMBERS:
        assert dial(center.asterisk.telephony.sip_port, account, number) >= 400, number
    nothing_went_out(house)


def test_a_citizen_s_browser_reaches_the_center_alone(house: House) -> None:
    center = house.center
    account = browser(center)
    for number in (number for number in NUMBERS if number != "153"):
        status = dial(center.asterisk.telephony.sip_port, account, number)
        assert status == REFUSED_BY_DIALPLAN, number
    nothing_went_out(house)


def browser(center: Center) -> PhoneAccount:
    account = actions.provision_guest(at=now())
    port = center.asterisk.telephony.sip_port
    until(lambda: register(port, account, "sip:guest@127.0.0.1:9") == 200)
    center.speak_plainly(account.name)
    return account


def nothing_went_out(house: House) -> None:
    until(lambda: not house.center.channels())
    assert house.outside.called == ""
    assert not Call.objects.exists()
