"""What was said is written down within a budget, found again, and goes with its recording."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import Settings
from tests import cast
from tests.calls.media import recorded
from tests.quality.transcribing.engines import Pretended

from alo153.calls.media.recordings import actions as recordings
from alo153.calls.media.recordings.spool import Spool
from alo153.calls.models import Call
from alo153.quality import actions
from alo153.quality.models import HandTranscript, Transcript
from alo153.quality.queries import transcripts
from alo153.quality.rules.error_rate import CLAIMED_FROM

pytestmark = pytest.mark.django_db
NOW = cast.AT + timedelta(minutes=5)


@pytest.fixture
def spool(tmp_path: Path, settings: Settings) -> Spool:
    return recorded.settings_for(tmp_path, settings)


@pytest.fixture
def call(spool: Spool) -> Call:
    return recorded.keep(recorded.talk(spool, seconds=4))


def transcribe(engine: Pretended | None = None, at: datetime = NOW) -> int:
    return actions.transcribe_due(at=at, engine=engine or Pretended())


def test_both_sides_are_written_down_by_time_once(call: Call) -> None:
    engine = Pretended()
    assert [transcribe(engine), transcribe(engine)] == [1, 0]
    row = Transcript.objects.get()
    assert [(part["side"], part["words"]) for part in row.segments] == [
        ("agent", "Hemen bakıyorum"),
        ("citizen", "Suyumuz akmıyor"),
    ]
    assert (row.recording_id, row.engine, engine.asked) == (call.pk, "pretended", 2)


def test_without_a_setting_nothing_is_written_down(call: Call, settings: Settings) -> None:
    assert settings.TRANSCRIPTION == ""
    assert actions.transcribe_due(at=NOW) == 0
    assert not Transcript.objects.exists()


def test_the_minutes_of_a_day_are_a_budget(spool: Spool, settings: Settings) -> None:
    settings.TRANSCRIPTION_MINUTES = 0.1
    for _ in range(2):
        recorded.keep(recorded.talk(spool, seconds=4))
    assert [transcribe(), transcribe()] == [1, 0]
    assert transcribe(at=NOW + timedelta(days=1)) == 1


def test_each_try_is_of_the_budget(spool: Spool, settings: Settings) -> None:
    settings.TRANSCRIPTION_MINUTES = 0.15
    recorded.keep(recorded.talk(spool, seconds=4))
    transcribe(Pretended(fails="status 503"))
    assert transcribe(at=NOW + timedelta(hours=2)) == 1
    recorded.keep(recorded.talk(spool, seconds=4))
    assert transcribe(at=NOW + timedelta(hours=3)) == 0
    assert transcribe(at=NOW + timedelta(days=1)) == 1


def test_a_failure_is_tried_three_times_and_told(call: Call) -> None:
    engine = Pretended(fails="status 503")
    hours = [0, 0.5, 2, 5, 24]
    tried = [transcribe(engine, NOW + timedelta(hours=each)) for each in hours]
    row = Transcript.objects.get()
    assert tried == [1, 0, 1, 1, 0]
    assert (row.state, row.trouble, row.tries) == ("failed", "status 503", 3)


def test_a_failure_that_goes_right_later_is_a_transcript(call: Call) -> None:
    transcribe(Pretended(fails="status 503"))
    transcribe(at=NOW + timedelta(hours=2))
    row = Transcript.objects.get()
    assert (row.state, row.trouble, row.again_at) == ("made", "", None)


def test_a_talk_in_which_nobody_speaks_has_a_transcript_without_words(call: Call) -> None:
    transcribe(Pretended(citizen="", agent=""))
    assert Transcript.objects.get().segments == []


def test_refused_and_confidential_calls_are_left_out(spool: Spool, call: Call) -> None:
    recorded.talk(spool, recorded=False)
    cast.open_case(about="kadin-destek").interactions.add(call.interaction)
    assert transcribe() == 0


def test_a_call_that_becomes_confidential_loses_its_words(call: Call) -> None:
    transcribe()
    cast.open_case(about="kadin-destek").interactions.add(call.interaction)
    assert transcripts.search(cast.staff("derya"), "su", NOW) == []
    assert actions.forget_hidden() == 1
    assert not Transcript.objects.exists()


def test_words_are_found_whatever_their_accents(call: Call) -> None:
    transcribe(Pretended(citizen="Işık Sokakta çöp alınmıyor"))
    derya = cast.staff("derya")
    for asked in ("isik", "ÇÖP alınmıyor", "sokak bakıyorum"):
        assert [hit.call for hit in transcripts.search(derya, asked, NOW)] == [call], asked
    assert transcripts.search(derya, "çöp elektrik", NOW) == []
    assert transcripts.search(derya, "  ?", NOW) == []
    with pytest.raises(PermissionDenied):
        transcripts.search(cast.staff("elif"), "çöp", NOW)


def test_an_agent_reads_the_words_of_their_own_call_for_a_day(call: Call) -> None:
    transcribe()
    elif_ = cast.staff("elif")
    assert transcripts.of_call(elif_, call, NOW) is not None
    assert transcripts.of_call(elif_, call, NOW + timedelta(days=3)) is None
    assert transcripts.of_call(cast.staff("murat"), call, NOW) is None


def test_the_words_go_with_the_recording_and_the_count_of_errors_stays(call: Call) -> None:
    transcribe()
    by_hand(call, citizen="Suyumuz hiç akmıyor")
    recordings.delete_recordings(calls=[call.pk], at=NOW)
    row = HandTranscript.objects.get()
    assert not Transcript.objects.exists()
    assert (row.citizen, row.agent, row.errors, row.count) == ("", "", 1, 5)


def by_hand(
    call: Call, *, citizen: str = "Suyumuz akmıyor", agent: str = "Hemen bakıyorum"
) -> None:
    actions.write_by_hand(
        recording=call.recording, citizen=citizen, agent=agent, by=cast.staff("derya"), at=NOW
    )


def test_an_engine_is_measured_whichever_came_first(call: Call) -> None:
    by_hand(call, citizen="Suyumuz iki gündür akmıyor")
    assert transcripts.measured() == []
    transcribe()
    [found] = transcripts.measured()
    assert (found.recordings, found.words, found.rate) == (1, 6, None)
    assert HandTranscript.objects.get().errors == 2


def test_a_rate_is_claimed_from_thirty_recordings_on(spool: Spool) -> None:
    for _ in range(CLAIMED_FROM):
        call = recorded.keep(recorded.talk(spool, seconds=1))
        transcribe()
        by_hand(call, citizen="Suyumuz hiç akmıyor", agent="")
    [found] = transcripts.measured()
    # Of three words one is missing, and two of the agent were heard that nobody said
    assert (found.recordings, found.words, found.percent) == (30, 90, 100.0)


def test_chance_chooses_what_is_written_down_by_hand(spool: Spool) -> None:
    for _ in range(3):
        recorded.keep(recorded.talk(spool, seconds=1))
        transcribe()
    derya = cast.staff("derya")
    first = transcripts.to_write(derya, NOW)
    assert (len(first), first) == (3, transcripts.to_write(derya, NOW))
    actions.write_by_hand(recording=first[0], citizen="a", agent="", by=derya, at=NOW)
    assert transcripts.to_write(derya, NOW) == first[1:]
