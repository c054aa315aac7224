"""Planned people and the terms of their contracts."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, timedelta

from alo153.accounts.models import User
from alo153.workforce.law.check import Consents, Statuses
from alo153.workforce.law.rules import Status
from alo153.workforce.models import Contract, Leave

Employed = Callable[[date], bool]
Weeks = Callable[[date], int]
NOBODY_KNOWS = frozenset({Status.WORKER, Status.NIGHT_UNEXAMINED})
"""Without a contract the strictest usual case: no nights before a health report is seen."""


def contracts_on(day: date) -> dict[int, Contract]:
    """Return the contract in force of everybody who is planned on a day, by key of the person.

    One query; the order is by name.
    """
    rows = Contract.objects.filter(valid_from__lte=day, user__is_active=True)
    latest = rows.select_related("user").order_by("user", "-valid_from").distinct("user")
    found = [each for each in latest if not each.ended]
    return _by_name(found)


def contracts_within(first: date, last: date) -> dict[int, Contract]:
    """Return a contract of everybody who is planned on any of some days, by key of the person.

    The contract is that of the first day, or the first that begins later. Two queries; the order
    is by name.
    """
    here = contracts_on(first)
    rows = Contract.objects.filter(
        valid_from__gt=first, valid_from__lte=last, ended=False, user__is_active=True
    ).exclude(user__in=here)
    joining = rows.select_related("user").order_by("user", "valid_from").distinct("user")
    return _by_name([*here.values(), *joining])


def _by_name(contracts: Collection[Contract]) -> dict[int, Contract]:
    found = sorted(contracts, key=lambda each: each.user.full_name)
    return {each.user_id: each for each in found}


def coming(users: Collection[int], after: date, last: date) -> dict[int, list[Contract]]:
    """Return the contracts of people that begin after a day, until another, in their order.

    One query.
    """
    rows = Contract.objects.filter(user__in=users, valid_from__gt=after, valid_from__lte=last)
    found: dict[int, list[Contract]] = {user: [] for user in users}
    for row in rows.order_by("valid_from"):
        found[row.user_id].append(row)
    return found


def contract_on(user: User, day: date) -> Contract | None:
    """Return somebody's contract of a day; one query."""
    rows = Contract.objects.filter(user=user, valid_from__lte=day).order_by("-valid_from")
    found = rows.first()
    return found if found and not found.ended else None


def statuses_of(users: Collection[int]) -> dict[int, Statuses]:
    """Return for each person what holds for them on a day; one query."""
    return {user: _statuses(known) for user, known in _contracts(users).items()}


def consenting(users: Collection[int]) -> dict[int, Consents]:
    """Return for each person whether they agreed to overtime in writing on a day; one query."""
    return {user: _consents(known) for user, known in _contracts(users).items()}


def week_minutes(users: Collection[int]) -> dict[int, Weeks]:
    """Return for each person the minutes a week of a day's contract, 0 without; one query."""
    return {user: _weeks(known) for user, known in _contracts(users).items()}


def employed(users: Collection[int]) -> dict[int, Employed]:
    """Return for each person whether a contract of theirs holds on a day; one query.

    People who never had one are planned by hand, as the strictest case: for them it is always so.
    """
    return {user: _employed(known) for user, known in _contracts(users).items()}


def _contracts(users: Collection[int]) -> dict[int, list[Contract]]:
    """Return all contracts of people, the oldest first; one query."""
    by_user: dict[int, list[Contract]] = {user: [] for user in users}
    for row in Contract.objects.filter(user__in=users).order_by("valid_from"):
        by_user[row.user_id].append(row)
    return by_user


def _consents(contracts: list[Contract]) -> Consents:
    def on(day: date) -> bool:
        known = [each for each in contracts if each.valid_from <= day]
        return bool(known) and known[-1].overtime_consent and not known[-1].ended

    return on


def _statuses(contracts: list[Contract]) -> Statuses:
    def on(day: date) -> frozenset[Status]:
        known = [each for each in contracts if each.valid_from <= day]
        return frozenset(map(Status, known[-1].statuses)) if known else NOBODY_KNOWS

    return on


def _weeks(contracts: list[Contract]) -> Weeks:
    def on(day: date) -> int:
        known = [each for each in contracts if each.valid_from <= day]
        return known[-1].week_minutes if known and not known[-1].ended else 0

    return on


def _employed(contracts: list[Contract]) -> Employed:
    def on(day: date) -> bool:
        known = [each for each in contracts if each.valid_from <= day]
        return not contracts or bool(known and not known[-1].ended)

    return on


def leave_between(first: date, last: date) -> dict[int, frozenset[date]]:
    """Return the days of leave of everybody between two days; one query."""
    rows = Leave.objects.filter(
        state=Leave.State.GRANTED, first_date__lte=last, last_date__gte=first
    )
    found: dict[int, set[date]] = {}
    for row in rows:
        begin, end = max(first, row.first_date), min(last, row.last_date)
        days = {begin + timedelta(days=number) for number in range((end - begin).days + 1)}
        found.setdefault(row.user_id, set()).update(days)
    return {user: frozenset(days) for user, days in found.items()}
