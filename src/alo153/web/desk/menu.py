"""The agent's entry of the menu."""

from django.utils.translation import gettext_lazy as _

from alo153.calls.permissions import ANSWER_CALLS
from alo153.web.kit.shell.navigation import Entry, Group, declare

declare(
    Entry(
        "desk:home",
        _("Desk"),
        "phone",
        ANSWER_CALLS,
        Group.DESK,
        daily=True,
        leads_from=("/center/", "/confidential/", "/live/offers/", "/live-alarms/"),
    ),
    Entry(
        "desk:transport",
        _("Public transport"),
        "map-pin",
        ANSWER_CALLS,
        Group.KNOWLEDGE,
    ),
)
