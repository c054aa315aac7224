"""The entry of the access log in the menu."""

from django.utils.translation import gettext_lazy as _

from alo153.citizens.permissions import SEE_ACCESS_LOG
from alo153.web.kit.shell.navigation import Entry, Group, declare

declare(
    Entry(
        "access_log",
        _("Who looked?"),
        "search",
        SEE_ACCESS_LOG,
        Group.ADMINISTRATION,
    ),
)
