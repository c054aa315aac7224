"""Step by step with a citizen who abuses in writing: warned, ended by right, and read later."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests import cast
from tests.contacts.conversations.chat.chats import TOKEN, begun, said
from tests.contacts.conversations.letters import AYSE, LETTER, came, sms, taken_in

from alo153.accounts.models import Role
from alo153.accounts.policy import NotPermitted
from alo153.calls.models import Command
from alo153.care import actions
from alo153.care.models import AbuseReport, HardCall, Step
from alo153.care.queries import abuse
from alo153.citizens.channel import Channel
from alo153.contacts.conversations import queries
from alo153.contacts.conversations.actions import (
    HeldByColleague,
    HeldForReview,
    attach_file,
    close,
    end_late_reviews,
    hand_on,
    make_confidential,
    reopen,
    reply,
    take,
    take_reply_back,
)
from alo153.contacts.conversations.chat.actions import leave
from alo153.contacts.conversations.offering.queries import unclaimed
from alo153.contacts.models import Conversation, Disposition, Message, MessageFile
from alo153.core import events
from alo153.core.files.uploads import CheckedFile
from alo153.notices.models import StaffNotice

pytestmark = pytest.mark.django_db
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
LATER, STILL_LATER = cast.AT + MINUTE, cast.AT + 5 * MINUTE
State, CloseReason = Conversation.State, Conversation.CloseReason


def warned(conversation: Conversation) -> AbuseReport:
    return actions.warn_in_writing(conversation=conversation, by=cast.staff("elif"), at=LATER)


def ended(conversation: Conversation, *, threat: bool = False) -> tuple[AbuseReport, bool]:
    return actions.end_in_writing(
        conversation=conversation,
        threat=threat,
        reason="Bana küfretti.",
        by=cast.staff("elif"),
        at=LATER,
    )


def abused(text: str = "Küfür.") -> Conversation:
    """Bring a short message that is ended because of abuse."""
    _, conversation = taken_in(sms(text), channel=Channel.SMS)
    ended(conversation)
    conversation.refresh_from_db()
    return conversation


def writes_on(text: str = "Daha ağır bir küfür.") -> Conversation:
    return taken_in(sms(text), channel=Channel.SMS, at=STILL_LATER)[1]


def ends_again(conversation: Conversation, reason: str) -> AbuseReport:
    """Let Elif end a conversation because of a threat, later on the same day."""
    return actions.end_in_writing(
        conversation=conversation,
        threat=True,
        reason=reason,
        by=cast.staff("elif"),
        at=STILL_LATER + 2 * MINUTE,
    )[0]


def waits_since(conversation: Conversation) -> tuple[str, object, object]:
    conversation.refresh_from_db()
    return conversation.state, conversation.waiting_since, conversation.review_since


def test_the_words_that_leave_are_in_the_language_of_the_city() -> None:
    cast.city()
    assert actions.warning().startswith("Size yardımcı olmak istiyoruz.")
    assert "yazışmayı sonlandırıyoruz" in actions.last_words()
    assert "yazışmayı sonlandırıyoruz" in actions.last_words(confidential=True)
    assert "süpervizör" not in actions.last_words(confidential=True)


def test_the_warning_leaves_as_an_answer_and_is_written_down() -> None:
    _, conversation = taken_in()
    report = warned(conversation)
    assert (report.step, report.conversation) == (Step.WARNED, conversation)
    message = Message.objects.get(purpose="reply")
    assert (message.to, message.body) == (AYSE, actions.warning())


def test_a_warning_that_is_taken_back_was_none() -> None:
    _, conversation = taken_in()
    by = cast.staff("elif")
    actions.warn_in_writing(conversation=conversation, wait_seconds=10, by=by, at=LATER)
    message = Message.objects.get(purpose="reply")
    assert take_reply_back(conversation=conversation, message_id=message.pk, by=by, at=LATER)
    assert not AbuseReport.objects.exists()


@pytest.mark.parametrize("step", [warned, ended])
def test_the_agents_files_wait_for_an_answer_of_their_own(
    step: Any, settings: Any, tmp_path: Path
) -> None:
    backend = "django.core.files.storage.FileSystemStorage"
    options = {"location": tmp_path, "base_url": None}
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": backend, "OPTIONS": options}}
    _, conversation = taken_in()
    plan, by = CheckedFile(b"%PDF-1.7 plan", "application/pdf"), cast.staff("elif")
    attach_file(conversation=conversation, file=plan, name="Plan.pdf", by=by, at=cast.AT)
    step(conversation)
    assert Message.objects.filter(purpose="reply").exists()
    assert not MessageFile.objects.exists()
    assert queries.reply_files(conversation, by=by).count() == 1


def test_an_end_in_a_later_contact_is_a_step_of_the_same_report() -> None:
    _, conversation = taken_in(sms("Küfür."), channel=Channel.SMS)
    first = warned(conversation)
    sent = {"state": Message.State.SENT, "claimed_at": LATER, "sent_at": LATER}
    Message.objects.filter(direction="out").update(**sent)
    writes_on()
    report, is_told = actions.end_in_writing(
        conversation=conversation,
        threat=True,
        reason="Beni tehdit etti.",
        by=cast.staff("elif"),
        at=STILL_LATER + MINUTE,
    )
    assert (report, report.step, report.threat) == (first, Step.ENDED, True)
    assert report.statement == "Beni tehdit etti."
    assert is_told
    assert Message.objects.filter(body=actions.last_words()).exists()


def test_the_end_closes_the_conversation_and_its_agent_recovers() -> None:
    conversation = abused()
    assert (conversation.state, conversation.close_reason) == (State.CLOSED, CloseReason.ABUSE)
    assert conversation.assignee is None
    report = AbuseReport.objects.get()
    assert [each.name for each in events.history(report)] == ["care.abuse_reported"]
    assert (HardCall.objects.get().hardness, Command.objects.get().name) == ("abuse", "pause")
    ended(conversation, threat=True)
    assert not AbuseReport.objects.get().threat, "a second press changes nothing"
    assert Message.objects.filter(body=actions.last_words()).count() == 1


def test_a_second_press_says_that_the_last_words_left() -> None:
    _, conversation = taken_in(sms("Küfür."), channel=Channel.SMS)
    assert [ended(conversation)[1], ended(conversation)[1]] == [True, True]
    Message.objects.get(purpose="reply").delete()
    assert not ended(conversation)[1], "taken back"


def test_an_end_holds_for_what_a_colleague_closed_a_second_before() -> None:
    _, conversation = taken_in(sms("Küfür."), channel=Channel.SMS)
    settled = CloseReason.SETTLED
    close(conversation=conversation, reason=settled, by=cast.staff("murat"), at=cast.AT)
    assert ended(conversation)[1]
    assert writes_on().review_since == STILL_LATER


def test_an_end_holds_for_a_chat_that_its_citizen_has_left() -> None:
    conversation = begun("Küfür.")
    leave(token=TOKEN, at=cast.AT)
    _, is_told = ended(conversation)
    assert not is_told
    conversation.refresh_from_db()
    assert conversation.close_reason == CloseReason.ABUSE


def test_a_threat_after_a_supervisor_let_it_through_is_a_report_of_its_own() -> None:
    abused()
    conversation = writes_on()
    actions.let_through(conversation=conversation, by=cast.staff("hakan"), at=STILL_LATER)
    taken_in(sms("Sizi öldürürüm."), channel=Channel.SMS, at=STILL_LATER + MINUTE)
    last = ends_again(conversation, "Beni tehdit etti.")
    assert (last.threat, last.statement, last.settled_at) == (True, "Beni tehdit etti.", None)
    assert list(AbuseReport.objects.exclude(pk=last.pk).values_list("threat", flat=True)) == [False]
    assert [each.name for each in events.history(last)] == ["care.abuse_reported"]


def test_a_second_end_of_the_same_contact_adds_its_words() -> None:
    conversation = abused()
    actions.settle(report=AbuseReport.objects.get(), by=cast.staff("hakan"), at=LATER)
    reopen(conversation=conversation, by=cast.staff("elif"), at=STILL_LATER)
    ends_again(conversation, "Sonra tehdit etti.")
    report = AbuseReport.objects.get()
    assert (report.threat, report.settled_at) == (True, None)
    assert report.statement == "Bana küfretti.\n\nSonra tehdit etti."


def test_it_is_ended_with_a_reason_and_by_the_agent_who_has_it() -> None:
    _, conversation = taken_in()
    by = cast.staff("elif")
    with pytest.raises(actions.NoReason):
        actions.end_in_writing(conversation=conversation, threat=False, reason=" ", by=by, at=LATER)
    take(conversation=conversation, by=cast.staff("murat"), at=LATER)
    with pytest.raises(HeldByColleague):
        ended(conversation)
    assert not AbuseReport.objects.exists()
    assert not Message.objects.filter(direction="out", purpose="reply").exists()


def test_last_words_that_are_taken_back_leave_it_closed() -> None:
    _, conversation = taken_in(sms("Küfür."), channel=Channel.SMS)
    by = cast.staff("elif")
    actions.end_in_writing(
        conversation=conversation,
        threat=False,
        reason="Küfretti.",
        wait_seconds=10,
        by=by,
        at=LATER,
    )
    words = Message.objects.get(purpose="reply")
    assert take_reply_back(conversation=conversation, message_id=words.pk, by=by, at=LATER)
    conversation.refresh_from_db()
    assert (conversation.state, conversation.close_reason) == (State.CLOSED, CloseReason.ABUSE)


def test_what_the_sender_writes_on_that_day_waits_for_a_supervisor_alone() -> None:
    abused()
    conversation = writes_on()
    assert (conversation.state, conversation.review_since) == (State.CLOSED, STILL_LATER)
    hakan = cast.staff("hakan")
    assert list(queries.for_review(hakan)) == [conversation]
    assert not queries.waiting(hakan).exists()
    assert unclaimed([Channel.SMS], elsewhere=()) == []
    writes_on("Ve bir küfür daha.")
    assert list(queries.for_review(hakan)) == [conversation]
    assert conversation.messages.filter(direction="in").count() == 3


def test_a_new_letter_of_that_day_waits_there_too() -> None:
    _, conversation = taken_in()
    ended(conversation)
    taken_in(sms("Su yok."), channel=Channel.SMS, at=LATER)
    letter = replace(LETTER, reference="<iki@posta>", text="Küfür.", new_text="Küfür.")
    message = came(letter, at=STILL_LATER)
    assert message
    assert message.conversation == conversation
    assert list(queries.for_review(cast.staff("hakan"))) == [conversation]


def test_a_chat_goes_on_for_a_supervisor_as_well() -> None:
    conversation = begun("Küfür.")
    _, is_told = ended(conversation)
    assert is_told
    said("Daha ağır bir küfür.", at=STILL_LATER)
    assert list(queries.for_review(cast.staff("hakan"))) == [conversation]


def test_an_alarm_word_waits_for_no_supervisor() -> None:
    abused()
    conversation = writes_on("Gaz kokuyor, gelin artık!")
    assert (conversation.state, conversation.waiting_since) == (State.WAITING, STILL_LATER)
    assert not queries.for_review(cast.staff("hakan")).exists()


def test_an_alarm_word_brings_what_waits_already_along() -> None:
    abused()
    writes_on()
    _, conversation = taken_in(sms("Gaz kokuyor!"), channel=Channel.SMS, at=STILL_LATER + MINUTE)
    assert (conversation.state, conversation.waiting_since) == (State.WAITING, STILL_LATER)


def test_on_the_next_day_the_sender_is_answered_as_everybody() -> None:
    abused()
    _, conversation = taken_in(sms("Su yok."), channel=Channel.SMS, at=cast.AT + DAY)
    assert (conversation.state, conversation.review_since) == (State.WAITING, None)


def test_a_supervisor_lets_an_agent_answer_from_when_it_was_written() -> None:
    abused()
    conversation, hakan = writes_on(), cast.staff("hakan")
    at = STILL_LATER + 10 * MINUTE
    assert actions.let_through(conversation=conversation, by=hakan, at=at)
    conversation.refresh_from_db()
    assert (conversation.state, conversation.waiting_since) == (State.WAITING, STILL_LATER)
    assert [each.conversation for each in unclaimed([Channel.SMS], elsewhere=())] == [conversation]
    assert not actions.let_through(conversation=conversation, by=hakan, at=at), "somebody has"


def test_a_supervisor_leaves_it_closed_and_it_stays_in_the_conversation() -> None:
    abused()
    conversation, hakan = writes_on(), cast.staff("hakan")
    assert actions.leave_closed(conversation=conversation, by=hakan, at=STILL_LATER)
    conversation.refresh_from_db()
    assert (conversation.close_reason, conversation.review_since) == (CloseReason.ABUSE, None)
    assert conversation.interaction
    contact = conversation.interaction
    assert (contact.ended_at, contact.disposition) == (STILL_LATER, Disposition.UNWANTED)
    assert (contact.answered_at, contact.agent) == (None, None), "it is no answer of the supervisor"
    assert conversation.messages.filter(direction="in").count() == 2
    writes_on()
    assert list(queries.for_review(hakan)) == [conversation], "the day is not over"


def test_an_agent_decides_nothing_about_it() -> None:
    abused()
    conversation = writes_on()
    with pytest.raises(NotPermitted):
        actions.let_through(conversation=conversation, by=cast.staff("elif"), at=STILL_LATER)


@pytest.mark.parametrize(
    ("verb", "more"), [(reopen, {}), (hand_on, {}), (reply, {"text": "Buyurun."})]
)
def test_nothing_else_opens_what_waits_for_a_supervisor(verb: Any, more: dict[str, str]) -> None:
    abused()
    conversation = writes_on()
    with pytest.raises(HeldForReview):
        verb(conversation=conversation, by=cast.staff("elif"), at=STILL_LATER, **more)
    assert waits_since(conversation) == (State.CLOSED, None, STILL_LATER)


def test_supervisors_are_told_once_that_something_waits() -> None:
    hakan = cast.staff("hakan")
    abused()
    writes_on()
    writes_on("Ve bir küfür daha.")
    notice = StaffNotice.objects.get(reader=hakan, kind="written_after_end")
    assert (notice.title, notice.path) == (
        "Sonlandırılan bir yazışmada vatandaş yeniden yazdı",
        "/care/abuse/",
    )
    assert "küfür" not in notice.text


def test_a_supervisor_who_reads_no_messages_is_not_asked_to_decide() -> None:
    role = Role.objects.get(key="supervisor")
    role.permissions.remove("answer_messages")
    role.save()
    abused()
    writes_on()
    assert not StaffNotice.objects.filter(kind="written_after_end").exists()


def test_what_no_supervisor_decides_about_waits_for_an_agent_after_four_hours() -> None:
    abused()
    conversation = writes_on()
    four_hours = timedelta(hours=4)
    end_late_reviews(at=STILL_LATER + four_hours - MINUTE)
    assert waits_since(conversation) == (State.CLOSED, None, STILL_LATER)
    end_late_reviews(at=STILL_LATER + four_hours)
    assert waits_since(conversation) == (State.WAITING, STILL_LATER, None)
    assert [each.conversation for each in unclaimed([Channel.SMS], elsewhere=())] == [conversation]


def test_what_is_confidential_waits_for_its_readers_and_no_supervisor() -> None:
    make_confidential(conversation=abused(), at=LATER)
    conversation = writes_on()
    assert waits_since(conversation) == (State.WAITING, STILL_LATER, None)
    assert list(queries.waiting(cast.staff("meral"))) == [conversation]


def test_what_becomes_confidential_waits_for_no_supervisor_any_more() -> None:
    abused()
    conversation = writes_on()
    make_confidential(conversation=conversation, at=STILL_LATER + MINUTE)
    assert waits_since(conversation) == (State.WAITING, STILL_LATER, None)
    assert list(queries.waiting(cast.staff("meral"))) == [conversation]


def test_supervisors_read_the_report_as_one_of_a_call() -> None:
    abused()
    report = abuse.reported(cast.staff("hakan")).get()
    assert (report.statement, report.settled_at) == ("Bana küfretti.", None)
    Conversation.objects.update(confidential=True, name="", subject="")
    assert not abuse.reported(cast.staff("hakan")).exists()
