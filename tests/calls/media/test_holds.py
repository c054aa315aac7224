"""What is held as evidence outlives its usual time and an erasure, and ends with the hold."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import Storage
from pytest_django import Settings
from tests import cast
from tests.calls.media import recorded

from alo153.calls.media.holds.actions import hold_recording, release_recording
from alo153.calls.media.recordings import actions
from alo153.calls.media.recordings.spool import Spool
from alo153.calls.models import Call, Recording, RecordingHold
from alo153.core import events

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def spool(tmp_path: Path, settings: Settings) -> Spool:
    return recorded.settings_for(tmp_path, settings)


@pytest.fixture
def call(spool: Spool) -> Call:
    return recorded.keep(recorded.talk(spool, seconds=2))


def hold(call: Call, days: int) -> RecordingHold:
    until = cast.AT + days * DAY
    by = cast.staff("hakan")
    return hold_recording(call=call, reason="abuse_report:1", until=until, by=by, at=cast.AT)


def state(call: Call) -> str:
    return Recording.objects.get(pk=call.pk).state


def test_a_recording_that_is_held_is_deleted_when_that_is_over(call: Call) -> None:
    hold(call, 300)
    assert actions.expire(at=cast.AT + 200 * DAY) == 0
    assert actions.delete_recordings(calls=[call.pk], at=cast.AT + 200 * DAY) == 0
    assert state(call) == "kept"
    assert actions.expire(at=cast.AT + 301 * DAY) == 1
    assert state(call) == "deleted"


def test_what_becomes_evidence_while_others_are_deleted_stays(
    spool: Spool, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = [recorded.keep(recorded.talk(spool, seconds=2)) for _ in range(2)]
    store = actions.store

    def held_meanwhile() -> Storage:
        for each in calls:
            hold(each, 300)
        return store()

    monkeypatch.setattr(actions, "store", held_meanwhile)
    assert actions.expire(at=cast.AT + 200 * DAY) == 1
    assert sorted(state(each) for each in calls) == ["deleted", "kept"]


def test_a_recording_that_is_released_has_its_usual_time(call: Call) -> None:
    hold(call, 300)
    release_recording(call=call, by=cast.staff("hakan"), at=cast.AT + DAY)
    assert actions.expire(at=cast.AT + 200 * DAY) == 1


def test_of_two_holds_the_longer_one_counts(call: Call) -> None:
    hold(call, 300)
    assert hold(call, 50).until == cast.AT + 300 * DAY
    assert hold(call, 400).until == cast.AT + 400 * DAY
    names = [each.name for each in events.history(call) if "held" in each.name]
    assert names == ["call.recording_held", "call.recording_held"]
