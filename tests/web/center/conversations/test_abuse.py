"""An agent warns and ends in writing, and a supervisor decides about what is written after it."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from tests import cast
from tests.contacts.conversations.letters import sms, taken_in

from alo153.care import actions
from alo153.care.models import AbuseReport
from alo153.cases import queries as cases
from alo153.cases.actions import save_draft
from alo153.citizens.channel import Channel
from alo153.contacts.models import Conversation, Message
from alo153.core import clock

pytestmark = pytest.mark.django_db
HELD = "/care/abuse/written"


@pytest.fixture
def conversation() -> Conversation:
    return taken_in(sms("Küfür."), channel=Channel.SMS)[1]


def browser(who: str) -> Client:
    client = Client()
    client.force_login(cast.staff(who))
    return client


def address(conversation: Conversation, verb: str = "") -> str:
    return f"/center/conversations/{conversation.pk}/{verb}"


def ended(conversation: Conversation) -> None:
    """End it, and let its citizen write again."""
    actions.end_in_writing(
        conversation=conversation,
        threat=False,
        reason="Bana küfretti.",
        by=cast.staff("elif"),
        at=clock.now(),
    )
    taken_in(sms("Bir küfür daha."), channel=Channel.SMS, at=clock.now() + timedelta(seconds=1))


def test_the_page_shows_the_words_that_leave(conversation: Conversation) -> None:
    elif_ = browser("elif")
    shown = unescape(elif_.get(address(conversation)).content.decode())
    assert actions.warning() in shown
    assert actions.last_words() in shown
    assert elif_.post(address(conversation, "abuse/warn/")).status_code == 302
    assert Message.objects.get(purpose="reply").body == actions.warning()
    again = elif_.post(address(conversation, "abuse/warn/"), follow=True)
    assert "Bir yanıt gitmek üzere." in again.content.decode()


def test_a_warning_that_is_taken_back_leaves_the_agents_own_draft(
    conversation: Conversation,
) -> None:
    elif_, user, key = browser("elif"), cast.staff("elif"), f"talk:{conversation.pk}"
    save_draft(user=user, key=key, fields={"text": "Ekip yo"}, at=clock.now())
    elif_.post(address(conversation, "abuse/warn/"))
    message = Message.objects.get(purpose="reply")
    elif_.post(address(conversation, f"replies/{message.pk}/take-back/"))
    assert not Message.objects.filter(purpose="reply").exists()
    assert cases.draft(user, key) == {"text": "Ekip yo"}


def test_it_is_ended_with_kind_and_reason_and_nothing_typed_is_lost(
    conversation: Conversation,
) -> None:
    elif_ = browser("elif")
    refused = elif_.post(address(conversation, "abuse/end/"), {"reason": "Küfretti."})
    assert refused.status_code == 422
    assert "Ne olduğunu seçin." in refused.content.decode()
    assert "Küfretti.</textarea>" in refused.content.decode()
    typed = {"kind": "threat", "reason": "Beni tehdit etti."}
    answer = elif_.post(address(conversation, "abuse/end/"), typed, follow=True)
    assert "Yazışma sonlandırıldı." in answer.content.decode()
    report = AbuseReport.objects.get()
    assert (report.threat, report.statement) == (True, "Beni tehdit etti.")


def test_a_supervisor_finds_it_above_the_reports_and_decides(conversation: Conversation) -> None:
    ended(conversation)
    elif_, hakan = browser("elif"), browser("hakan")
    shown = elif_.get(address(conversation)).content.decode()
    assert "Yeniden aç" not in shown
    assert reverse("desk:letter", args=[conversation.pk]) not in shown
    assert "Buna karar ver" not in shown
    assert "Buna karar ver" in hakan.get(address(conversation)).content.decode()
    assert address(conversation) not in elif_.get("/center/conversations/").content.decode()
    assert address(conversation) in hakan.get("/care/abuse/").content.decode()
    assert elif_.post(f"{HELD}/{conversation.pk}/", {"verb": "answer"}).status_code == 403
    hakan.post(f"{HELD}/{conversation.pk}/", {"verb": "answer"})
    assert address(conversation) in elif_.get("/center/conversations/").content.decode()
    late = hakan.post(f"{HELD}/{conversation.pk}/", {"verb": "leave"}, follow=True)
    assert "artık beklemiyor" in late.content.decode()


def test_an_old_page_opens_nothing_that_waits_for_a_supervisor(conversation: Conversation) -> None:
    ended(conversation)
    elif_ = browser("elif")
    elif_.post(address(conversation, "reopen/"))
    refused = elif_.post(address(conversation, "reply/"), {"text": "Buyurun.", "seen": ""})
    assert refused.status_code == 409
    assert "Önce bir süpervizör okur." in refused.content.decode()
    assert "Buyurun.</textarea>" in refused.content.decode()
    conversation.refresh_from_db()
    assert (conversation.state, conversation.close_reason) == ("closed", "abuse")
    assert conversation.review_since


def test_what_stays_ended_leaves_the_list(conversation: Conversation) -> None:
    ended(conversation)
    hakan = browser("hakan")
    hakan.post(f"{HELD}/{conversation.pk}/", {"verb": "leave"})
    assert "Sonlandırmadan sonra yazılanlar" not in hakan.get("/care/abuse/").content.decode()
    assert hakan.post(f"{HELD}/{conversation.pk + 1}/", {"verb": "leave"}).status_code == 404


def test_the_report_leads_to_what_was_written(conversation: Conversation) -> None:
    ended(conversation)
    page = browser("hakan").get(f"/care/abuse/{AbuseReport.objects.get().pk}/").content.decode()
    assert address(conversation) in page
    assert "Bana küfretti." in page
    assert "Numarayı engelle" not in page
