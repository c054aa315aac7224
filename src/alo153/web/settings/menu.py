"""The administrators' entries of the menu."""

from django.utils.translation import gettext_lazy as _

from alo153.calls.permissions import SEE_BLOCKED_ADDRESSES
from alo153.channels.permissions import OPEN_CHANNELS
from alo153.city.permissions import EDIT_CITY, EDIT_ROUTING, MANAGE_STAFF
from alo153.integrations.permissions import CONNECT_SYSTEMS
from alo153.transport.permissions import LOAD_TIMETABLES
from alo153.web.kit.shell.navigation import Entry, Group, declare
from alo153.web.permissions import SEE_HEALTH, SEE_MACHINE

declare(
    Entry(
        "settings:people",
        _("Staff"),
        "users",
        MANAGE_STAFF,
        Group.ADMINISTRATION,
        daily=True,
    ),
    Entry(
        "settings:documents",
        _("City documents"),
        "file",
        EDIT_CITY,
        Group.ADMINISTRATION,
        daily=True,
    ),
    Entry(
        "settings:routing",
        _("Routing"),
        "forward",
        EDIT_ROUTING,
        Group.ADMINISTRATION,
    ),
    Entry(
        "settings:blocked_addresses",
        _("Blocked addresses"),
        "lock",
        SEE_BLOCKED_ADDRESSES,
        Group.ADMINISTRATION,
    ),
    Entry(
        "settings:systems",
        _("Connected systems"),
        "link",
        CONNECT_SYSTEMS,
        Group.ADMINISTRATION,
    ),
    Entry(
        "settings:channels",
        _("Channels"),
        "send",
        OPEN_CHANNELS,
        Group.ADMINISTRATION,
    ),
    Entry(
        "settings:timetables",
        _("Timetables"),
        "calendar",
        LOAD_TIMETABLES,
        Group.ADMINISTRATION,
    ),
    Entry(
        "settings:health",
        _("System health"),
        "check-circle",
        SEE_HEALTH,
        Group.ADMINISTRATION,
        daily=True,
    ),
    Entry(
        "settings:machine",
        _("Settings of the machine"),
        "settings",
        SEE_MACHINE,
        Group.ADMINISTRATION,
    ),
)
