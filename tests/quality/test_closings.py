"""Some closings as done are checked again: what share of them is true, with its interval."""

from datetime import timedelta

import pytest
from tests import cast
from tests.cases.life import confirmations
from tests.parts.events.consuming import consume

from alo153.cases.models import Closing
from alo153.city.queries import local_time
from alo153.core import clock
from alo153.quality import actions
from alo153.quality.models import ClosingCheck
from alo153.quality.policy import NotAllowed
from alo153.quality.queries import closings
from alo153.quality.rules import sampling

pytestmark = pytest.mark.django_db
Result, Way = ClosingCheck.Result, ClosingCheck.Way


def drawn(each: int, *, of: int) -> list[ClosingCheck]:
    actions.set_plan(
        each=0,
        each_closing=each,
        twice_percent=0,
        appeal_days=7,
        by=cast.staff("derya"),
        at=cast.AT,
    )
    for _ in range(of):
        confirmations.closed()
    actions.draw_day(day=local_time.today(clock.now()), at=clock.now())
    return list(ClosingCheck.objects.order_by("pk"))


def checked(row: ClosingCheck, result: Result, by: str = "derya") -> None:
    actions.check_closing(
        check=row, result=result, way=Way.VISIT, words="", by=cast.staff(by), at=clock.now()
    )


def test_nothing_is_checked_until_the_plan_says_so() -> None:
    assert drawn(0, of=1) == []


def test_closings_as_done_are_drawn_by_unit_and_anybody_draws_them_again() -> None:
    confirmations.planned()
    rows = drawn(2, of=3)
    assert [(row.of, row.drawn, row.result) for row in rows] == [(3, 2, Result.OPEN)] * 2
    day = local_time.today(clock.now())
    again = sampling.draw(
        [each.candidate for each in closings.of_day(day)], each=2, seed=f"153-{day}-closings"
    )
    assert {each.key for each in again} == {row.closing_id for row in rows}


def test_the_share_has_its_interval_and_what_cannot_be_told_is_counted_apart() -> None:
    rows = drawn(4, of=4)
    for row, result in zip(
        rows, (Result.DONE, Result.DONE, Result.NOT_DONE, Result.UNCLEAR), strict=True
    ):
        checked(row, result)
    consume()
    today = local_time.today(clock.now())
    whole, [unit] = closings.by_unit(cast.staff("derya"), today - timedelta(days=1), today)
    assert unit.share is not None
    assert (unit.closed, unit.share.n, unit.unclear) == (4, 3, 1)
    assert unit.share.value == pytest.approx(2 / 3)
    assert unit.share.low < unit.share.value < unit.share.high
    assert whole.share == unit.share


def test_nobody_checks_their_own_answer_and_nothing_is_checked_twice() -> None:
    [row] = drawn(1, of=1)
    answer = Closing.objects.get().answer
    assert answer is not None
    assert list(closings.to_check(cast.staff("derya"))) == [row]
    answer.written_by = cast.staff("derya")
    answer.save(update_fields=["written_by"])
    assert list(closings.to_check(cast.staff("derya"))) == []
    with pytest.raises(NotAllowed):
        checked(row, Result.DONE)
    checked(row, Result.DONE, by="hakan")
    with pytest.raises(NotAllowed):
        checked(row, Result.NOT_DONE, by="hakan")
