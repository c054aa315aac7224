"""The scopes of a key, and what its holder may do. Pure.

A scope is narrower than the permission that is behind it: the interface asks for the scope,
and every query and verb behind it for the permission, as it does of a person.
"""

from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext_lazy as _

from alo153.accounts.registry import Permission
from alo153.accounts.roles import Grant, Scope
from alo153.cases.permissions import (
    OPEN_CASE,
    SEE_EVERY_CASE,
    SEE_UNIT_CASES,
    WORK_ON_UNIT_CASES,
)


class KeyScope(StrEnum):
    """One thing a key is for."""

    READ_EVERY_CASE = "read_every_case"
    READ_UNIT_CASES = "read_unit_cases"
    READ_FILES = "read_files"
    OPEN_CASES = "open_cases"
    ADD_NOTES = "add_notes"
    ANSWER_CASES = "answer_cases"
    BRING_PARTNER_CASES = "bring_partner_cases"
    MANAGE_WEBHOOKS = "manage_webhooks"


SCOPE_LABELS: Final = {
    KeyScope.READ_EVERY_CASE: _("read the applications of all units, but for confidential ones"),
    KeyScope.READ_UNIT_CASES: _("read the applications of the units named here"),
    KeyScope.READ_FILES: _("read the files that citizens see of the applications it reads"),
    KeyScope.OPEN_CASES: _("open applications, and add files to those it opened"),
    KeyScope.ADD_NOTES: _("write notes on applications of the units named here"),
    KeyScope.ANSWER_CASES: _("accept, give back and answer applications of the units named here"),
    KeyScope.BRING_PARTNER_CASES: _("hand over applications that a partner desk registered"),
    KeyScope.MANAGE_WEBHOOKS: _("subscribe to messages about the applications it reads"),
}
_IN_CITY: Final[Mapping[KeyScope, Permission]] = {
    KeyScope.READ_EVERY_CASE: SEE_EVERY_CASE,
    KeyScope.OPEN_CASES: OPEN_CASE,
    KeyScope.BRING_PARTNER_CASES: OPEN_CASE,
}
_IN_UNITS: Final[Mapping[KeyScope, Permission]] = {
    KeyScope.READ_UNIT_CASES: SEE_UNIT_CASES,
    KeyScope.ADD_NOTES: WORK_ON_UNIT_CASES,
    KeyScope.ANSWER_CASES: WORK_ON_UNIT_CASES,
}
OF_UNITS: Final = frozenset(_IN_UNITS)
"""Scopes that hold in the units of the key, and in the units below them."""
READING: Final = (KeyScope.READ_EVERY_CASE, KeyScope.READ_UNIT_CASES)


def grants_of(scopes: Collection[str], units: Collection[str]) -> frozenset[Grant]:
    """Return what a key gives; a scope that a newer program dropped gives nothing.

    Args:
        units: slugs.
    """
    return frozenset(_grants([KeyScope(each) for each in scopes if each in KeyScope], units))


def _grants(scopes: Collection[KeyScope], units: Collection[str]) -> Iterator[Grant]:
    held = frozenset(_IN_CITY[each] for each in scopes if each in _IN_CITY)
    yield Grant(role="", permissions=held)
    there = frozenset(_IN_UNITS[each] for each in scopes if each in _IN_UNITS)
    for unit in units:
        yield Grant(role="", permissions=there, scope=Scope.BRANCH, scope_key=unit)
