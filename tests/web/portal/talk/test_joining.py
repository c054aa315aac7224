"""The page behind a link to a call: an account for one browser, as long as the call stands."""

import html
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests import cast
from tests.cast import AT
from tests.web.portal.signing import FIRST, calls

from alo153.calls import actions
from alo153.calls.models import Call, Command, GuestPhone
from alo153.calls.models.invitations import Invitation
from alo153.channels.models import CapturedMessage
from alo153.channels.sms.length import measure
from alo153.contacts import actions as contacts
from alo153.contacts.about import About
from alo153.contacts.models import Message
from alo153.core import clock
from alo153.core.models import Event


@pytest.fixture
def token() -> str:
    calls(FIRST)
    agent = cast.staff("elif")
    Call.objects.filter(pk=FIRST).update(agent=agent, answered_at=AT)
    return actions.invite_guest(user=agent, call=Call.objects.get(pk=FIRST), at=clock.now())


def test_the_link_opens_a_page_that_joins(client: Client, token: str) -> None:
    page = client.get(f"/join/{token}/").content.decode()
    assert "Katıl" in page
    assert "data-answers data-video" in " ".join(page.split())
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
    second = Client()
    assert second.post(f"/join/{token}/session/").json()["uri"] != first
    assert GuestPhone.objects.count() == 1
    refused = client.post(f"/join/{token}/knock/")
    assert refused.status_code == 404
    assert "başka bir tarayıcıda açıldı" in refused.json()["error"]
    assert second.post(f"/join/{token}/knock/").status_code == 204


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
    knock = client.post(f"/join/{token}/knock/")
    assert knock.status_code == 404
    assert "Bu bağlantının süresi doldu" in knock.json()["error"]


def test_only_the_agent_of_the_call_invites(client: Client, token: str) -> None:
    with pytest.raises(actions.NotYourCall):
        actions.invite_guest(user=cast.staff("hakan"), call=Call.objects.get(), at=clock.now())
    client.force_login(cast.staff("hakan"))
    assert client.post(f"/desk/calls/{FIRST}/invitation/").status_code == 404
    client.force_login(cast.staff("elif"))
    assert "/join/" in client.post(f"/desk/calls/{FIRST}/invitation/").content.decode()


class TestSending:
    """The desk sends the link by SMS or e-mail."""

    @pytest.fixture
    def desk(self, client: Client, token: str) -> Client:
        client.force_login(cast.staff("elif"))
        return client

    def send(self, desk: Client, token: str, to: str) -> tuple[int, str]:
        answer = desk.post(
            f"/desk/calls/{FIRST}/invitation/send/",
            {"token": token, "to": to},
            headers={"HX-Request": "true"},
        )
        return answer.status_code, html.unescape(answer.content.decode())

    @pytest.mark.parametrize(
        ("typed", "channel", "to"),
        [
            ("0532 000 01 04", "sms", "+905320000104"),
            (" doktor@hastane.example.org ", "email", "doktor@hastane.example.org"),
        ],
    )
    def test_the_link_goes_where_it_was_typed(
        self, desk: Client, token: str, typed: str, channel: str, to: str
    ) -> None:
        status, page = self.send(desk, token, typed)
        message = Message.objects.get()
        assert (status, message.channel, message.to) == (200, channel, to)
        assert message.purpose == "invite"
        assert message.about == About.row(Call.objects.get().interaction)
        assert f"/join/{token}/" in message.body
        assert "gönderiliyor" in page
        assert measure(message.body).parts <= 2 or channel == "email"

    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ("", "zorunludur"),
            ("0262 318 10 00", "SMS yalnızca cep telefonuna gider"),
            ("0532 00", "çok kısa"),
            ("doktor@", "Bu bir e-posta adresi değil"),
        ],
    )
    def test_what_cannot_be_reached_is_said_and_stays(
        self, desk: Client, token: str, typed: str, words: str
    ) -> None:
        status, page = self.send(desk, token, typed)
        assert (status, Message.objects.count()) == (422, 0)
        assert words in page
        assert f'value="{typed}"' in page or not typed

    def test_a_link_that_was_sent_is_taken_back_for_ten_seconds(
        self, desk: Client, token: str, settings: Any
    ) -> None:
        settings.SEND_DELAY_SECONDS = 10
        _, page = self.send(desk, token, "0532 000 01 04")
        assert "Geri al" in page
        message, call = Message.objects.get(), Call.objects.get()
        assert (message.due_at - message.created_at).total_seconds() == 10
        back = reverse("desk:take_invitation_back", args=[call.pk, message.pk])
        taken = html.unescape(desk.post(back, {"token": token}).content.decode())
        assert "Geri alındı; gönderilmedi." in taken
        assert not Message.objects.exists()
        late = html.unescape(desk.post(back, {"token": token}).content.decode())
        assert "Geç kaldınız" in late

    @pytest.mark.parametrize("wrong", ["", "a/b", "x" * 22])
    def test_one_is_taken_back_whatever_became_of_the_link(
        self, desk: Client, token: str, wrong: str, settings: Any
    ) -> None:
        settings.SEND_DELAY_SECONDS = 10
        self.send(desk, token, "0532 000 01 04")
        back = [Call.objects.get().pk, Message.objects.get().pk]
        answer = desk.post(reverse("desk:take_invitation_back", args=back), {"token": wrong})
        assert answer.status_code == 200
        assert not Message.objects.exists()

    def test_few_leave_for_one_call(self, desk: Client, token: str) -> None:
        for number in range(5):
            assert self.send(desk, token, f"0532 000 01 0{number}")[0] == 200
        status, page = self.send(desk, token, "0532 000 01 09")
        assert (status, Message.objects.count()) == (422, 5)
        assert "beş bağlantı" in page

    def test_nobody_sends_a_link_that_is_not_theirs_or_has_ended(
        self, desk: Client, token: str
    ) -> None:
        assert "kimse davet edilemez" in self.send(desk, "x" * 22, "0532 000 01 04")[1]
        Invitation.objects.update(expires_at=clock.now() - timedelta(seconds=1))
        assert "kimse davet edilemez" in self.send(desk, token, "0532 000 01 04")[1]
        desk.force_login(cast.staff("hakan"))
        assert self.send(desk, token, "0532 000 01 04")[0] == 404
        assert not Message.objects.exists()

    def test_the_address_stands_in_no_event_and_no_log(
        self, desk: Client, token: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        self.send(desk, token, "0532 000 01 04")
        message = Message.objects.get()
        contacts.send(message_id=message.pk, now=clock.now)
        assert CapturedMessage.objects.get().to == "+905320000104"
        told = Event.objects.filter(name="message.sent").get()
        assert About(told.data["about_type"], told.data["about_id"]) == message.about
        assert "05320000104"[1:] not in f"{Event.objects.values_list('data')}{caplog.text}"
        assert token not in f"{Event.objects.values_list('data')}{caplog.text}"
