"""A page that is older than its conversation: what is pressed there does no harm."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from tests import cast
from tests.contacts.conversations.letters import sms, taken_in

from alo153.citizens.channel import Channel
from alo153.contacts.conversations.actions import close
from alo153.contacts.models import Conversation

pytestmark = pytest.mark.django_db
OVER = "Bu yazışma zaten bitti. Devam etmek için yeniden açın."
Reason = Conversation.CloseReason


@pytest.fixture(name="elif_")
def _elif(client: Client) -> Client:
    client.force_login(cast.staff("elif"))
    return client


def ended() -> Conversation:
    """Return a talk that Murat has ended a moment ago, while Elif has its page open."""
    _, talk = taken_in(sms("Su geldi, sağ olun."), channel=Channel.SMS)
    close(conversation=talk, reason=Reason.SETTLED, by=cast.staff("murat"), at=cast.AT)
    return talk


def press(client: Client, talk: Conversation, verb: str, **data: str) -> str:
    answer: Any = client.post(f"/center/conversations/{talk.pk}/{verb}/", data, follow=True)
    talk.refresh_from_db()
    return " ".join(unescape(answer.content.decode()).split())


def test_nobody_has_what_is_over_so_that_it_reopens_for_somebody_who_is_here(
    elif_: Client,
) -> None:
    talk = ended()
    assert OVER in press(elif_, talk, "take")
    assert talk.assignee is None
    taken_in(sms("Yine kesildi."), channel=Channel.SMS, at=cast.AT + timedelta(hours=1))
    talk.refresh_from_db()
    assert (talk.state, talk.assignee) == (Conversation.State.WAITING, None)


def test_no_button_says_that_it_did_what_it_did_not(elif_: Client) -> None:
    talk = ended()
    for verb, data, untrue in (
        ("close", {"reason": "spam"}, "artık sırada beklemez"),
        ("close", {}, "Yazışma bitti."),
        ("move", {"queue": "water"}, "Yazışma “Su ve kanal” kuyruğunda bekliyor."),
    ):
        said = press(elif_, talk, verb, **data)
        assert OVER in said
        assert untrue not in said
    assert (talk.close_reason, talk.queue) == (Reason.SETTLED, "general")


def test_what_came_in_the_second_of_the_press_is_not_put_away_unread(elif_: Client) -> None:
    _, talk = taken_in(sms("Su geldi mi?"), channel=Channel.SMS)
    page: Any = elif_.get(f"/center/conversations/{talk.pk}/")
    seen = str(page.context["read"])
    assert f'form="close-talk" name="seen" value="{seen}"' in page.content.decode()
    taken_in(sms("Hayır, yine kesildi!"), channel=Channel.SMS, at=cast.AT + timedelta(minutes=1))
    said = press(elif_, talk, "close", seen=seen)
    assert "Vatandaş yeniden yazdı: yazışma sürüyor." in said
    assert talk.state == Conversation.State.WAITING
    fresh: Any = elif_.get(f"/center/conversations/{talk.pk}/")
    assert "Yazışma bitti." in press(elif_, talk, "close", seen=str(fresh.context["read"]))
