"""The page behind a link to a call: an account for one browser, as long as the call stands."""

from datetime import timedelta

import pytest
from django.test import Client
from tests import cast
from tests.cast import AT
from tests.web.portal.test_signing import FIRST, calls

from alo153.core import clock
from alo153.switchboard import actions
from alo153.switchboard.models import Call, Command, GuestPhone
from alo153.switchboard.models_guests import Invitation


@pytest.fixture
def token() -> str:
    calls(FIRST)
    agent = cast.staff("elif")
    Call.objects.filter(pk=FIRST).update(agent=agent, answered_at=AT)
    return actions.invite_guest(user=agent, call=Call.objects.get(pk=FIRST), at=clock.now())


def test_the_link_opens_a_page_that_joins(client: Client, token: str) -> None:
    page = client.get(f"/join/{token}/").content.decode()
    assert "Katıl" in page
    assert "data-answers data-video" in page
    assert token not in str(Invitation.objects.values())


def test_the_browser_gets_an_account_and_knocks(client: Client, token: str) -> None:
    assert client.post(f"/join/{token}/knock/").status_code == 404
    account = client.post(f"/join/{token}/session/").json()
    assert "number" not in account
    assert client.post(f"/join/{token}/knock/").status_code == 204
    asked = Command.objects.get(name="let_in").payload
    assert asked == {"call": FIRST, "guest": GuestPhone.objects.get().token}


def test_a_second_browser_takes_the_place_of_the_first(client: Client, token: str) -> None:
    first = client.post(f"/join/{token}/session/").json()["uri"]
    assert client.post(f"/join/{token}/session/").json()["uri"] != first
    assert GuestPhone.objects.count() == 1


@pytest.mark.parametrize("how", ["over", "old", "wrong"])
def test_a_link_that_ended_says_so(client: Client, token: str, how: str) -> None:
    if how == "over":
        Call.objects.update(ended_at=AT, outcome="answered", ended_by="agent")
    elif how == "old":
        Invitation.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    else:
        token = "x" * 22
    page = client.get(f"/join/{token}/")
    assert page.status_code == 404
    assert "Bu bağlantının süresi doldu" in page.content.decode()
    assert client.post(f"/join/{token}/session/").status_code == 404
    assert client.post(f"/join/{token}/knock/").status_code == 404


def test_only_the_agent_of_the_call_invites(client: Client, token: str) -> None:
    with pytest.raises(actions.NotYourCall):
        actions.invite_guest(user=cast.staff("hakan"), call=Call.objects.get(), at=clock.now())
    client.force_login(cast.staff("hakan"))
    assert client.post(f"/desk/calls/{FIRST}/invitation/").status_code == 404
    client.force_login(cast.staff("elif"))
    assert "/join/" in client.post(f"/desk/calls/{FIRST}/invitation/").content.decode()
