"""The entries of the communication centers in the menu."""

from django.utils.translation import gettext_lazy as _

from alo153.counter.permissions import SERVE_AT_COUNTER, SUPERVISE_COUNTERS
from alo153.web.kit.shell.navigation import Entry, Group, declare

declare(
    Entry("counter:desk", _("Visitors"), "users", SERVE_AT_COUNTER, Group.DESK),
    Entry(
        "counter:overview",
        _("Communication centers"),
        "home",
        SUPERVISE_COUNTERS,
        Group.OVERVIEW,
    ),
)
