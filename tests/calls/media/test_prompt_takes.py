"""The worker fetches prompts that staff read into their telephone; no voice stays for long."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings
from tests import cast
from tests.calls.media import recorded
from tests.calls.media.asterisk_stand_in import Recordings, recordings

from alo153.calls import tasks
from alo153.calls.events.recording import PromptSpoken
from alo153.calls.media.prompt_takes import actions, queries
from alo153.calls.media.recordings.spool import Spool
from alo153.calls.media.recordings.store import store
from alo153.city import queries as city
from alo153.core import clock, events

pytestmark = pytest.mark.django_db
SOUND = b"RIFF, a prompt"


@pytest.fixture(autouse=True)
def spool(tmp_path: Path, settings: Settings) -> Spool:
    cast.city()
    return recorded.settings_for(tmp_path, settings)


@pytest.fixture
def asterisk(settings: Settings) -> Iterator[Recordings]:
    with recordings() as server:
        settings.ARI_URL = server.url
        yield server


@pytest.fixture
def take(asterisk: Recordings) -> UUID:
    """Return a recording that Asterisk has."""
    take = uuid4()
    asterisk.sounds[f"prompt-{take}"] = SOUND
    return take


def spoken() -> int:
    return events.history(city.city(), PromptSpoken).count()


def waiting() -> list[int]:
    """Return the number of tries of each run that waits."""
    jobs = ProcrastinateJob.objects.filter(task_name=actions.FETCH_JOB, status="todo")
    return [args["tries"] for args in jobs.values_list("args", flat=True)]


def test_a_recording_is_fetched_once_and_asterisk_gives_it_away(
    asterisk: Recordings, take: UUID
) -> None:
    for _ in range(2):
        tasks.fetch_take(take=str(take))
    assert queries.sound_of(take) == SOUND
    assert asterisk.sounds == {}
    assert spoken() == 1
    assert waiting() == []


def test_the_worker_of_another_node_leaves_it_to_the_next_one(
    asterisk: Recordings, take: UUID
) -> None:
    ours = asterisk.sounds.copy()
    asterisk.sounds.clear()
    tasks.fetch_take(take=str(take))
    assert waiting() == [1]
    asterisk.sounds.update(ours)
    tasks.fetch_take(take=str(take), tries=1)
    assert queries.sound_of(take) == SOUND


def test_of_a_telephone_that_hung_up_before_the_tone_there_is_none_in_the_end(
    asterisk: Recordings,
) -> None:
    tasks.fetch_take(take=str(uuid4()), tries=tasks.MOST_TRIES)
    assert waiting() == []
    assert spoken() == 0


def test_a_recording_that_asterisk_does_not_delete_is_asked_for_again(
    asterisk: Recordings, take: UUID
) -> None:
    asterisk.keeps = True
    with pytest.raises(httpx.HTTPStatusError):
        tasks.fetch_take(take=str(take))
    assert queries.sound_of(take) == SOUND
    asterisk.keeps = False
    tasks.fetch_take(take=str(take))
    assert asterisk.sounds == {}
    assert spoken() == 1


def test_half_a_file_of_a_worker_that_was_killed_is_replaced(
    asterisk: Recordings, take: UUID
) -> None:
    half = Path(store().path(queries.path_of(take)))
    half.parent.mkdir(parents=True)
    half.write_bytes(SOUND[:5])
    tasks.fetch_take(take=str(take))
    assert queries.sound_of(take) == SOUND
    assert [each.name for each in half.parent.iterdir()] == [f"{take}.wav"]


def test_what_nobody_used_or_fetched_is_deleted_after_a_day(
    asterisk: Recordings, take: UUID, spool: Spool
) -> None:
    actions.fetch(take=take, at=clock.now())
    kept = Path(store().path(queries.path_of(take)))
    left, new = spool.folder / f"prompt-{uuid4()}.wav", spool.folder / f"prompt-{uuid4()}.wav"
    of_a_call = spool.of(str(uuid4())).citizen
    yesterday = (clock.now() - timedelta(hours=25)).timestamp()
    for path in (left, new, of_a_call):
        path.write_bytes(SOUND)
    for path in (left, of_a_call):
        os.utime(path, (yesterday, yesterday))
    actions.expire(at=clock.now())
    assert [each.exists() for each in (kept, left, new, of_a_call)] == [True, False, True, True]
    os.utime(kept, (yesterday, yesterday))
    actions.expire(at=clock.now())
    assert not kept.exists()


def test_a_city_in_which_nobody_recorded_has_nothing_to_delete() -> None:
    actions.expire(at=clock.now())
