"""A good moment is proposed, released by its agent, and played without personal data."""

from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
import soundfile
from pytest_django import Settings
from tests import cast
from tests.calls.media import recorded

from alo153.accounts.policy import NotPermitted
from alo153.calls.media.recordings.actions import delete_recordings
from alo153.calls.media.recordings.spool import Spool
from alo153.calls.media.recordings.store import store
from alo153.calls.models import Call, CallLeg
from alo153.calls.models.monitoring import Monitoring
from alo153.citizens.models import AccessLog
from alo153.quality import actions
from alo153.quality.copies import copies
from alo153.quality.models import GoodMoment
from alo153.quality.policy import NotAllowed, Refusal
from alo153.quality.queries import library

pytestmark = pytest.mark.django_db


@pytest.fixture
def spool(tmp_path: Path, settings: Settings) -> Spool:
    return recorded.settings_for(tmp_path, settings)


@pytest.fixture
def call(spool: Spool) -> Call:
    return recorded.keep(recorded.talk(spool, seconds=20))


def proposed(
    call: Call, *, begin: float = 2, end: float = 12, silent: tuple[tuple[float, float], ...] = ()
) -> GoodMoment:
    return actions.propose_moment(
        recording=call.recording,
        part=(begin, end),
        silent=silent,
        title="Sakinleştirme",
        why="Önce dinledi.",
        by=cast.staff("derya"),
        at=cast.AT,
    )


def heard(moment: GoodMoment, *, by: str = "elif") -> GoodMoment:
    return actions.hear_moment(moment=moment, by=cast.staff(by), at=cast.AT)


def answered(moment: GoodMoment, *, releases: bool = True, by: str = "elif") -> GoodMoment:
    if releases:
        heard(moment, by=by)
    return actions.answer_moment(moment=moment, releases=releases, by=cast.staff(by), at=cast.AT)


def loudness(moment: GoodMoment, begin: float, end: float) -> float:
    with store().open(moment.file) as file:
        samples, rate = soundfile.read(file)
    return float(np.abs(samples[int(begin * rate) : int(end * rate)]).max())


def test_what_is_released_is_heard_without_the_marked_span(call: Call) -> None:
    moment = answered(proposed(call, silent=((5.0, 8.0),)))
    assert list(library.moments(cast.staff("murat"))) == [moment]
    assert loudness(moment, 3.3, 5.8) < 0.01
    assert loudness(moment, 0.0, 2.5) > 0.05
    assert loudness(moment, 7.0, 10.0) > 0.05


def test_until_the_agent_releases_it_nobody_else_hears_of_it(call: Call) -> None:
    moment = proposed(call)
    assert not library.moments(cast.staff("murat")).exists()
    assert list(library.moments(cast.staff("elif"))) == [moment]
    with pytest.raises(NotAllowed):
        answered(moment, by="murat")


def test_nothing_is_released_unheard(call: Call) -> None:
    moment, elif_ = proposed(call, silent=((5.0, 8.0),)), cast.staff("elif")
    with pytest.raises(NotAllowed) as refused:
        actions.answer_moment(moment=moment, releases=True, by=elif_, at=cast.AT)
    assert refused.value.why == Refusal.NOT_HEARD
    preview = heard(moment)
    with copies().open(preview.file) as file:
        played = file.read()
    assert AccessLog.objects.get().user == elif_
    released = actions.answer_moment(moment=moment, releases=True, by=elif_, at=cast.AT)
    with library.open_copy(released) as file:
        assert file.read() == played, "others hear what the agent heard, silent spans included"


def transferred(spool: Spool) -> Call:
    """Return a call that Elif gave to Murat after ten seconds, and Murat ended after thirty."""
    call = recorded.talk(spool, seconds=30)
    CallLeg.objects.filter(call=call).update(left_at=cast.AT + timedelta(seconds=10), result="left")
    CallLeg.objects.create(
        pk="offer-murat",
        call=call,
        kind="agent",
        role="agent",
        agent=cast.staff("murat"),
        asked_at=cast.AT + timedelta(seconds=9),
        joined_at=cast.AT + timedelta(seconds=10),
        left_at=cast.AT + timedelta(seconds=30),
        result="ended",
    )
    Call.objects.filter(pk=call.pk).update(agent=cast.staff("murat"))
    return recorded.keep(call)


