"""Open shifts that the law allows a person, and what speaks against each of the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from alo153.workforce.candidates.filling import staff_of
from alo153.workforce.law.check import Breach
from alo153.workforce.models import OpenShift, Roster
from alo153.workforce.queries import bids
from alo153.workforce.queries.judging import NO_CONTRACT
from alo153.workforce.queries.published import overlapping


def breaches_of(
    user: int, open_shifts: Sequence[OpenShift], today: date
) -> dict[int, tuple[Breach, ...]]:
    """Return for each open shift, by key, what speaks against it for a person.

    A query, and about sixteen for each roster.
    """
    if not open_shifts:
        return {}
    first = min(each.first_date for each in open_shifts)
    rosters = overlapping(first, max(each.last_date for each in open_shifts))
    by_roster: dict[Roster | None, list[OpenShift]] = defaultdict(list)
    for each in open_shifts:
        by_roster[bids.covering(rosters, each.first_date, each.last_date)].append(each)
    found: dict[int, tuple[Breach, ...]] = {}
    for roster, shifts in by_roster.items():
        staff = staff_of(roster, today) if roster else None
        for each in shifts:
            no_roster = (Breach(NO_CONTRACT, each.first_date),)
            found[each.pk] = staff.breaches(user, each.dates, each.type) if staff else no_roster
    return found
