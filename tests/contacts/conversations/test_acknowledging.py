"""Who writes for the first time reads that it arrived: once, and no machine is ever answered."""

from dataclasses import replace
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.db.models import QuerySet
from tests import cast
from tests.contacts.conversations.letters import AYSE, HOUR, LETTER, answering, came, sms, taken_in
from tests.contacts.outside import Outside
from tests.contacts.way import open_case, receipt_of

from alo153.channels.email.reading.new_text.cutting import new_words
from alo153.channels.inbound import Inbound
from alo153.citizens.channel import Channel
from alo153.city import queries as city_queries
from alo153.contacts import machine_limits
from alo153.contacts.actions import opt_out, sending
from alo153.contacts.conversations.actions import close, reply
from alo153.contacts.frame import line
from alo153.contacts.models import Conversation, Message
from alo153.core.actor import CITIZEN

pytestmark = pytest.mark.django_db


def told() -> QuerySet[Message]:
    return Message.objects.filter(purpose="arrived")


def another(number: int, sender: str = AYSE) -> Inbound:
    return replace(LETTER, reference=f"<{number}@posta>", sender=sender, text=f"{number}")


def test_who_begins_a_conversation_is_told_its_number_and_no_word_of_theirs() -> None:
    message, conversation = taken_in()
    notice = told().get()
    assert (notice.to, notice.conversation, notice.answers) == (AYSE, conversation, message)
    assert f"{conversation.pk}" in notice.subject
    assert "çukur" not in notice.subject + notice.body
    assert conversation.state == Conversation.State.WAITING
    outside = Outside(None)
    with patch.object(sending, "adapter_for", return_value=outside):
        sending.send(message_id=notice.pk, now=lambda: cast.AT)
    [letter] = outside.letters
    assert letter.body.startswith("Yanıtınızı bu satırın üstüne yazın\n\nMerhaba")
    assert (letter.is_personal, letter.is_reply_of_machine) == (False, True)
    assert letter.answers == (LETTER.reference,)


def test_who_goes_on_with_a_conversation_is_not_told_again() -> None:
    _, conversation = taken_in()
    taken_in(answering(told().get()), at=cast.AT + HOUR)
    assert told().count() == 1
    ours = reply(conversation=conversation, text="Yolda.", by=cast.staff("elif"), at=cast.AT)
    taken_in(answering(ours), at=cast.AT + HOUR)
    assert told().count() == 1


def test_who_answers_a_receipt_knows_already() -> None:
    taken_in(answering(receipt_of(open_case(Channel.EMAIL))))
    assert not told().exists()


@pytest.mark.parametrize(
    "letter",
    [
        replace(LETTER, automatic=True),
        replace(LETTER, sender=""),
        replace(LETTER, sender="no-reply@example.org"),
        replace(LETTER, sender="noreply+77@example.org"),
        replace(LETTER, sender="bildirim@example.org"),
        replace(LETTER, sender="mailer-daemon@example.org"),
        replace(LETTER, sender="153@kocaeli.bel.tr"),
    ],
)
def test_no_machine_and_not_we_ourselves_are_answered(letter: Inbound) -> None:
    came(letter)
    assert not told().exists()


def test_our_own_address_is_not_answered_whichever_it_wrote_to() -> None:
    came(replace(LETTER, sender=city_queries.city().email_sender.lower(), to=("a@example.org",)))
    assert not told().exists()


def test_an_sms_costs_nobody_an_answer() -> None:
    taken_in(sms("Su yok"), channel=Channel.SMS)
    assert not told().exists()


def test_an_address_is_told_three_times_a_day_and_a_circle_ends() -> None:
    for number in range(20):
        came(another(number))
    assert told().count() == 3
    came(another(99, "baska@example.org"))
    assert told().count() == 4
    came(another(100), at=cast.AT + 25 * HOUR)
    assert told().count() == 5


def test_who_is_unwanted_is_told_nothing() -> None:
    _, conversation = taken_in()
    spam = Conversation.CloseReason.SPAM
    close(conversation=conversation, reason=spam, by=cast.staff("elif"), at=cast.AT)
    came(another(2), at=cast.AT + HOUR)
    assert told().count() == 1


def test_who_opted_out_gets_none() -> None:
    opt_out(channel=Channel.EMAIL, to=AYSE, by=CITIZEN, at=cast.AT)
    taken_in()
    notice = told().get()
    with patch.object(sending, "adapter_for", return_value=Outside(None)):
        sending.send(message_id=notice.pk, now=lambda: cast.AT)
    notice.refresh_from_db()
    assert notice.state == Message.State.WITHHELD


@pytest.mark.parametrize("language", ["tr", "en"])
def test_what_stands_below_our_line_is_known_for_ours(language: str) -> None:
    assert (
        new_words(f"Direk 12.\n\n{line(language)}\n\nMerhaba, mesajınız bize ulaştı.")
        == "Direk 12."
    )


def test_what_belongs_to_no_conversation_has_no_line() -> None:
    receipt = receipt_of(open_case(Channel.EMAIL))
    outside = Outside(None)
    with patch.object(sending, "adapter_for", return_value=outside):
        sending.send(message_id=receipt.pk, now=lambda: cast.AT)
    assert outside.letters[0].body == receipt.body


def test_over_all_addresses_it_is_bounded_and_said(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    cache.clear()
    monkeypatch.setattr(machine_limits, "MOST", {"arrived": 2})
    forged = [f"kurban-{number}@example.org" for number in range(5)]
    for number, sender in enumerate(forged):
        assert came(another(number, sender)), "the letter itself waits for a person"
    assert told().count() == 2
    assert Conversation.objects.filter(state="waiting").count() == 5
    [line] = [each for each in caplog.messages if "arrived" in each]
    assert "@" not in line
    came(another(9, "yeni@example.org"), at=cast.AT + 2 * HOUR)
    assert told().count() == 3
