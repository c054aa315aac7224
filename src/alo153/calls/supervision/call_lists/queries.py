"""Look-ups of supervisors into outgoing lists; numbers are counted and not shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Case, Count, When

from alo153.calls.models.call_lists import CallList, ListNumber, ListState, NumberState
from alo153.calls.supervision.call_lists.receivers import Receivers, read
from alo153.calls.supervision.call_lists.standing import opted_out
from alo153.city import numbers

_ANSWERED = (NumberState.REACHED, NumberState.HUNG_UP, NumberState.OPTED_OUT)
MOST = 100
"""Lists on a page: open ones, then the newest."""
IN_LIST = (
    *(ListState.RUNNING, ListState.PAUSED, ListState.APPROVED, ListState.DRAFT),
    ListState.DONE,
)
"""In the order of a page: what calls now comes first."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The progress of a list: its numbers by state, and by pressed key."""

    states: Mapping[str, int]
    keys: Mapping[str, int]

    @property
    def total(self) -> int:
        """Count all numbers."""
        return sum(self.states.values())

    @property
    def left(self) -> int:
        """Count the numbers that are still to be called, or are on the line."""
        return self.states.get("waiting", 0) + self.states.get("calling", 0)

    @property
    def done(self) -> int:
        """Count the numbers that are finished."""
        return self.total - self.left

    @property
    def answered(self) -> int:
        """Count the calls that were taken, perhaps by a machine: also who hung up in the middle."""
        return sum(self.states.get(state, 0) for state in _ANSWERED)

    @property
    def percent(self) -> int:
        """Return how much of it is done."""
        return 100 * self.done // self.total if self.total else 0


def receivers(text: str, *, emergency: bool = False) -> Receivers:
    """Read the numbers for a list; an emergency includes citizens who opted out of calls."""
    return read(text, parse=numbers.parse, wish_none=_nobody if emergency else opted_out)


def _nobody(_numbers: list[str]) -> set[str]:
    return set()


def call_lists() -> list[CallList]:
    """List what is not over, then the newest; one query.

    One more than `MOST` says that there are more.
    """
    rows = CallList.objects.select_related("written_by", "approved_by")
    over = Case(When(state=ListState.DONE, then=1), default=0)
    newest = list(rows.order_by(over, "-written_at", "-pk")[: MOST + 1])
    return sorted(newest, key=lambda each: IN_LIST.index(ListState(each.state)))


def call_list(number: int) -> CallList | None:
    """Find a list; one query."""
    rows = CallList.objects.select_related("written_by", "approved_by")
    return rows.filter(pk=number).first()


def figures_of(lists: list[CallList]) -> dict[int, Figures]:
    """Count what came of the numbers of lists; one query, none where all have ended.

    What a list that ended has come to is remembered: nothing is called of it any more.
    """
    found = {each.pk: _ended[each.pk] for each in lists if _has_ended(each) and each.pk in _ended}
    left = [each for each in lists if each.pk not in found]
    counted = _counted(left) if left else {}
    for each in left:
        # A call may be on the line still when somebody ends its list
        if _has_ended(each) and not counted[each.pk].states.get(NumberState.CALLING):
            _remember(each.pk, counted[each.pk])
    return found | counted


_ended: dict[int, Figures] = {}


def _has_ended(row: CallList) -> bool:
    return row.state == ListState.DONE


def _remember(number: int, figures: Figures) -> None:
    if len(_ended) >= 2 * MOST:
        _ended.clear()
    _ended[number] = figures


def _counted(lists: list[CallList]) -> dict[int, Figures]:
    counted = ListNumber.objects.filter(call_list__in=lists).order_by()
    rows = counted.values_list("call_list", "state", "key").annotate(count=Count("pk"))
    states: dict[int, Counter[str]] = {each.pk: Counter() for each in lists}
    keys: dict[int, Counter[str]] = {each.pk: Counter() for each in lists}
    for of, state, key, count in rows:
        states[of][state] += count
        if key:
            keys[of][key] += count
    return {of: Figures(states[of], dict(sorted(keys[of].items()))) for of in states}
