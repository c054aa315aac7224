"""The night keeps a day while a planner's word makes the day another one."""

from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date, datetime, timedelta
from unittest.mock import patch

import pytest
from django.db import connection
from tests import cast
from tests.parts.waiting import until
from tests.workforce.center import MONDAY
from tests.workforce.day.early_shift import HOUR, SEVEN, kept_share, late, planned

from alo153.accounts.models import User
from alo153.workforce import actions, adherence
from alo153.workforce.adherence import Presence
from alo153.workforce.models import Deviation

pytestmark = pytest.mark.django_db(transaction=True)
AT = SEVEN + timedelta(days=1)


def waits_for_the_day() -> bool:
    """Say whether a transaction waits for another one's lock.

    `pg_stat_activity` would not do: in a transaction it stays as it was at the first look, without
    a connection that begins later.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = database"
            " WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted)"
        )
        return bool(cursor.fetchone()[0])


def test_what_is_explained_while_the_night_keeps_its_day_is_kept() -> None:
    elif_, planner = planned(), cast.staff("hakan")
    late(elif_)
    actions.keep_day(day=MONDAY, at=AT)
    assert kept_share() < 1
    of_day = adherence.of_day
    explained: list[Future[None]] = []

    def explain() -> None:
        try:
            actions.explain(
                user=elif_,
                day=MONDAY,
                begins_at=SEVEN,
                ends_at=SEVEN + HOUR,
                kind=Deviation.Kind.TECHNICAL,
                words="",
                by=planner,
                at=AT,
            )
        finally:
            connection.close()

    def read(day: date, at: datetime, *, user: User | None = None) -> list[Presence]:
        """Let the planner explain between what the night reads and what it writes."""
        found = of_day(day, at, user=user)
        if user is None:
            explained.append(planner_thread.submit(explain))
            until(lambda: explained[0].done() or waits_for_the_day())
        return found

    with ThreadPoolExecutor(1) as planner_thread, patch.object(adherence, "of_day", read):
        actions.keep_day(day=MONDAY, at=AT)
        explained[0].result()
    assert kept_share() == 1
