"""Why somebody has a shift of a roster, with the names of everybody else and why they do not."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from alo153.accounts.models import User
from alo153.workforce import posing
from alo153.workforce.models import Roster
from alo153.workforce.queries.published import types_of
from alo153.workforce.roster.explain import Other, Reason, Why, why


@dataclass(frozen=True)
class Reasons:
    """The reasons of a shift, and of everybody else by what speaks against them."""

    why: Why
    others: dict[Reason, list[tuple[User, Other]]]


def of_shift(roster: Roster, user: int, day: date) -> Reasons:
    """Return why a person has their shift of a day, in a draft or a published roster.

    About fifteen queries, and a judgment of the law for each person.

    Raises:
        LookupError: the person has no shift on that day, or is not planned.
    """
    types = list(types_of(roster))
    posed = posing.center_of(roster, roster.first_date, types=types)
    person = next((place for place, each in enumerate(posed.users) if each.pk == user), None)
    if person is None:
        raise LookupError(user)
    months = posing.months_of(roster, posed.center.days, posed.users, posed.types)
    found = why(posed.center, months, person, day)
    others = defaultdict(list)
    for each in found.others:
        others[each.reason].append((posed.users[each.member], each))
    return Reasons(found, {reason: others[reason] for reason in Reason if others[reason]})
