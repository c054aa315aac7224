"""Social channels tell what was written: signed, once, and only while the channel is open."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from tests import cast
from tests.channels.contract.stand_ins import telegram as telegram_stand_in
from tests.channels.contract.stand_ins import whatsapp as whatsapp_stand_in
from tests.channels.contract.stand_ins import x as x_stand_in
from tests.channels.social.opened import opened
from tests.channels.social.shapes import (
    raw,
    telegram,
    whatsapp_message,
    whatsapp_status,
    x_account_activity,
    x_message,
    x_said,
)

from alo153.channels.models import Arrival
from alo153.channels.social.meta.signing import signature
from alo153.channels.social.opening.actions import close_channel
from alo153.channels.social.x.signing import signature as x_signature
from alo153.citizens.channel import Channel
from alo153.contacts.conversations.actions import read_arrival
from alo153.contacts.models import Message
from alo153.core import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_telegram() -> Iterator[None]:
    with opened(Channel.TELEGRAM):
        yield


@pytest.fixture
def open_x() -> Iterator[None]:
    with opened(Channel.X):
        yield


@pytest.fixture
def open_whatsapp() -> Iterator[None]:
    with opened(Channel.WHATSAPP):
        yield


def signed(channel: str, body: bytes) -> dict[str, str]:
    """Return the header by which a provider proves a body."""
    if channel == Channel.TELEGRAM:
        return {"X-Telegram-Bot-Api-Secret-Token": telegram_stand_in.SECRET}
    if channel == Channel.X:
        return {"X-Twitter-Webhooks-Signature": x_signature(body, x_stand_in.SECRET)}
    return {"X-Hub-Signature-256": signature(body, whatsapp_stand_in.SECRET)}


def post(client: Client, channel: str, told: Any, *, headers: dict[str, str] | None = None) -> int:
    body = told if isinstance(told, bytes) else raw(told)
    return client.post(
        f"/hooks/social/{channel}/",
        body,
        content_type="application/json",
        headers=signed(channel, body) if headers is None else headers,
    ).status_code


@pytest.mark.usefixtures("open_telegram")
class TestTelegram:
    def test_a_message_is_kept_and_its_replay_ignored(self, client: Client) -> None:
        for _ in range(3):
            assert post(client, "telegram", telegram()) == 200
        arrival = Arrival.objects.get()
        assert arrival.channel == "telegram"
        read_arrival(arrival_id=arrival.pk, now=clock.now)
        assert Message.objects.get().body == "Çukur var."

    @pytest.mark.parametrize("given", ["", "x", telegram_stand_in.SECRET + "x", "ş"])
    def test_whoever_does_not_know_our_secret_is_refused(self, client: Client, given: str) -> None:
        headers = {"X-Telegram-Bot-Api-Secret-Token": given.encode().decode("latin-1")}
        assert post(client, "telegram", telegram(), headers=headers) == 403
        assert not Arrival.objects.exists()

    def test_it_asks_no_question(self, client: Client) -> None:
        assert client.get("/hooks/social/telegram/?hub.mode=subscribe").status_code == 403

    def test_a_hundred_duplicates_are_one_message(self, client: Client) -> None:
        assert {post(client, "telegram", telegram()) for _ in range(100)} == {200}
        assert Arrival.objects.count() == 1


@pytest.mark.usefixtures("open_whatsapp")
class TestWhatsApp:
    def test_the_signature_is_over_the_very_bytes(self, client: Client) -> None:
        body = raw(whatsapp_message()) + b" "
        assert post(client, "whatsapp", body) == 200
        headers = signed("whatsapp", body)
        assert post(client, "whatsapp", body.strip(), headers=headers) == 403
        assert post(client, "whatsapp", body, headers={}) == 403
        assert Arrival.objects.count() == 1

    def test_ten_thousand_duplicates_are_one_message(self, client: Client) -> None:
        told = whatsapp_message()
        value = told["entry"][0]["changes"][0]["value"]
        value["messages"] *= 1000
        for _ in range(10):
            assert post(client, "whatsapp", told) == 200
        assert Arrival.objects.count() == 1

    def test_what_is_odd_in_a_push_is_logged_without_its_words_and_the_rest_is_kept(
        self, client: Client, caplog: pytest.LogCaptureFixture
    ) -> None:
        told = whatsapp_message()
        value = told["entry"][0]["changes"][0]["value"]
        value["messages"] += [{"text": {"body": "Benim derdim"}}]
        assert post(client, "whatsapp", told) == 200
        assert Arrival.objects.count() == 1
        assert "whatsapp: 1 events were not read: no id" in caplog.text
        assert "derdim" not in caplog.text

    def test_a_status_of_a_message_that_is_not_ours_is_taken(self, client: Client) -> None:
        assert post(client, "whatsapp", whatsapp_status("wamid.of-nobody", "read")) == 200

    def test_meta_asks_whether_the_address_is_ours(self, client: Client) -> None:
        asked = {"hub.mode": "subscribe", "hub.challenge": "1158201444"}
        known = asked | {"hub.verify_token": whatsapp_stand_in.VERIFY}
        answer = client.get("/hooks/social/whatsapp/", known)
        assert (answer.status_code, answer.content) == (200, b"1158201444")
        assert answer["Content-Type"] == "text/plain"
        for wrong in ({"hub.verify_token": "x"}, {}):
            assert client.get("/hooks/social/whatsapp/", asked | wrong).status_code == 403

    @pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"[" * 100_000, b"\xff"])
    def test_what_is_no_message_is_refused_in_words(self, client: Client, body: bytes) -> None:
        assert post(client, "whatsapp", body) == 400

    def test_one_larger_than_any_is_not_read(self, client: Client) -> None:
        assert post(client, "whatsapp", b"x" * (3 * 1024 * 1024 + 1)) == 413

    def test_a_channel_that_was_turned_off_takes_nothing(self, client: Client) -> None:
        close_channel(channel=Channel.WHATSAPP, by=cast.staff("yasin"), at=cast.AT)
        assert post(client, "whatsapp", whatsapp_message()) == 403
        assert not Arrival.objects.exists()


@pytest.mark.usefixtures("open_x")
class TestX:
    def test_a_message_is_kept_once_in_whatever_form_it_comes(self, client: Client) -> None:
        forms = (x_message(), x_account_activity(direct_message_events=[x_said()]), x_message())
        for told in forms:
            assert post(client, "x", told) == 200
        arrival = Arrival.objects.get()
        read_arrival(arrival_id=arrival.pk, now=clock.now)
        assert Message.objects.get().body == "Çukur var."

    def test_the_signature_is_over_the_very_bytes(self, client: Client) -> None:
        body = raw(x_message()) + b" "
        assert post(client, "x", body) == 200
        assert post(client, "x", body.strip(), headers=signed("x", body)) == 403
        assert post(client, "x", body, headers={}) == 403
        wrong = {"X-Twitter-Webhooks-Signature": x_signature(body, x_stand_in.TOKEN_SECRET)}
        assert post(client, "x", body, headers=wrong) == 403
        assert Arrival.objects.count() == 1

    def test_ten_thousand_duplicates_are_one_message(self, client: Client) -> None:
        told = x_message(*[x_said()] * 1000)
        for _ in range(10):
            assert post(client, "x", told) == 200
        assert Arrival.objects.count() == 1

    def test_x_asks_whether_the_address_is_ours(self, client: Client) -> None:
        answer = client.get("/hooks/social/x/", {"crc_token": "challenge_string", "nonce": "n"})
        wanted = x_signature(b"challenge_string", x_stand_in.SECRET)
        assert answer.json() == {"response_token": wanted}
        assert answer["Content-Type"] == "application/json"

    def test_nobody_gets_words_signed_by_asking(self, client: Client) -> None:
        body = raw(x_message())
        answer = client.get("/hooks/social/x/", {"crc_token": body.decode()})
        assert answer.status_code == 403
        assert client.get("/hooks/social/x/").status_code == 403

    @pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"[" * 100_000, b"\xff"])
    def test_what_is_no_message_is_refused_in_words(self, client: Client, body: bytes) -> None:
        assert post(client, "x", body) == 400


@pytest.mark.parametrize("channel", ["telegram", "whatsapp", "x", "sms", "nothing"])
def test_every_channel_is_off_at_first(client: Client, channel: str) -> None:
    assert post(client, channel, telegram(), headers={}) == 403
