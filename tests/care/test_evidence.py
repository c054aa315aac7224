"""The recording of a file for the prosecutor: stored late, heard as evidence alone, released."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings
from tests import cast
from tests.calls.media import recorded
from tests.quality.transcribing.engines import Pretended

from alo153.accounts.policy import NotPermitted
from alo153.archive.erasing import erase, record_of
from alo153.calls.media.recordings import actions as recordings
from alo153.calls.media.recordings import queries as heard
from alo153.calls.media.recordings.spool import Spool
from alo153.calls.models import Call, Recording, RecordingHold
from alo153.care import actions
from alo153.care.models import AbuseReport, ComplaintFile, Offence
from alo153.care.queries import abuse
from alo153.citizens.actions.erasing import ErasureReason
from alo153.core import events
from alo153.quality import actions as quality
from alo153.quality.models import Transcript
from alo153.quality.queries import candidates, transcripts

pytestmark = pytest.mark.django_db
LATER = cast.AT + timedelta(seconds=40)
DAY = timedelta(days=1)


@pytest.fixture
def spool(tmp_path: Path, settings: Settings) -> Spool:
    settings.RECORDING_DAYS = 180
    return recorded.settings_for(tmp_path, settings)


@pytest.fixture
def call(spool: Spool) -> Call:
    return recorded.keep(recorded.talk(spool, seconds=20))


def reported(by: str = "elif") -> AbuseReport:
    user = cast.staff(by)
    report = actions.end_by_right(threat=False, by=user, at=LATER)
    return actions.state(report=report, words="Bana küfretti.", by=user, at=LATER)


def filed(report: AbuseReport) -> ComplaintFile:
    by = cast.staff("hakan")
    return actions.file_complaint(report=report, offence=Offence.INSULT, by=by, at=LATER)


def erased(call: Call) -> None:
    by = cast.actor("yasin")
    citizen = record_of(call.number, by=by, at=LATER)
    assert citizen is not None
    erase(citizen, reason=ErasureReason.REQUEST, by=by, at=LATER)


def state(call: Call) -> str:
    return Recording.objects.get(pk=call.pk).state


def release(report: AbuseReport, *, after: timedelta = DAY) -> None:
    actions.release_evidence(report=report, by=cast.staff("hakan"), at=cast.AT + after)


def test_a_file_made_before_the_recording_is_stored_names_it_afterwards(spool: Spool) -> None:
    call = recorded.talk(spool, seconds=20)
    Recording.objects.get_or_create(pk=call.pk, defaults={"started_at": cast.AT})
    file = filed(reported())
    assert (file.sha256, abuse.evidence(file.report).is_pending) == ("", True)
    kept = recorded.keep(call)
    file.refresh_from_db()
    assert file.sha256 == kept.recording.sha256
    assert not abuse.evidence(AbuseReport.objects.get()).is_pending


def test_a_held_recording_of_an_erased_caller_is_heard_as_evidence_alone(call: Call) -> None:
    quality.transcribe_due(at=cast.AT + timedelta(minutes=5), engine=Pretended())
    file = filed(reported())
    hakan = cast.staff("hakan")
    assert heard.audible(hakan, LATER).filter(pk=call.pk).exists()
    erased(call)
    for who in ("hakan", "derya", "elif"):
        assert not heard.audible(cast.staff(who), LATER).filter(pk=call.pk).exists()
        assert not abuse.evidence(file.report).is_heard
    assert call not in heard.listed(hakan)
    assert not Transcript.objects.exists()
    assert transcripts.search(hakan, "suyumuz", LATER) == []
    assert (state(call), abuse.evidence(file.report).is_kept) == ("kept", True)


def test_nobody_writes_down_draws_or_scores_what_is_evidence_alone(call: Call) -> None:
    filed(reported())
    assert [each.key for each in candidates.of_day(cast.AT.date())] == [call.interaction_id]
    erased(call)
    assert candidates.of_day(cast.AT.date()) == []
    assert not quality.transcribe_due(at=cast.AT + timedelta(minutes=5), engine=Pretended())


def test_a_released_recording_has_its_usual_time_again(call: Call) -> None:
    report = filed(reported()).report
    release(report)
    assert not RecordingHold.objects.exists()
    assert ComplaintFile.objects.get().held_until == cast.AT + DAY
    assert state(call) == "kept"
    assert recordings.expire(at=cast.AT + 181 * DAY) == 1
    assert [each.name for each in events.history(call)][-2:] == [
        "call.recording_released",
        "call.recording_deleted",
    ]


def test_that_of_an_erased_caller_goes_with_the_hold(call: Call) -> None:
    report = filed(reported()).report
    erased(call)
    release(report)
    assert state(call) == "deleted"


def test_that_of_an_erased_caller_goes_when_the_hold_ends_by_itself(call: Call) -> None:
    filed(reported())
    erased(call)
    RecordingHold.objects.update(until=LATER + DAY)
    assert recordings.expire(at=LATER + timedelta(hours=1)) == 0
    assert recordings.expire(at=LATER + 2 * DAY) == 1
    assert state(call) == "deleted"


def test_while_another_file_needs_it_a_recording_stays_held(call: Call) -> None:
    first = reported()
    other = AbuseReport.objects.create(
        agent=cast.staff("murat"),
        interaction=call.interaction,
        step=1,
        begun_at=LATER,
        statement="Bana da küfretti.",
    )
    filed(first)
    filed(other)
    release(first)
    assert RecordingHold.objects.exists()
    release(other, after=2 * DAY)
    assert not RecordingHold.objects.exists()


def test_who_files_no_complaints_releases_nothing(call: Call) -> None:
    report = filed(reported()).report
    with pytest.raises(NotPermitted):
        actions.release_evidence(report=report, by=cast.staff("derya"), at=LATER)
    assert RecordingHold.objects.exists()


def hold_again(report: AbuseReport, *, who: str = "hakan", after: timedelta = 2 * DAY) -> None:
    actions.hold_evidence(report=report, by=cast.staff(who), at=cast.AT + after)


def test_a_recording_that_was_released_by_mistake_is_held_again(call: Call) -> None:
    report = filed(reported()).report
    release(report)
    hold_again(report)
    file, held = ComplaintFile.objects.get(), RecordingHold.objects.get()
    assert file.held_until == held.until == cast.AT + 732 * DAY
    assert recordings.expire(at=cast.AT + 181 * DAY) == 0
    assert state(call) == "kept"


def test_a_recording_that_is_deleted_is_not_held_again(call: Call) -> None:
    report = filed(reported()).report
    erased(call)
    release(report)
    assert state(call) == "deleted"
    with pytest.raises(actions.NothingToHold):
        hold_again(report)
    assert not RecordingHold.objects.exists()
    assert ComplaintFile.objects.get().held_until == cast.AT + DAY


def test_only_a_file_is_held_again_by_people_who_file_complaints(call: Call) -> None:
    report = reported()
    with pytest.raises(ComplaintFile.DoesNotExist):
        hold_again(report)
    release(filed(report).report)
    with pytest.raises(NotPermitted):
        hold_again(report, who="derya")
    assert not RecordingHold.objects.exists()
