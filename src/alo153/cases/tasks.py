"""Background jobs for cases."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from alo153.cases import actions
from alo153.cases.events.of_case import OfCase
from alo153.cases.telling.staff import news
from alo153.cases.together import linked_reports
from alo153.city import queries as city
from alo153.city.events import CityLoaded
from alo153.contacts.conversations.actions import attending
from alo153.core import clock
from alo153.core.history.consumers.declaring import Happened
from alo153.core.jobs import job, periodic

_NEWS: Final = timedelta(days=1)
DRAFTS_KEPT: Final = timedelta(days=30)


@periodic(name="cases.process_due_clocks", cron="*/5 * * * *")
def process_due_clocks() -> None:
    """Remind, escalate, withdraw, and end the waiting for answers, every five minutes."""
    actions.process_due_clocks(at=clock.now())
    actions.process_due_sub_tasks(at=clock.now())
    actions.process_due_questions(at=clock.now())


@periodic(name="cases.process_due_alarms", cron="* * * * *")
def process_due_alarms() -> None:
    """Tell the supervisors of alarms that nobody looked at, every minute."""
    actions.process_due_alarms(at=clock.now())


@periodic(name="cases.delete_identity_scans", cron="*/10 * * * *")
def delete_identity_scans() -> None:
    """Delete scans of cards whose time is over or whose application is closed."""
    actions.delete_due_identity_scans(at=clock.now())


@periodic(name="cases.sweep_personal_files", cron="47 3 * * *")
def sweep_personal_files() -> None:
    """Delete signatures and scans that no row names, every night: a kill may leave one."""
    actions.sweep_personal_files(at=clock.now())


@periodic(name="cases.forget_presences", cron="41 2 * * *")
def forget_presences() -> None:
    """Forget who had which case or conversation open, every night."""
    actions.forget_presences(at=clock.now())
    attending.forget_presences(at=clock.now())


@periodic(name="cases.expire_drafts", cron="35 3 * * *")
def expire_drafts() -> None:
    """Forget what staff have half typed and left for a month, every night."""
    actions.expire_drafts(before=clock.now() - DRAFTS_KEPT)


@periodic(name="cases.learn_words", cron="25 3 * * *")
def learn_words() -> None:
    """Learn the words of all cases anew, every night, for the search of misspelled ones."""
    actions.learn_words()


@periodic(name="cases.process_due_confirmations", cron="15 * * * *")
def process_due_confirmations() -> None:
    """Remind citizens who did not say whether it is solved, and let old questions run out.

    Once a day, when the city's morning has come and a message wakes nobody.
    """
    now = clock.now()
    if city.local(now).hour == city.closing_policy().remind_hour:
        actions.process_due_confirmations(at=now)


@periodic(name="cases.resume_plans", cron="5 * * * *")
def resume_plans() -> None:
    """Bring back what was planned for a day that has passed, in the hour the city opens."""
    now = clock.now()
    if city.local(now).hour == city.working_calendar().opens.hour:
        actions.resume_plans(at=now)


@periodic(name="cases.count_recontacts", cron="20 * * * *")
def count_recontacts() -> None:
    """Mark closings after which somebody wrote again about the same, every hour."""
    actions.count_recontacts(at=clock.now())


@job(name="cases.read_clocks_again", attempts=3)
def read_clocks_again() -> None:
    """Count every running clock anew."""
    actions.read_clocks_again()


@job(name=linked_reports.ANSWER_JOB, attempts=3)
def answer_linked_reports(lead_id: int, after: int) -> None:
    """Answer the next reports that go with an answered case."""
    actions.answer_linked_reports(lead_id=lead_id, after=after, at=clock.now())


@periodic(name="cases.answer_forgotten", cron="*/5 * * * *")
def answer_forgotten() -> None:
    """Answer reports whose answering failed, every five minutes."""
    actions.answer_forgotten()


def follow_calendar(those: Sequence[Happened[CityLoaded]]) -> None:  # noqa: ARG001 - one shape
    """Administrative leave may have moved what is due."""
    read_clocks_again.defer()


def tell_staff(those: Sequence[Happened[OfCase]]) -> None:
    """Tell staff the news of applications; news older than a day is in their lists of work."""
    since = clock.now() - _NEWS
    for each in those:
        if each.event.at >= since:
            news.tell_staff(each.event, each.what)
