"""A caller is erased while somebody keeps something of a talk that is held as evidence."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from pytest_django import Settings
from tests import cast
from tests.calls.media import recorded
from tests.cases.at_once import Other
from tests.quality.transcribing.engines import Pretended

from alo153.archive import erasing
from alo153.calls.media.erasing.actions import erase_calls
from alo153.calls.media.holds.actions import hold_recording
from alo153.calls.models import Call
from alo153.citizens.actions.erasing import ErasureReason
from alo153.core.actor import SYSTEM
from alo153.quality import actions
from alo153.quality.models import GoodMoment, HandTranscript, Transcript

pytestmark = pytest.mark.django_db(transaction=True)
NOW = cast.AT + timedelta(minutes=5)


@pytest.fixture
def held(tmp_path: Path, settings: Settings) -> Call:
    call = recorded.keep(recorded.talk(recorded.settings_for(tmp_path, settings), seconds=4))
    year = cast.AT + timedelta(days=365)
    hold_recording(call=call, reason="Savcılık", until=year, by=cast.staff("hakan"), at=NOW)
    return call


def erase_while(deed: Callable[[], object], call: Call) -> None:
    """Erase the caller; the deed begins when their words are forgotten already."""
    citizen = erasing.record_of(call.number, by=SYSTEM, at=NOW)
    assert citizen
    other = Other(deed)

    def erased(**given: object) -> int:
        other.begins()
        return erase_calls(**given)  # type: ignore[arg-type]

    with patch.object(erasing, "erase_calls", erased):
        erasing.erase(citizen, reason=ErasureReason.REQUEST, by=SYSTEM, at=NOW)
        other.ends()


def test_an_engine_that_is_writing_keeps_no_words(held: Call) -> None:
    erase_while(lambda: actions.transcribe_due(at=NOW, engine=Pretended()), held)
    assert not Transcript.objects.exists()


def test_a_person_who_is_writing_keeps_no_words(held: Call) -> None:
    derya = cast.staff("derya")

    def write() -> None:
        with suppress(actions.RecordingGone):
            actions.write_by_hand(
                recording=held.recording, citizen="Suyumuz akmıyor", agent="", by=derya, at=NOW
            )

    erase_while(write, held)
    assert not HandTranscript.objects.exclude(citizen="").exists()


def test_an_evaluator_proposes_no_moment_of_it(held: Call) -> None:
    derya = cast.staff("derya")

    def propose() -> None:
        with suppress(actions.NoSound):
            actions.propose_moment(
                recording=held.recording,
                part=(0, 2),
                silent=(),
                title="Sakinleştirme",
                why="Ayşe Hanım'ı önce dinledi.",
                by=derya,
                at=NOW,
            )

    erase_while(propose, held)
    assert not GoodMoment.objects.exists()
