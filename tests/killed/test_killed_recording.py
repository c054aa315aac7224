"""A real worker is killed (SIGKILL) while it keeps a recording: the next one keeps it, once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from asgiref.sync import async_to_sync
from django.core.files.storage import storages
from pytest_django import Settings
from tests.calls.media import recorded
from tests.killed.workers import (
    blocked_backend,
    end_blocked_backend,
    held_lock,
    kill,
    worker,
)
from tests.parts.waiting import COLD_SECONDS, until

from alo153.calls.media.recordings.spool import Spool
from alo153.calls.models import Call, Recording
from alo153.core import events
from alo153.core.tasks import retry_jobs_of_silent_workers

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def spool(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Spool:
    monkeypatch.setenv("ALO153_VAR", str(tmp_path))  # the worker's recordings: below it
    spool = recorded.settings_for(tmp_path, settings)
    monkeypatch.setenv("ALO153_RECORDING_SPOOL", str(spool.folder))
    return spool


def is_kept(call: Call) -> bool:
    return Recording.objects.filter(pk=call.pk, state="kept").exists()


def test_a_worker_that_dies_while_it_keeps_a_recording(spool: Spool, tmp_path: Path) -> None:
    call = recorded.talk(spool, seconds=600)
    log = tmp_path / "worker.log"
    with held_lock("LOCK TABLE calls_recording IN SHARE MODE"):
        with worker(log, "mailbox:") as first:
            # Its file is half-written, or whole while the row that names it cannot be written
            until(lambda: any(spool.folder.glob("*/sound.*")) or blocked_backend(), COLD_SECONDS)
            kill(first)
        end_blocked_backend()
    assert Recording.objects.get(pk=call.pk).state == "pending"
    assert list(spool.calls()) == [str(call.pk)]
    with worker(log, "mailbox:"):

        def kept_by_the_next() -> bool:
            async_to_sync(retry_jobs_of_silent_workers)()
            return is_kept(call)

        # Encoding yields to everybody, also to the killed worker's that still runs
        until(kept_by_the_next, COLD_SECONDS)
        # The sound leaves the spool after the row is written
        until(lambda: list(spool.calls()) == [])
    recording = Recording.objects.get(pk=call.pk)
    assert storages["recordings"].size(recording.file) == recording.size
    names = [event.name for event in events.history(call)]
    assert names.count("call.recording_kept") == 1
    assert os.listdir(tmp_path / "recordings") == ["2026"]
