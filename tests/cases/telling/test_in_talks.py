"""Who wrote on a social channel and named no other way hears of the case in that talk."""

from datetime import datetime
from typing import Any

import pytest
from tests import cast
from tests.cases.life.confidential import SAID
from tests.cases.stories import DONE
from tests.channels.contract.stand_ins.whatsapp import WhatsApp
from tests.channels.social.opened import opened
from tests.channels.social.shapes import instagram_comment, telegram, whatsapp_message
from tests.contacts.conversations.social.talks import DAY, MINUTE, leaves, posted, talk_of

from alo153.cases import actions
from alo153.cases.models import Case
from alo153.cases.rules import codes
from alo153.channels.social.opening.actions import add_template
from alo153.citizens.channel import Channel
from alo153.city.place import Place
from alo153.contacts.conversations.actions import close
from alo153.contacts.models import Conversation, Message
from alo153.contacts.recipient_limits import Recipient
from alo153.core.actor import SYSTEM
from alo153.intake.actions import take_in
from alo153.web.cases.leaving import receivers

pytestmark = pytest.mark.django_db
AT = cast.AT
PLAIN = "Ağacın dallarını budadık."


def whatsapp(at: datetime = AT) -> dict[str, Any]:
    return whatsapp_message(timestamp=str(int(at.timestamp())))


def case_of(talk: Conversation, *, about: str = "agac-budama", **more: Any) -> Case:
    """Open a case from a talk, as the desk does where no number and no mailbox is known."""
    place = cast.neighborhood("izmit/yahyakaptan")
    application = actions.Application(
        kind="request",
        topic=cast.topic(about),
        place=Place(district=place.district, neighborhood=place, layer="metropolitan"),
        text=SAID,
        reporter=more.pop("reporter", actions.Reporter(full_name="Ayşe Işık")),
        contact_wish=Channel.NONE,
        channel=Channel(talk.channel),
    )
    return take_in(application, conversation=talk, by=cast.staff("elif"), at=AT, **more)


def answered(case: Case, *, at: datetime = AT) -> None:
    """Let Parks answer, and the center approve that."""
    actions.accept(case=case, by=cast.staff("selin"), at=at)
    actions.answer(case=case, finding=DONE, by=cast.staff("selin"), at=at)
    actions.approve(case=case, plain_text=PLAIN, by=cast.staff("murat"), at=at)


def of(case: Case, purpose: str) -> Message:
    return Message.objects.get(about_id=str(case.pk), purpose=purpose)


def test_receipt_question_and_answer_go_into_the_talk_from_which_the_case_was_opened() -> None:
    with opened(Channel.TELEGRAM) as other:
        talk = talk_of(posted(Channel.TELEGRAM, telegram()))
        case = case_of(talk)
        receipt = leaves(of(case, "receipt"))
        assert (receipt.conversation, receipt.recipient) == (talk, Recipient.WRITING)
        actions.accept(case=case, by=cast.staff("selin"), at=AT)
        actions.ask(case=case, text="Hangi ağaç?", by=cast.staff("selin"), at=AT)
        leaves(of(case, "question"))
        actions.answer(case=case, finding=DONE, by=cast.staff("selin"), at=AT)
        actions.approve(case=case, plain_text=PLAIN, by=cast.staff("murat"), at=AT)
        leaves(of(case, "answer"))
        told = [each.body for each in other.taken()]
    assert [each.to for each in other.taken()] == [talk.address] * 3
    code = codes.display(case.tracking_code)
    assert all(code in words for words in told)
    assert "Hangi ağaç?" in told[1]
    assert PLAIN in told[2]
    case.refresh_from_db()
    assert case.state == "closed"


def test_who_has_not_said_their_name_hears_too_and_who_stays_unknown_does_not() -> None:
    talk = talk_of(posted(Channel.TELEGRAM, telegram()))
    assert of(case_of(talk, reporter=actions.Reporter()), "receipt").to == talk.address
    unknown = case_of(talk, reporter=actions.Reporter(), anonymous=True)
    actions.link_conversation(case=unknown, conversation=talk, by=SYSTEM, at=AT + MINUTE)
    answered(unknown, at=AT + MINUTE)
    assert not Message.objects.filter(about_id=str(unknown.pk)).exists()


def test_the_button_says_where_the_answer_goes() -> None:
    case = case_of(talk_of(posted(Channel.TELEGRAM, telegram())))
    assert receivers.by_wish(case) == "Telegram (Ayşe Işık)"
    assert receivers.of_question(case, Channel.NONE, None) == "Telegram (Ayşe Işık)"


def test_of_a_confidential_case_the_talk_says_no_more_than_an_sms() -> None:
    case = case_of(talk_of(posted(Channel.TELEGRAM, telegram())), about="kadin-destek")
    with opened(Channel.TELEGRAM) as other:
        leaves(of(case, "receipt"))
        [told] = other.taken()
    assert codes.display(case.tracking_code) in told.body
    assert case.topic.name not in told.body
    assert "/t/" not in told.body


def test_in_a_closed_window_the_words_wait_in_the_talk_for_an_agent() -> None:
    with opened(Channel.WHATSAPP) as other:
        talk = talk_of(posted(Channel.WHATSAPP, whatsapp()))
        case = case_of(talk)
        talk = talk_of(leaves(of(case, "receipt")))
        close(
            conversation=talk, reason=Conversation.CloseReason.SETTLED, by=cast.staff("elif"), at=AT
        )
        answered(case, at=AT + DAY)
        late = leaves(of(case, "answer"), at=AT + DAY)
        assert (late.state, late.last_error) == ("failed", "window closed")
        assert len(other.taken()) == 1
    talk.refresh_from_db()
    assert (talk.state, talk.waiting_since, talk.assignee) == ("waiting", AT + DAY, None)
    assert PLAIN in talk.messages.get(purpose="answer").body


def test_in_a_closed_window_approved_words_go_that_have_the_name_of_the_purpose() -> None:
    body = "Başvurunuz {{1}} yanıtlandı: {{2}}"
    add_template(name="answer", language="tr", body=body, by=cast.staff("yasin"), at=AT)
    with opened(Channel.WHATSAPP) as other:
        assert isinstance(other, WhatsApp)
        case = case_of(talk_of(posted(Channel.WHATSAPP, whatsapp())))
        answered(case, at=AT + DAY)
        sent = leaves(of(case, "answer"), at=AT + DAY)
        assert (sent.state, sent.last_error) == ("sent", "")
        assert b'"template"' in other.orders[-1].body
    code = codes.display(case.tracking_code)
    assert sent.body.startswith(f"Başvurunuz {code} yanıtlandı: http")


def test_nothing_of_a_case_goes_below_a_public_post() -> None:
    with opened(Channel.INSTAGRAM) as other:
        talk = talk_of(posted(Channel.INSTAGRAM, instagram_comment()))
        receipt = leaves(of(case_of(talk), "receipt"))
        assert (receipt.state, receipt.is_public) == ("failed", False)
        assert list(other.taken()) == []
    talk.refresh_from_db()
    assert talk.state == "waiting"
