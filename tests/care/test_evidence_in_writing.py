"""The file for the prosecutor of abuse in writing: copies of the messages, which stay."""

from datetime import timedelta

import pytest
from tests import cast
from tests.contacts.conversations.letters import AYSE, LETTER, came, sms, taken_in

from alo153.archive.erasing import erase, record_of
from alo153.care import actions
from alo153.care.models import AbuseReport, ComplaintFile, Offence
from alo153.citizens.actions.erasing import ErasureReason
from alo153.citizens.channel import Channel
from alo153.contacts.conversations.actions import make_confidential
from alo153.contacts.models import Conversation, Message

pytestmark = pytest.mark.django_db
LATER, DAY = cast.AT + timedelta(minutes=1), timedelta(days=1)


def ended(conversation: Conversation) -> AbuseReport:
    return actions.end_in_writing(
        conversation=conversation,
        threat=False,
        reason="Bana küfretti.",
        by=cast.staff("elif"),
        at=LATER,
    )[0]


def filed(report: AbuseReport) -> ComplaintFile:
    by = cast.staff("hakan")
    return actions.file_complaint(report=report, offence=Offence.INSULT, by=by, at=LATER + DAY)


def written(file: ComplaintFile) -> list[tuple[str, str]]:
    return [(each["sender"] or each["staff"], each["words"]) for each in file.messages]


def test_the_file_keeps_what_the_citizen_wrote_and_was_told() -> None:
    _, conversation = taken_in(sms("Küfür."), channel=Channel.SMS)
    report = ended(conversation)
    came(sms("Daha ağır bir küfür."), channel=Channel.SMS, at=LATER + timedelta(hours=1))
    came(sms("Sokağımız karanlık."), channel=Channel.SMS, at=LATER + 2 * DAY)
    file = filed(report)
    assert written(file) == [
        ("+905320000101", "Küfür."),
        (cast.staff("elif").full_name, actions.last_words()),
        ("+905320000101", "Daha ağır bir küfür."),
    ]
    assert file.statement == "Bana küfretti."


def test_what_never_reached_the_citizen_is_not_in_it() -> None:
    _, conversation = taken_in()
    report = ended(conversation)
    Message.objects.filter(direction="out").update(state=Message.State.FAILED)
    [(sender, words)] = written(filed(report))
    assert (sender, words) == (AYSE, LETTER.text)


def test_an_erasure_leaves_the_copies() -> None:
    _, conversation = taken_in()
    file = filed(ended(conversation))
    by = cast.actor("yasin")
    citizen = record_of(AYSE, by=by, at=LATER + DAY)
    assert citizen is not None
    erase(citizen, reason=ErasureReason.REQUEST, by=by, at=LATER + DAY)
    assert not Message.objects.filter(sender=AYSE).exists()
    file.refresh_from_db()
    assert (AYSE, LETTER.text) in written(file)


def test_no_words_of_a_confidential_conversation_leave_the_seal() -> None:
    _, conversation = taken_in()
    report = ended(conversation)
    make_confidential(conversation=conversation, at=LATER)
    with pytest.raises(actions.WordsSealed):
        filed(report)
    assert not ComplaintFile.objects.exists()
