"""The entry of the recordings in the menu."""

from django.utils.translation import gettext_lazy as _

from alo153.calls.permissions import LISTEN_TO_RECORDINGS
from alo153.web.kit.shell.navigation import Entry, Group, declare

declare(
    Entry(
        "recordings:list",
        _("Recordings"),
        "volume",
        LISTEN_TO_RECORDINGS,
        Group.FLOOR,
    ),
)
