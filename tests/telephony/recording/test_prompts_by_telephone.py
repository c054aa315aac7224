"""A prompt is read into a telephone of the real Asterisk, and heard before it is used."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings
from tests import cast
from tests.telephony.programs.switchboards import Center, newcomer, until

from alo153.calls.call_words import AgentState
from alo153.calls.media.prompt_takes import actions as takes
from alo153.calls.media.prompt_takes import queries
from alo153.calls.media.recordings.spool import Spool
from alo153.city import queries as city
from alo153.core import events
from alo153.core.clock import now
from alo153.knowledge.prompts import recordings
from alo153.launch.telephony.asterisk import Asterisk

pytestmark = pytest.mark.telephony


@pytest.fixture(autouse=True)
def _reached(asterisk: Asterisk, settings: Settings) -> None:
    settings.ARI_URL = asterisk.telephony.ari_url
    settings.ARI_PASSWORD = asterisk.telephony.ari_password


def fetched() -> list[UUID]:
    """Do the work of the worker, and return what it fetched."""
    jobs = ProcrastinateJob.objects.filter(task_name=takes.FETCH_JOB)
    waiting: list[dict[str, Any]] = until(lambda: list(jobs.values_list("args", flat=True)))
    found = [UUID(args["take"]) for args in waiting]
    for take in found:
        takes.fetch(take=take, at=now())
    return found


@pytest.mark.parametrize("ends_by", ["callee_hangs_up", "callee_presses_hash"])
def test_what_is_read_until_the_key_or_the_hang_up_is_kept(
    center: Center, spool: Spool, ends_by: str
) -> None:
    cast.city()
    hakan = newcomer("hakan")
    phone = center.sipp.listen(ends_by)
    center.seat(hakan, phone)
    take = takes.ask_take(by=hakan, at=now())
    sound = spool.folder / f"prompt-{take}.wav"
    until(lambda: sound.is_file() and sound.stat().st_size > 16_000, what="nothing is recorded")
    until(lambda: center.session(hakan).state == AgentState.SUPERVISING)
    phone.go_on()
    assert fetched() == [take]
    until(lambda: not center.channels(), what="the telephone is not hung up")
    until(lambda: center.session(hakan).state == AgentState.PAUSED)
    samples, rate = recordings.checked(queries.sound_of(take))
    assert 1 <= len(samples) / rate < 60
    assert not sound.is_file(), "Asterisk gave it away"
    assert events.history(city.city()).latest("id").name == "city.prompt_spoken"
