"""A good moment is proposed, released by its agent, and played without personal data."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
from pytest_django import Settings
from tests import cast
from tests.calls.media import recorded

from alo153.accounts.policy import NotPermitted
from alo153.calls.media.recordings.spool import Spool
from alo153.calls.media.recordings.store import store
from alo153.calls.models import Call
from alo153.citizens.events import CitizenErased
from alo153.core import events
from alo153.core.actor import SYSTEM
from alo153.quality import actions
from alo153.quality.models import GoodMoment
from alo153.quality.policy import NotAllowed
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


def answered(moment: GoodMoment, *, releases: bool = True, by: str = "elif") -> GoodMoment:
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


def test_who_is_erased_is_heard_no_more(
    call: Call, django_capture_on_commit_callbacks: object
) -> None:
    citizen = cast.citizen("Ayşe Işık")
    call.interaction.citizen = citizen
    call.interaction.save(update_fields=["citizen"])
    moment = answered(proposed(call))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        what = CitizenErased(reason="asked", contacts=1)
        events.record(what, subject=citizen, by=SYSTEM, at=cast.AT)
    assert not store().exists(moment.file)
    assert not library.moments(cast.staff("murat")).exists()
