"""The entries of the center in the menu."""

from django.utils.translation import gettext_lazy as _

from alo153.accounts.models import User
from alo153.cases import queries
from alo153.cases.permissions import (
    APPROVE_ANSWER,
    OPEN_CASE,
    SEE_EVERY_CASE,
    SEE_HAND_BACKS,
    SEE_LATE_CASES,
    SEE_RESULTS,
)
from alo153.web.kit.shell.navigation import MOST, Entry, Group, declare


def _waiting(user: User) -> int:
    """Count what the center must do something about; one query, over the open cases alone."""
    return queries.waiting_at_center(user).order_by()[: MOST + 1].count()


declare(
    Entry(
        "desk:center",
        _("Center's tasks"),
        "inbox",
        APPROVE_ANSWER,
        Group.CENTER,
        daily=True,
        leads_from=("/parts/",),
        counter=_waiting,
    ),
    Entry(
        "desk:incidents",
        _("Incidents"),
        "alert",
        OPEN_CASE,
        Group.CENTER,
        daily=True,
    ),
    Entry(
        "desk:search",
        _("Search"),
        "search",
        SEE_EVERY_CASE,
        Group.CENTER,
        leads_from=("/desk/", "/confidential/"),
    ),
    Entry("late", _("Late"), "alert", SEE_LATE_CASES, Group.OVERVIEW, daily=True),
    Entry(
        "results",
        _("Results"),
        "check-circle",
        SEE_RESULTS,
        Group.OVERVIEW,
        daily=True,
    ),
    Entry("not_ours", _("Hand-backs"), "return", SEE_HAND_BACKS, Group.OVERVIEW),
)
