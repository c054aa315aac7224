"""At the desk a talk on a social channel is answered there, in approved words, or by SMS."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, override_settings
from tests import cast
from tests.channels.contract.other_side import stand_in_of
from tests.channels.social.opened import kind_of, opened
from tests.channels.social.shapes import (
    instagram_comment,
    telegram,
    whatsapp_message,
    x_mention,
)
from tests.contacts.conversations.letters import taken_in
from tests.contacts.conversations.social.talks import posted, talk_of

from alo153.channels.social.opening.actions import add_template, open_channel
from alo153.channels.social.opening.queries import templates
from alo153.citizens.channel import Channel
from alo153.contacts.conversations.actions.publishing import sentence
from alo153.contacts.models import Conversation, Message
from alo153.core import clock

pytestmark = pytest.mark.django_db
CLOSED = "WhatsApp, kendi yazdığımız mesajları"
OWN_WORDS = 'name="text"'


@pytest.fixture(name="elif_")
def _elif(client: Client) -> Client:
    client.force_login(cast.staff("elif"))
    return client


@pytest.fixture(autouse=True)
def _on() -> Iterator[None]:
    with opened(Channel.WHATSAPP):
        yield


def wrote(*, ago: timedelta = timedelta(0), number: str = "") -> Conversation:
    at = clock.now() - ago
    told = whatsapp_message(timestamp=str(int(at.timestamp())), number=number)
    return talk_of(posted(Channel.WHATSAPP, told, at=at))


def page(client: Client, talk: Conversation) -> str:
    return client.get(f"/center/conversations/{talk.pk}/").content.decode()


def post(client: Client, talk: Conversation, verb: str, **data: str) -> Any:
    return client.post(f"/center/conversations/{talk.pk}/{verb}/", data)


def approved() -> int:
    add_template(
        name="basvuru_sonucu",
        language="tr",
        body="Sayın {{1}}, sonuç: {{2}}.",
        by=cast.staff("yasin"),
        at=cast.AT,
    )
    return templates().get().pk


def test_within_a_day_our_own_words_go_and_the_page_says_until_when(elif_: Client) -> None:
    talk = wrote()
    shown = page(elif_, talk)
    assert OWN_WORDS in shown
    assert "Kendi metninizi şu saate kadar gönderebilirsiniz" in shown
    assert CLOSED not in shown
    assert post(elif_, talk, "reply", text="Ekip yolda.").status_code == 302
    assert Message.objects.get(direction="out").channel == "whatsapp"


def test_after_a_day_the_page_offers_approved_words_alone(elif_: Client) -> None:
    talk, template = wrote(ago=timedelta(days=2)), approved()
    shown = page(elif_, talk)
    assert CLOSED in shown
    assert OWN_WORDS not in shown
    assert post(elif_, talk, "reply", text="Ekip yolda.").status_code == 422
    field = f"approved-{template}"
    verb = f"approved/{template}"
    assert post(elif_, talk, verb, **{f"{field}-1": "Ayşe Hanım"}).status_code == 422
    filled = {f"{field}-1": "Ayşe Hanım", f"{field}-2": "çözüldü"}
    assert post(elif_, talk, verb, **filled).status_code == 302
    assert Message.objects.get(direction="out").body == "Sayın Ayşe Hanım, sonuç: çözüldü."


def test_the_channel_is_changed_where_the_citizen_gave_a_number(elif_: Client) -> None:
    talk = wrote()
    assert post(elif_, talk, "address", to="0262 318 10 00").status_code == 422
    assert post(elif_, talk, "address", to="0532 000 01 01").status_code == 302
    shown = page(elif_, talk)
    assert "SMS: 0532 000 01 01" in shown
    leaves = post(elif_, talk, "preview", text="Ekip yolda.", by="sms").content.decode()
    assert "SMS:" in leaves
    assert post(elif_, talk, "reply", text="Ekip yolda.", by="sms").status_code == 302
    message = Message.objects.get(direction="out")
    assert (message.channel, message.to) == ("sms", "+905320000101")


def test_after_a_day_the_other_way_is_offered_with_our_own_words(elif_: Client) -> None:
    shown = page(elif_, wrote(ago=timedelta(days=2), number="905320000101"))
    assert CLOSED in shown
    assert OWN_WORDS in shown
    assert "SMS: 0532 000 01 01" in shown
    assert 'value="whatsapp"' not in shown


@pytest.mark.parametrize("by", ["email", "-1"])
def test_a_way_that_is_none_is_refused_and_the_words_stay(elif_: Client, by: str) -> None:
    answer = post(elif_, wrote(), "reply", text="Ekip yolda.", by=by)
    assert answer.status_code == 422
    assert "Ekip yolda." in answer.content.decode()


def test_what_is_too_long_for_the_channel_is_said_before_it_leaves(elif_: Client) -> None:
    answer = post(elif_, wrote(), "reply", text="ş" * 4100)
    assert answer.status_code == 422
    assert "4 karakter" in answer.content.decode()


def test_a_file_that_is_still_fetched_is_named_and_not_opened(elif_: Client) -> None:
    document = {"file_id": "F1", "file_unique_id": "u", "file_name": "cukur.png"}
    talk = talk_of(posted(Channel.TELEGRAM, telegram(document=document), at=clock.now()))
    shown = page(elif_, talk)
    assert "cukur.png" in shown
    assert "alınıyor" in shown
    [file] = talk.messages.get().files.all()
    found = elif_.get(f"/center/conversations/{talk.pk}/files/{file.pk}/")
    assert found.status_code == 404


def test_what_was_said_in_public_is_answered_privately(elif_: Client) -> None:
    at = clock.now()
    talk = talk_of(posted(Channel.INSTAGRAM, instagram_comment(), at=at))
    shown = page(elif_, talk)
    assert "Instagram, özel mesajla" in shown
    assert "herkese açık" in shown
    assert sentence() in shown
    assert "herkese açık" in elif_.get("/center/conversations/").content.decode()
    assert post(elif_, talk, "reply", text="Ekip yolda.").status_code == 302
    message = Message.objects.get(direction="out")
    assert (message.comment, message.is_public) == ("17870", False)


@pytest.fixture
def at_x() -> Iterator[None]:
    with (
        stand_in_of(kind_of(Channel.X)).running() as other,
        override_settings(SOCIAL_URLS={"x": other.address}),
    ):
        open_channel(channel="x", ground="Kurul 17", by=cast.staff("yasin"), at=cast.AT)
        yield


@pytest.mark.usefixtures("at_x")
def test_who_mentions_us_on_x_is_asked_to_write_privately(elif_: Client) -> None:
    at = clock.now()
    told = x_mention(created_at=at.strftime("%Y-%m-%dT%H:%M:%SZ"))
    talk = talk_of(posted(Channel.X, told, at=at))
    shown = page(elif_, talk)
    assert "X, mesajlarımızı yalnızca" in shown
    assert "https://x.com/messages/compose?recipient_id=" in shown
    assert OWN_WORDS not in shown
    assert post(elif_, talk, "reply", text="Ekip yolda.").status_code == 422
    assert post(elif_, talk, "invitation").status_code == 302
    message = Message.objects.get(direction="out")
    assert (message.is_public, message.author) == (True, cast.staff("elif"))
    shown = page(elif_, talk)
    assert "Geri al" in shown
    assert "Özel mesaj iste" not in shown
    assert post(elif_, talk, "invitation").status_code == 302
    assert Message.objects.filter(direction="out").count() == 1
    assert post(elif_, talk, f"replies/{message.pk}/take-back").status_code == 302
    assert "Özel mesaj iste" in page(elif_, talk)


def test_only_who_answers_messages_asks(client: Client, elif_: Client) -> None:
    talk = wrote()
    client.force_login(cast.staff("selin"))
    assert post(client, talk, "invitation").status_code in {403, 404}
    assert not Message.objects.filter(direction="out").exists()


def test_the_page_of_a_letter_names_no_other_way(elif_: Client) -> None:
    _, talk = taken_in()
    shown = page(elif_, talk)
    assert "/address/" not in shown
    assert OWN_WORDS in shown


def test_the_wall_shows_a_social_channel_once_somebody_wrote_by_it(client: Client) -> None:
    client.force_login(cast.staff("hakan"))
    assert "WhatsApp" not in client.get("/live/").content.decode()
    wrote()
    shown = client.get("/live/").content.decode()
    assert "WhatsApp" in shown
    assert "Telegram" not in shown
