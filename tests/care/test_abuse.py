"""Step by step with a caller who abuses: warned, ended by right, blocked, and brought to court."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings
from tests import cast
from tests.calls.media import recorded
from tests.quality import made
from tests.web.desk.calls.ringing import let_ring, talks

from alo153.accounts.policy import NotPermitted
from alo153.calls.media.recordings.actions import delete_recordings
from alo153.calls.media.recordings.spool import Spool
from alo153.calls.models import BlockedNumber, BlockPolicy, Call, Command, RecordingHold
from alo153.care import actions
from alo153.care.models import AbuseReport, ComplaintFile, HardCall, Offence, Step
from alo153.care.queries import abuse
from alo153.citizens.channel import Channel
from alo153.contacts.models import Interaction
from alo153.core import events

pytestmark = pytest.mark.django_db
LATER = cast.AT + timedelta(seconds=40)


@pytest.fixture
def spool(tmp_path: Path, settings: Settings) -> Spool:
    return recorded.settings_for(tmp_path, settings)


@pytest.fixture
def call(spool: Spool) -> Call:
    return recorded.keep(recorded.talk(spool, seconds=20))


def ended(*, threat: bool = False) -> AbuseReport:
    return actions.end_by_right(threat=threat, by=cast.staff("elif"), at=LATER)


def stated(report: AbuseReport, words: str = "Bana küfretti.") -> AbuseReport:
    return actions.state(report=report, words=words, by=cast.staff("elif"), at=LATER)


def filed(report: AbuseReport) -> ComplaintFile:
    by = cast.staff("hakan")
    return actions.file_complaint(report=report, offence=Offence.INSULT, by=by, at=LATER)


def test_steps_go_up_and_never_down() -> None:
    made.contact()
    elif_ = cast.staff("elif")
    actions.warn(step=Step.WARNED, by=elif_, at=LATER)
    assert actions.warn(step=Step.ASKED, by=elif_, at=LATER).step == Step.WARNED
    _, found = abuse.at_hand(elif_, LATER)
    assert found is not None
    assert (found.step, found.ended_at) == (Step.WARNED, None)


def test_a_call_that_is_ended_by_right_is_hung_up_and_the_agent_recovers() -> None:
    made.contact()
    report = ended(threat=True)
    assert (report.step, report.threat) == (Step.ENDED, True)
    assert [each.name for each in Command.objects.order_by("pk")] == ["pause", "hang_up"]
    assert Command.objects.get(name="hang_up").payload["by_right"], "nobody asks how it was"
    assert HardCall.objects.get().hardness == "threat"
    assert [each.name for each in events.history(report)] == ["care.abuse_reported"]
    ended()
    assert AbuseReport.objects.get().threat, "a second press changes nothing"


def test_a_chat_that_began_while_the_caller_waited_is_not_blamed(call: Call) -> None:
    made.contact(at=call.entered_at + timedelta(seconds=3), channel=Channel.CHAT)
    assert ended().interaction == call.interaction


def test_in_a_talk_the_call_is_meant_whatever_is_written_meanwhile() -> None:
    call = let_ring()
    talks(call)
    made.contact(at=cast.AT + timedelta(seconds=20), channel=Channel.CHAT)
    assert ended().interaction == call.interaction


def test_a_call_that_a_colleague_answered_first_and_transferred_is_the_one_at_hand() -> None:
    call = let_ring()
    talks(call, "murat")
    made.contact(at=cast.AT + timedelta(seconds=20))
    talks(call)
    Interaction.objects.filter(pk=call.interaction_id).update(agent=cast.staff("elif"))
    assert ended().interaction == call.interaction


def test_without_a_contact_there_is_nothing_to_end() -> None:
    with pytest.raises(actions.NoContact):
        ended()
    with pytest.raises(NotPermitted):
        actions.end_by_right(threat=False, by=cast.staff("selin"), at=LATER)


def test_the_statement_is_the_agents_alone() -> None:
    made.contact()
    report = ended()
    with pytest.raises(actions.NotTheirs):
        actions.state(report=report, words="x", by=cast.staff("hakan"), at=LATER)
    assert stated(report).statement == "Bana küfretti."


def test_a_supervisor_blocks_the_number_for_some_days(call: Call) -> None:
    report = ended()
    hakan = cast.staff("hakan")
    found = actions.block_caller(
        report=report, policy=BlockPolicy.REFUSE, reason="Küfür", days=7, by=hakan, at=LATER
    )
    block = BlockedNumber.objects.get()
    assert (block.number, block.until - LATER) == (call.number, timedelta(days=7))
    assert (found.block, found.settled_by) == (block, hakan)


def test_a_withheld_number_cannot_be_blocked() -> None:
    made.contact()
    with pytest.raises(actions.NoNumber):
        actions.block_caller(
            report=ended(),
            policy=BlockPolicy.LAST,
            reason="Küfür",
            days=1,
            by=cast.staff("hakan"),
            at=LATER,
        )


def test_the_file_holds_the_recording_and_the_words_of_that_day(call: Call) -> None:
    report = ended()
    with pytest.raises(actions.NoStatement):
        filed(report)
    file = filed(stated(report))
    assert (file.number, file.sha256) == (call.number, call.recording.sha256)
    assert RecordingHold.objects.get().call == call
    assert filed(report) == file, "a second press makes no second file"
    with pytest.raises(actions.Settled):
        stated(report, "Başka.")


def test_a_recording_that_is_gone_is_not_named_as_evidence(call: Call) -> None:
    report = stated(ended())
    delete_recordings(calls=[call.pk], at=LATER)
    assert filed(report).sha256 == ""


def test_who_does_not_supervise_files_nothing_and_reads_nothing(call: Call) -> None:
    report = stated(ended())
    for who in ("elif", "derya", "yasin"):
        with pytest.raises(NotPermitted):
            actions.file_complaint(
                report=report, offence=Offence.INSULT, by=cast.staff(who), at=LATER
            )
    assert list(abuse.reported(cast.staff("hakan"))) == [report]


def test_what_is_to_settle_comes_first_and_what_was_settled_last_comes_next() -> None:
    hakan, reports = cast.staff("hakan"), []
    for minute in range(3):
        at = cast.AT + timedelta(minutes=minute)
        made.contact(at=at)
        reports.append(actions.end_by_right(threat=False, by=cast.staff("elif"), at=at))
    first, second, third = reports
    actions.settle(report=third, by=hakan, at=LATER)
    actions.settle(report=second, by=hakan, at=LATER + timedelta(hours=1))
    assert list(abuse.reported(hakan)) == [first, second, third]


def test_a_report_of_a_confidential_call_is_hidden_from_supervisors(call: Call) -> None:
    report = ended()
    cast.open_case(about="kadin-destek").interactions.add(call.interaction)
    assert list(abuse.reported(cast.staff("hakan"))) == []
    assert list(abuse.own(cast.staff("elif"))) == [report]
