"""The top bar: which pages somebody may open, and which one they are at."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy

from alo153.accounts.models import User
from alo153.calls.permissions import (
    ANSWER_CALLS,
    LISTEN_TO_RECORDINGS,
    SEE_BLOCKED_ADDRESSES,
    SEE_VOICE_MENU,
    SEE_WALL,
)
from alo153.cases.permissions import (
    APPROVE_ANSWER,
    EDIT_TEMPLATES,
    OPEN_CASE,
    SEE_EVERY_CASE,
    SEE_HAND_BACKS,
    SEE_LATE_CASES,
    SEE_RESULTS,
    WORK_ON_UNIT_CASES,
)
from alo153.citizens.permissions import SEE_ACCESS_LOG
from alo153.city.permissions import EDIT_ROUTING
from alo153.knowledge.permissions import ANNOUNCE
from alo153.web.permissions import SEE_HEALTH

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class StaffLink:
    """A link of the top bar; `current` is the value of its ``aria-current``."""

    url: str
    label: "StrPromise"
    icon: str
    current: str = ""


# The ones that somebody needs all day come first: the bar has room for those
_LINKS = [
    ("desk:home", gettext_lazy("Desk"), "phone", ANSWER_CALLS),
    ("desk:center", gettext_lazy("Center's tasks"), "inbox", APPROVE_ANSWER),
    ("unit:inbox", gettext_lazy("Unit"), "list", WORK_ON_UNIT_CASES),
    ("crew:works", gettext_lazy("My works"), "map-pin", WORK_ON_UNIT_CASES),
    ("live:wall", gettext_lazy("Live"), "monitor", SEE_WALL),
    ("desk:incidents", gettext_lazy("Incidents"), "alert", OPEN_CASE),
    ("late", gettext_lazy("Late"), "alert", SEE_LATE_CASES),
    ("results", gettext_lazy("Results"), "check-circle", SEE_RESULTS),
    ("desk:announcements", gettext_lazy("Announcements"), "bell", ANNOUNCE),
    ("desk:search", gettext_lazy("Search"), "search", SEE_EVERY_CASE),
    ("unit:search", gettext_lazy("Search"), "search", WORK_ON_UNIT_CASES),
    ("unit:templates", gettext_lazy("Ready answers"), "file", EDIT_TEMPLATES),
    ("not_ours", gettext_lazy("Hand-backs"), "return", SEE_HAND_BACKS),
    ("recordings:list", gettext_lazy("Recordings"), "volume", LISTEN_TO_RECORDINGS),
    ("access_log", gettext_lazy("Who looked?"), "search", SEE_ACCESS_LOG),
    ("live:menu", gettext_lazy("Voice menu"), "keypad", SEE_VOICE_MENU),
    ("settings:routing", gettext_lazy("Routing"), "forward", EDIT_ROUTING),
    (
        "settings:blocked_addresses",
        gettext_lazy("Blocked addresses"),
        "lock",
        SEE_BLOCKED_ADDRESSES,
    ),
    ("settings:health", gettext_lazy("System health"), "check-circle", SEE_HEALTH),
]


# Pages that lie under no link of their own, and the links that lead to them, the first one first
_UNDER = {
    "/desk/": ("desk:search",),
    "/parts/": ("unit:inbox", "desk:center"),
    "/confidential/": ("desk:home", "unit:inbox", "desk:search"),
}


def staff_links(user: User, path: str = "") -> list[StaffLink]:
    """Return the pages this member of staff may open, in the order of the top bar.

    The link of the page at `path`, or of the one that leads to it, is marked as current.
    """
    links: dict[str, StaffLink] = {}
    for name, label, symbol, permission in _LINKS:
        url = _address(name) if user.is_authenticated and user.may(permission) else ""
        # Who searches everywhere needs no second search for a unit
        if url and all(label != link.label for link in links.values()):
            links[name] = StaffLink(url, label, symbol)
    here = _current(links, path)
    if here:
        exact = "page" if links[here].url == path else "true"
        links[here] = replace(links[here], current=exact)
    return list(links.values())


def _current(links: Mapping[str, StaffLink], path: str) -> str | None:
    """Return the name of the link under whose address `path` lies, the nearest one."""
    fitting = [name for name, link in links.items() if path.startswith(link.url)]
    if fitting:
        return max(fitting, key=lambda name: len(links[name].url))
    led = next((names for prefix, names in _UNDER.items() if path.startswith(prefix)), ())
    return next((name for name in led if name in links), None)


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
