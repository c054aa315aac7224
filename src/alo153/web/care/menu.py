"""The entries of care in the menu."""

from django.utils.translation import gettext_lazy as _

from alo153.accounts.models import User
from alo153.calls.permissions import ANSWER_CALLS, SUPERVISE_CALLS
from alo153.care.permissions import (
    COUNSEL_STAFF,
    HOLD_SURVEYS,
    SEE_CARE_COUNTS,
    SUGGEST_CARE,
    TREAT_STAFF,
)
from alo153.care.queries import abuse, room
from alo153.contacts.conversations import queries as talks
from alo153.web.kit.shell.navigation import Entry, Group, declare


def _waiting(user: User) -> int:
    return room.waiting(user).count()


def _abuse_to_settle(user: User) -> int:
    """Count reports and what citizens wrote after the end; one query."""
    reports = abuse.reported(user).filter(settled_at=None).order_by().values("pk")
    written = talks.for_review(user).order_by().values("pk")
    return reports.union(written, all=True).count()


declare(
    Entry("care:own", _("Support for me"), "info", ANSWER_CALLS, Group.TEAM),
    Entry(
        "care:room",
        _("Visits"),
        "calendar",
        COUNSEL_STAFF,
        Group.TEAM,
        counter=_waiting,
        also=(TREAT_STAFF,),
    ),
    Entry(
        "care:abuse",
        _("Abuse of staff"),
        "alert",
        SUPERVISE_CALLS,
        Group.TEAM,
        counter=_abuse_to_settle,
    ),
    Entry("care:suggest", _("Suggest support"), "users", SUGGEST_CARE, Group.TEAM),
    Entry("care:surveys", _("Surveys of staff"), "users", HOLD_SURVEYS, Group.TEAM),
    Entry("care:counts", _("Support in numbers"), "info", SEE_CARE_COUNTS, Group.TEAM),
)
