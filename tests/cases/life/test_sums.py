"""Results and hand-backs read sums of days, which a late event counts again on their own day."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import cast
from tests.cases import stories
from tests.cases.life.confirmations import closed, planned, say
from tests.parts.events.consuming import consume

from alo153.cases import actions, queries
from alo153.cases.life.results import results
from alo153.cases.models import Case, Closing, ClosingSums, HandBack, HandBackSums
from alo153.cases.rules.lifecycle import State
from alo153.city.queries import local_time
from alo153.core.clock import now

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
PARKS, ROADS = "park-ve-bahceler", "yol-ve-bakim"


def ago(case: Case, days: int) -> Case:
    """Let the only closing of a case be some days old."""
    Closing.objects.filter(case=case).update(closed_at=now() - days * DAY)
    return case


def counted(*, since: int, until: int = 0) -> tuple[int, ...]:
    """Return closings, confirmed, silent, not solved, objections and written again, of days ago."""
    today = local_time.today(now())
    found = results(cast.staff("hakan"), since=today - since * DAY, until=today - until * DAY)
    names = ("closed", "confirmed", "silent", "not_solved", "objections", "contacted_again")
    return tuple(sum(getattr(each, name) for each in found) for name in names)


def sums() -> list[dict[str, Any]]:
    """Return every row of both tables, without its number."""
    tables = (ClosingSums, HandBackSums)
    rows = [row for table in tables for row in table.objects.values()]
    return sorted(({**row, "id": 0} for row in rows), key=str)


def test_a_confirmation_counts_on_the_day_of_its_closing() -> None:
    """By hand: two closings of forty days ago and one of today; later one citizen is content, and
    another objects."""
    first, second = ago(closed(), 40), ago(closed(), 40)
    closed()
    consume()
    assert counted(since=90) == (3, 0, 3, 0, 0, 0)
    say(first, solved=True)
    say(second, solved=False, words="Dallar duruyor.")
    consume()
    assert counted(since=90) == (3, 1, 1, 1, 1, 0)
    assert counted(since=30) == (1, 0, 1, 0, 0, 0)
    assert counted(since=40, until=40) == (2, 1, 0, 1, 1, 0)


def test_a_plan_counts_as_a_closing_and_a_duplicate_does_not() -> None:
    planned()
    other = closed()
    Closing.objects.filter(case=other).update(outcome="duplicate")
    consume()
    assert counted(since=1) == (1, 0, 1, 0, 0, 0)


def test_where_a_case_went_counts_on_the_day_on_which_it_was_given_back() -> None:
    case, back = stories.pruning(), now() - 5 * DAY
    closed()
    actions.return_not_ours(case=case, reason="Direk.", by=cast.staff("selin"), at=back)
    HandBack.objects.update(sent_at=back - DAY)
    consume()
    day = local_time.today(back)
    [lost] = queries.hand_backs(cast.staff("gulay"), since=day, until=day)
    assert (lost.unit.name, lost.went_to, lost.time) == (cast.unit(PARKS).name, None, DAY)
    roads, elif_ = cast.unit(ROADS), cast.staff("elif")
    actions.forward(case=case, to=roads, reason="Direk.", by=elif_, at=back + 2 * DAY)
    consume()
    [lost] = queries.hand_backs(cast.staff("gulay"), since=day, until=day)
    assert lost.went_to is not None
    assert (lost.went_to.name, lost.count, lost.time) == (roads.name, 1, 3 * DAY)


def test_a_rebuild_gives_the_same_sums() -> None:
    case = ago(closed(), 33)
    say(case, solved=True)
    consume()
    later = stories.pruning()
    actions.return_not_ours(case=later, reason="Direk.", by=cast.staff("selin"), at=now())
    bad = closed()
    consume()
    say(bad, solved=False, words="Dallar duruyor.")
    consume()
    before = sums()
    assert len(before) >= 6, "days and months of both"
    ClosingSums.objects.update(closed=9)
    call_command("rebuild_reports")
    assert sums() == before


def test_no_closing_and_no_hand_back_is_read_for_a_report() -> None:
    bad = closed()
    say(bad, solved=False, words="Dallar duruyor.")
    consume()
    bad.refresh_from_db()
    assert bad.state != State.CLOSED
    today, hakan = local_time.today(now()), cast.staff("hakan")
    # The city's rows are at hand, as in a process that has answered before, and the roles read
    cast.at_hand()
    assert queries.hand_backs(hakan, since=today, until=today) == []
    with CaptureQueriesContext(connection) as captured:
        assert results(hakan, since=today, until=today)
        assert queries.hand_backs(hakan, since=today, until=today) == []
    assert len(captured) == 2
    assert all("sums" in each["sql"] for each in captured)