def test_of_a_transferred_call_each_agent_releases_their_own_part(spool: Spool) -> None:
    call = transferred(spool)
    assert proposed(call, begin=0, end=7).agent == cast.staff("elif")
    assert proposed(call, begin=13, end=30).agent == cast.staff("murat")
    for begin, end in ((0, 30), (5, 9), (11, 20)):
        with pytest.raises(actions.SeveralSpeak):
            proposed(call, begin=begin, end=end)


@pytest.mark.parametrize("mode", ["whisper", "barge"])
def test_where_a_supervisor_speaks_nothing_is_proposed(call: Call, mode: str) -> None:
    Monitoring.objects.create(
        call=call,
        monitor="m-1",
        supervisor=cast.staff("hakan"),
        agent=cast.staff("elif"),
        mode=mode,
        began_at=cast.AT + timedelta(seconds=10),
        ended_at=cast.AT + timedelta(seconds=14),
    )
    with pytest.raises(actions.SeveralSpeak):
        proposed(call, begin=2, end=12)
    assert proposed(call, begin=0, end=6).agent == cast.staff("elif")


def test_what_was_proposed_with_a_colleague_in_it_is_not_released(spool: Spool) -> None:
    moment = heard(proposed(transferred(spool), begin=0, end=7))
    GoodMoment.objects.filter(pk=moment.pk).update(end=20)
    with pytest.raises(NotAllowed) as refused:
        answered(moment)
    assert refused.value.why == Refusal.OTHERS_VOICE
    assert not answered(moment, releases=False).file


def test_a_recording_that_is_deleted_takes_along_what_waits_and_not_the_library(
    call: Call, django_capture_on_commit_callbacks: object
) -> None:
    waiting, released = heard(proposed(call)), answered(proposed(call, begin=1))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        delete_recordings(calls=[call.pk], at=cast.AT)
    assert not copies().exists(waiting.file)
    waiting.refresh_from_db()
    assert waiting.state == GoodMoment.State.CLOSED
    assert copies().exists(released.file)
    assert list(library.moments(cast.staff("murat"))) == [released]


def test_what_is_declined_or_taken_back_is_gone_with_its_copy(
    call: Call, django_capture_on_commit_callbacks: object
) -> None:
    answered(proposed(call), releases=False)
    moment = answered(proposed(call, begin=1))
    name = moment.file
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        actions.withdraw_moment(moment=moment, by=cast.staff("elif"), at=cast.AT)
    assert not store().exists(name)
    assert not library.moments(cast.staff("elif")).exists()


def test_what_was_in_the_library_is_heard_and_released_again_without_its_recording(
    call: Call,
) -> None:
    """The upgrade asks for it once more (migration 0007); the recording may be gone long since."""
    moment = answered(proposed(call))
    delete_recordings(calls=[call.pk], at=cast.AT)
    GoodMoment.objects.filter(pk=moment.pk).update(
        state=GoodMoment.State.PROPOSED, heard_at=None, answered_at=None
    )
    released = answered(moment)
    assert list(library.moments(cast.staff("murat"))) == [released]
    assert copies().exists(released.file)


@pytest.mark.parametrize(("begin", "end"), [(-1, 5), (5, 5), (10, 30), (8, 3)])
def test_a_part_lies_in_its_talk(call: Call, begin: float, end: float) -> None:
    with pytest.raises(actions.NoSuchPart):
        proposed(call, begin=begin, end=end)


def test_a_call_that_is_or_becomes_confidential_is_in_no_library(call: Call) -> None:
    moment = answered(proposed(call))
    waiting = proposed(call, begin=1)
    cast.open_case(about="kadin-destek").interactions.add(call.interaction)
    assert not library.moments(cast.staff("elif")).exists()
    with pytest.raises(actions.NoSound):
        answered(waiting)
    with pytest.raises(actions.NoSound):
        proposed(call)
    assert moment.file


def test_agents_propose_nothing(call: Call) -> None:
    with pytest.raises(NotPermitted):
        actions.propose_moment(
            recording=call.recording,
            part=(1, 2),
            silent=(),
            title="x",
            why="x",
            by=cast.staff("elif"),
            at=cast.AT,
        )
