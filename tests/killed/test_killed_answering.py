"""A worker is killed (SIGKILL) while the reporters of a matter are being answered.

Each batch of them is a transaction. Sixty are three batches: the kill falls into the second.
"""

from pathlib import Path

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.cases.together.incidents import answer, burst, report
from tests.killed.workers import (
    blocked_backend,
    end_blocked_backend,
    held_lock,
    kill,
    recover,
    worker,
)
from tests.parts.waiting import COLD_SECONDS, until

from alo153.cases.models import Answer, Case, Relay
from alo153.cases.together import linked_reports
from alo153.cases.together.actions.linking import BATCH
from alo153.contacts.about import About
from alo153.contacts.queries import about

pytestmark = pytest.mark.django_db(transaction=True)

REPORTERS = 60


def no_answering_left() -> bool:
    jobs = ProcrastinateJob.objects.filter(task_name=linked_reports.ANSWER_JOB)
    return not jobs.filter(status__in=["todo", "doing"]).exists()


def test_each_reporter_is_answered_once(tmp_path: Path) -> None:
    incident = burst()
    cases = [report(incident, number).pk for number in range(1, REPORTERS + 1)]
    answer(incident)
    in_the_middle = f"SELECT id FROM cases_case WHERE id = {cases[REPORTERS // 2]} FOR UPDATE"
    with held_lock(in_the_middle):
        with worker(tmp_path / "log", "mailbox:") as first:
            until(lambda: blocked_backend() is not None, COLD_SECONDS)
            kill(first)
        end_blocked_backend()
    told = Relay.objects.filter(case__in=cases).count()
    assert told == BATCH
    recover()
    with worker(tmp_path / "log", "mailbox:"):
        until(no_answering_left, COLD_SECONDS)
    for rows in (Relay.objects.exclude(message=None), Answer.objects.all()):
        each = rows.filter(case__in=cases).values_list("case", flat=True)
        assert sorted(each) == cases
    letters = about(*(About("cases.case", str(key)) for key in cases)).filter(purpose="answer")
    assert letters.count() == len(cases)
    assert not Case.objects.filter(lead=incident.lead).exists()
