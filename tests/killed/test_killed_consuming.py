"""A worker is killed (SIGKILL) while it handles events: each is handled, and its rows are once."""

from pathlib import Path

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import cast
from tests.killed.workers import (
    blocked_backend,
    end_blocked_backend,
    held_lock,
    kill,
    recover,
    worker,
)
from tests.parts.events.sealing import ended
from tests.parts.waiting import COLD_SECONDS, until
from tests.suggestions import learned

from alo153.core import tasks
from alo153.core.history import horizon
from alo153.core.models import EventCursor
from alo153.suggestions.models import TopicChoice

pytestmark = pytest.mark.django_db(transaction=True)
SAID = "Ağaçların dalları uzadı, budanmasını istiyoruz"


def no_job_left() -> bool:
    jobs = ProcrastinateJob.objects.filter(task_name="core.consume")
    return not jobs.filter(status__in=["todo", "doing"]).exists()


def test_each_choice_is_kept_once(tmp_path: Path) -> None:
    learned.model()
    cases = [cast.open_case(SAID, proposals_seen=True).pk for _ in range(3)]
    mark = ended(horizon.mark())
    tasks.consume.defer(event=mark.event, transaction=mark.transaction)
    # The first choice is written by then, and waits to be committed with the others
    with held_lock(f"SELECT id FROM cases_case WHERE id = {cases[1]} FOR UPDATE"):
        with worker(tmp_path / "log", "mailbox:") as first:
            until(lambda: blocked_backend() is not None, COLD_SECONDS)
            kill(first)
        end_blocked_backend()
    assert not TopicChoice.objects.exists()
    recover()
    with worker(tmp_path / "log", "mailbox:"):
        until(no_job_left, COLD_SECONDS)
    kept = TopicChoice.objects.values_list("case", flat=True)
    assert sorted(kept) == cases
    assert EventCursor.objects.get(consumer="suggestions.choices").after >= mark.event
