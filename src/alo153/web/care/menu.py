"""The entries of care in the menu."""

from django.utils.translation import gettext_lazy as _

from alo153.accounts.models import User
from alo153.calls.permissions import ANSWER_CALLS
from alo153.care.permissions import (
    COUNSEL_STAFF,
    HOLD_SURVEYS,
    SEE_CARE_COUNTS,
    SUGGEST_CARE,
    TREAT_STAFF,
)
from alo153.care.queries import room
from alo153.web.kit.shell.navigation import Entry, Group, declare


def _waiting(user: User) -> int:
    return room.waiting(user).count()


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
    Entry("care:suggest", _("Suggest support"), "users", SUGGEST_CARE, Group.TEAM),
    Entry("care:surveys", _("Surveys of staff"), "users", HOLD_SURVEYS, Group.TEAM),
    Entry("care:counts", _("Support in numbers"), "info", SEE_CARE_COUNTS, Group.TEAM),
)
