"""The entries of a unit in the menu."""

from django.utils.translation import gettext_lazy as _

from alo153.accounts.models import User
from alo153.cases import queries
from alo153.cases.permissions import EDIT_TEMPLATES, WORK_ON_UNIT_CASES
from alo153.cases.rules.lifecycle import State
from alo153.web.kit.shell.navigation import MOST, Entry, Group, declare


def _new(user: User) -> int:
    """Count what no one of the unit has accepted; one query, over its open cases alone."""
    return queries.inbox(user, {State.FORWARDED}).order_by()[: MOST + 1].count()


declare(
    Entry(
        "unit:inbox",
        _("Unit"),
        "list",
        WORK_ON_UNIT_CASES,
        Group.UNIT,
        daily=True,
        leads_from=("/sub-tasks/", "/reclassify/", "/confidential/", "/live-alarms/"),
        counter=_new,
    ),
    Entry("unit:search", _("Search"), "search", WORK_ON_UNIT_CASES, Group.UNIT),
    Entry("unit:templates", _("Ready answers"), "file", EDIT_TEMPLATES, Group.UNIT),
)
