"""Contracts of the people who are planned, what holds by them on a day, and leave."""

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
"""The status without a contract, the strictest usual one: no nights before a health report."""


def contracts_on(day: date) -> dict[int, Contract]:
    """Return the contract in force of each person who is planned on a day; one query.

    The keys are those people's primary keys, in the order of their names.
    """
    rows = Contract.objects.filter(valid_from__lte=day, user__is_active=True)
    latest = rows.select_related("user").order_by("user", "-valid_from").distinct("user")
    found = [each for each in latest if not each.ended]
    return _by_name(found)


def contracts_within(first: date, last: date) -> dict[int, Contract]:
    """Return a contract of each person who is planned on a day from `first` to `last`.

    The contract is the one in force on the first day, or the first that begins later. Keys and
    order as for `contracts_on`; two queries.
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
    """Return each person's contracts that begin after `after` and until `last`; one query.

    The earliest is first; the list is empty for a person without one.
    """
    rows = Contract.objects.filter(user__in=users, valid_from__gt=after, valid_from__lte=last)
    found: dict[int, list[Contract]] = {user: [] for user in users}
    for row in rows.order_by("valid_from"):
        found[row.user_id].append(row)
    return found


def contract_on(user: User, day: date) -> Contract | None:
    """Return the contract of a person in force on a day; None without one, or if it ended.

    One query.
    """
    rows = Contract.objects.filter(user=user, valid_from__lte=day).order_by("-valid_from")
    found = rows.first()
    return found if found and not found.ended else None


def statuses_of(users: Collection[int]) -> dict[int, Statuses]:
    """Return for each person a function of the day that gives their statuses; one query."""
    return {user: _statuses(known) for user, known in _contracts(users).items()}


def consenting(users: Collection[int]) -> dict[int, Consents]:
    """Return for each person a function of the day: is their consent to overtime in force?

    One query. Consent is given in writing (Overtime By-law art. 9).
    """
    return {user: _consents(known) for user, known in _contracts(users).items()}


def week_minutes(users: Collection[int]) -> dict[int, Weeks]:
    """Return for each person a function of the day: the minutes a week by contract, 0 without one.

    One query.
    """
    return {user: _weeks(known) for user, known in _contracts(users).items()}


def employed(users: Collection[int]) -> dict[int, Employed]:
    """Return for each person a function of the day: is a contract of theirs in force? One query.

    People who never had a contract are planned by hand, as the strictest case: always true.
    """
    return {user: _employed(known) for user, known in _contracts(users).items()}


def _contracts(users: Collection[int]) -> dict[int, list[Contract]]:
    """Return all contracts of each person, the oldest first; one query."""
    by_user: dict[int, list[Contract]] = {user: [] for user in users}
    for row in Contract.objects.filter(user__in=users).order_by("valid_from"):
        by_user[row.user_id].append(row)
    return by_user


def _last(contracts: list[Contract], day: date) -> Contract | None:
    """Return the last contract that began by a day, ended or not; `contracts` are in order."""
    return next((each for each in reversed(contracts) if each.valid_from <= day), None)


def _consents(contracts: list[Contract]) -> Consents:
    def on(day: date) -> bool:
        last = _last(contracts, day)
        return last is not None and last.overtime_consent and not last.ended

    return on


def _statuses(contracts: list[Contract]) -> Statuses:
    def on(day: date) -> frozenset[Status]:
        last = _last(contracts, day)
        return frozenset(map(Status, last.statuses)) if last else NOBODY_KNOWS

    return on


def _weeks(contracts: list[Contract]) -> Weeks:
    def on(day: date) -> int:
        last = _last(contracts, day)
        return last.week_minutes if last and not last.ended else 0

    return on


def _employed(contracts: list[Contract]) -> Employed:
    def on(day: date) -> bool:
        last = _last(contracts, day)
        return not contracts or (last is not None and not last.ended)

    return on


def leave_between(first: date, last: date) -> dict[int, frozenset[date]]:
    """Return each person's days of granted leave from `first` to `last`; one query.

    The keys are primary keys of people; a person without leave is not in it.
    """
    rows = Leave.objects.filter(
        state=Leave.State.GRANTED, first_date__lte=last, last_date__gte=first
    )
    found: dict[int, set[date]] = {}
    for row in rows:
        begin, end = max(first, row.first_date), min(last, row.last_date)
        days = {begin + timedelta(days=number) for number in range((end - begin).days + 1)}
        found.setdefault(row.user_id, set()).update(days)
    return {user: frozenset(days) for user, days in found.items()}
