"""An answer to a leading case, and the jobs that carry it to the linked reports."""

from procrastinate.contrib.django.models import ProcrastinateJob
from tests import cast
from tests.cases import stories

from alo153.cases import actions, tasks
from alo153.cases.models import Case
from alo153.cases.together import linked_reports
from alo153.core import clock

ANSWER = "Ağacı kaldırdık, yol açıldı."


def answer(lead: Case) -> None:
    """Let Parks answer the leading case and the center approve it."""
    actions.accept(case=lead, by=cast.staff("selin"), at=clock.now())
    actions.answer(case=lead, finding=stories.DONE, by=cast.staff("selin"), at=clock.now())
    actions.approve(case=lead, plain_text=ANSWER, by=cast.staff("murat"), at=clock.now())


def work_off() -> int:
    """Run the queued jobs that answer linked reports, as the worker would; returns how many ran."""
    done = set[int]()
    while (
        job := ProcrastinateJob.objects.filter(task_name=linked_reports.ANSWER_JOB)
        .exclude(pk__in=done)
        .first()
    ):
        tasks.answer_linked_reports(**job.args)
        done.add(job.pk)
    return len(done)
