"""Changes of a new version of a roster, apart from the replacement of an absent person."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from alo153.accounts.models import User
from alo153.workforce.models import Leave, Roster, Shift, ShiftType
from alo153.workforce.queries.leaves import emptied_by
from alo153.workforce.queries.published import released


@dataclass(frozen=True)
class Change:
    """A day of somebody that is another in the new version; None is a day off."""

    user: User
    day: date
    before: ShiftType | None
    after: ShiftType | None

    @property
    def key(self) -> str:
        """Return what a page sends back of a change that was seen."""
        return f"{self.user.pk}-{self.day.isoformat()}-{self.after.pk if self.after else ''}"


def revision(key: int) -> Roster | None:
    """Return a new version of a roster, published or not; one query."""
    return Roster.objects.filter(pk=key, revises__isnull=False, branch="").first()


def beside(leave: Leave, draft: Roster, at: datetime) -> list[Change]:
    """Return what a new version changes, by day and name, but who fills what the leave empties.

    Shifts of people who are away are nobody's in either version. Three queries.
    """
    had = _of(draft.revises) if draft.revises else {}
    has = _of(draft)
    left = Counter((each.day, each.type_id) for each in emptied_by(leave, at))
    found = []
    for place in sorted(had.keys() | has.keys(), key=lambda each: (each[1], each[0])):
        before, after = had.get(place), has.get(place)
        if after and not before and left[after.day, after.type_id]:
            left[after.day, after.type_id] -= 1
        elif (before and before.type_id) != (after and after.type_id):
            found.append(_change(before, after))
    return sorted(found, key=lambda each: (each.day, each.user.full_name))


def _of(roster: Roster) -> dict[tuple[int, date], Shift]:
    rows = roster.shifts.exclude(released()).select_related("user", "type")
    return {(each.user_id, each.day): each for each in rows}


def _change(before: Shift | None, after: Shift | None) -> Change:
    shown = after or before
    assert shown  # noqa: S101 - one of both is there
    return Change(
        shown.user, shown.day, before.type if before else None, after.type if after else None
    )
