"""The crew's entry of the menu."""

from django.utils.translation import gettext_lazy as _

from alo153.cases.permissions import WORK_ON_UNIT_CASES
from alo153.web.kit.shell.navigation import Entry, Group, declare

declare(
    Entry(
        "crew:works",
        _("My works"),
        "map-pin",
        WORK_ON_UNIT_CASES,
        Group.UNIT,
        daily=True,
    ),
)
