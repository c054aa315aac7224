"""Whoever gets an e-mail that is not owed to them stops it: by a link in it, and by its headers."""

import re

import pytest
from django.test import Client, override_settings
from tests import cast
from tests.channels.stand_ins import MailServer, mail_server
from tests.contacts.way import answered, open_case

from alo153.cases.telling.actions import sending
from alo153.citizens.channel import Channel
from alo153.config.providers import mailers
from alo153.contacts import actions, unsubscribing
from alo153.contacts.models import Message, OptOut
from alo153.core.events import history
from alo153.core.models import Event

pytestmark = pytest.mark.django_db
State = Message.State


@pytest.fixture
def reminder() -> Message:
    sending.ask_again(relay=answered(open_case(Channel.EMAIL)), at=cast.AT)
    return Message.objects.get(purpose=sending.CONFIRMATION)


@pytest.fixture
def box() -> MailServer:
    with mail_server() as (server, url):
        changes = {"EMAIL_URL": url, "MAILERS": mailers.from_urls(url)}
        with override_settings(EMAIL_FROM="153@kocaeli.example", **changes):
            yield server


def leaves(message: Message) -> None:
    actions.send(message_id=message.pk, now=lambda: cast.AT)
    message.refresh_from_db()


def link_in(text: str) -> str:
    [link] = re.findall(r"http://localhost:8153(/unsubscribe/\S+/)", text)
    return str(link)


def test_a_reminder_says_how_to_get_no_more_of_them(box: MailServer, reminder: Message) -> None:
    leaves(reminder)
    [mail] = box.taken
    link = link_in(mail.get_content())
    assert mail["List-Unsubscribe"] == f"<http://localhost:8153{link}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    # Programs read no encoded words in it
    assert f"\r\nList-Unsubscribe: <http://localhost:8153{link}>\r\n".encode() in box.raw[0]
    assert reminder.to not in link


def test_an_answer_is_owed_and_offers_nothing_of_the_kind(box: MailServer) -> None:
    answer = answered(open_case(Channel.EMAIL)).message
    assert answer
    leaves(answer)
    [mail] = box.taken
    assert mail["List-Unsubscribe"] is mail["List-Unsubscribe-Post"] is None
    assert "/unsubscribe/" not in mail.get_content()


def test_the_button_of_a_mail_program_stops_them_without_cookie_or_token(
    reminder: Message,
) -> None:
    path = link_in(unsubscribing.link_of(reminder))
    strict = Client(enforce_csrf_checks=True)
    pressed = strict.post(
        path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
    )
    assert pressed.status_code == 200
    row = OptOut.objects.get()
    assert (row.channel, row.to) == (Channel.EMAIL, reminder.to)
    assert [event.name for event in history(row)] == ["recipient.opted_out"]
    leaves(reminder)
    assert (reminder.state, reminder.last_error) == (State.WITHHELD, "opted_out")


def test_a_link_that_is_only_looked_at_changes_nothing(reminder: Message) -> None:
    page = Client().get(link_in(unsubscribing.link_of(reminder)))
    assert page.status_code == 200
    assert "Hatırlatma gönderilmesin" in page.content.decode()
    assert reminder.to not in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    assert not OptOut.objects.exists()


def test_on_its_page_somebody_changes_their_mind_as_often_as_they_like(reminder: Message) -> None:
    path, browser = link_in(unsubscribing.link_of(reminder)), Client()
    for _ in range(2):
        assert "artık hatırlatma gitmiyor" in browser.post(path).content.decode()
    assert OptOut.objects.count() == 1
    assert "Hatırlatma gönderilmesin" in browser.post(path, {"wanted": "1"}).content.decode()
    assert not OptOut.objects.exists()
    names = Event.objects.filter(name__startswith="recipient.").order_by("pk")
    assert [each.name for each in names] == ["recipient.opted_out", "recipient.opted_in"]


def test_what_the_law_owes_still_goes_to_whoever_stopped_reminders(
    box: MailServer, reminder: Message
) -> None:
    Client().post(link_in(unsubscribing.link_of(reminder)))
    for message in Message.objects.filter(purpose__in=[sending.RECEIPT, sending.ANSWER]):
        leaves(message)
        assert message.state == State.SENT
    assert len(box.taken) == 2


@pytest.mark.parametrize("token", ["1", "AAAAAAAAAAAAAAAAAAAAAA.x", "é.é", "." * 200])
def test_a_link_that_we_did_not_sign_is_none(reminder: Message, token: str) -> None:
    for answer in (Client().get(f"/unsubscribe/{token}/"), Client().post(f"/unsubscribe/{token}/")):
        assert answer.status_code == 404
        assert "geçerli değil" in answer.content.decode()
    assert not OptOut.objects.exists()


def test_the_link_of_one_message_is_of_no_other(reminder: Message) -> None:
    name, _, seal = link_in(unsubscribing.link_of(reminder)).split("/")[2].partition(".")
    other = ("A" if name[0] != "A" else "B") + name[1:]
    assert Client().post(f"/unsubscribe/{other}.{seal}/").status_code == 404


def test_an_sms_has_no_room_for_a_link() -> None:
    sending.ask_again(relay=answered(open_case(Channel.SMS)), at=cast.AT)
    message = Message.objects.get(purpose=sending.CONFIRMATION)
    assert unsubscribing.link_of(message) == ""
