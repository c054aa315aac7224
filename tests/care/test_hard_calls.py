"""A hard call: the agent recovers, a supervisor knows that there was one, and nothing of it."""

from datetime import timedelta

import pytest
from tests import cast
from tests.quality import made
from tests.web.desk.calls.ringing import let_ring, talks

from alo153.accounts.policy import NotPermitted
from alo153.calls.call_words import CallOutcome, CallParty
from alo153.calls.models import Call, Command, SkippedSurvey
from alo153.care import actions
from alo153.care.models import HardCall, Hardness
from alo153.care.queries import own
from alo153.contacts.actions import rate_interaction
from alo153.contacts.models import Message
from alo153.core.actor import CITIZEN
from alo153.core.models import Event
from alo153.notices.models import StaffNotice
from alo153.quality.actions.asking import ask_why
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.record import records
from alo153.switchboard.record.recalling.recalling import recall_calls

pytestmark = pytest.mark.django_db
LATER = cast.AT + timedelta(minutes=5)


def mark(hardness: Hardness = Hardness.SUICIDE) -> HardCall:
    return actions.mark_hard(hardness=hardness, by=cast.staff("elif"), at=LATER)


def test_the_recovery_pause_begins() -> None:
    contact = made.contact()
    assert mark().interaction == contact
    command = Command.objects.get()
    assert (command.name, command.payload["reason"]) == ("pause", "recovery")


def test_supervisors_read_that_there_was_one_and_not_what_it_was() -> None:
    cast.staff("hakan")
    made.contact()
    mark()
    notice = StaffNotice.objects.get(reader=cast.staff("hakan"))
    assert notice.title == "Elif Yıldız zor bir çağrı aldı ve toparlanma molasında"
    assert "intihar" not in notice.title + notice.text
    assert "suicide" not in str(list(Event.objects.values_list("data", flat=True)))
    assert not StaffNotice.objects.filter(reader=cast.staff("elif")).exists()


def test_the_same_call_is_marked_once_and_told_once() -> None:
    cast.staff("hakan")
    made.contact()
    mark(Hardness.ABUSE)
    mark(Hardness.THREAT)
    assert list(HardCall.objects.values_list("hardness", flat=True)) == ["threat"]
    assert StaffNotice.objects.count() == 1


def test_the_agent_reads_the_load_of_the_day() -> None:
    for minute, hardness in enumerate((Hardness.ABUSE, Hardness.DEATH)):
        made.contact(at=cast.AT + timedelta(minutes=minute))
        mark(hardness)
    load = own.load(cast.staff("elif"), LATER)
    assert (load.hard, load.abusive, load.is_too_much) == (2, 1, False)
    assert own.load(cast.staff("elif"), LATER + timedelta(days=1)).hard == 0


def test_whoever_answers_no_calls_marks_none() -> None:
    with pytest.raises(NotPermitted):
        actions.mark_hard(hardness=Hardness.ABUSE, by=cast.staff("selin"), at=LATER)


def skipped() -> list[str]:
    return [each.payload["call"] for each in Command.objects.filter(name="skip_survey")]


def test_a_caller_who_abused_is_not_asked_how_it_was() -> None:
    call = let_ring()
    talks(call)
    mark(Hardness.DEATH)
    assert skipped() == []
    mark(Hardness.ABUSE)
    mark(Hardness.THREAT)
    assert skipped() == [str(call.pk)]
    assert SkippedSurvey.objects.get().call == call


def test_nor_one_whose_call_is_marked_after_it_was_hung_up() -> None:
    call = let_ring()
    talks(call)
    Call.objects.filter(pk=call.pk).update(parted_at=LATER)
    mark(Hardness.ABUSE)
    assert skipped() == [str(call.pk)], "the citizen hears the question now"
    (recalled,) = recall_calls()
    assert recalled.survey_skipped, "a restart forgets nothing"


def test_a_call_that_is_over_is_asked_about_by_no_sms() -> None:
    call = let_ring()
    talks(call)
    records.write(
        facts.CallEnded(
            at=LATER.timestamp(),
            call=str(call.pk),
            outcome=CallOutcome.ANSWERED,
            by=CallParty.AGENT,
            waited_seconds=4,
            agent=cast.staff("elif").pk,
        )
    )
    mark(Hardness.ABUSE)
    assert skipped() == []
    rate_interaction(interaction=call.interaction, rating=1, by=CITIZEN, at=LATER)
    ask_why(interaction_id=call.interaction_id, at=LATER)
    assert not Message.objects.exists()
    SkippedSurvey.objects.all().delete()
    ask_why(interaction_id=call.interaction_id, at=LATER)
    assert Message.objects.exists()
