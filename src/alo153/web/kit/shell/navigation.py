"""The menu of staff: each feature declares its entry, and here they become links.

    declare(Entry("unit:inbox", _("Unit"), "list", WORK_ON_UNIT_CASES, Group.UNIT))

The entries of an audience are in its module `menu`, which is read once at the start.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alo153.accounts.models import User
from alo153.accounts.registry import Permission

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Group(Enum):
    """For whom a page is: the headings of the menu, in its order."""

    DESK = _("Desk")
    CENTER = _("Center")
    UNIT = _("Unit")
    KNOWLEDGE = _("Knowledge")
    FLOOR = _("Telephone")
    QUALITY = _("Quality")
    OVERVIEW = _("Overview")
    TEAM = _("Team")
    ADMINISTRATION = _("Administration")

    @property
    def label(self) -> "StrPromise":
        """Return the heading."""
        return self.value


@dataclass(frozen=True)
class Entry:
    """A page of the menu, for holders of the permission."""

    name: str
    label: "StrPromise"
    icon: str
    permission: Permission
    group: Group
    # Needed all day: it comes first, and the bar has room for it
    daily: bool = False
    # Pages below these addresses lead here, where no other entry is nearer
    leads_from: tuple[str, ...] = ()
    # How much waits there, asked beside the page and never for it
    counter: Callable[[User], int] | None = None
    # Whoever holds one of these opens the page as well
    also: tuple[Permission, ...] = ()


@dataclass(frozen=True)
class StaffLink:
    """A link of the menu; `current` is its ``aria-current``, `key` the id of its count."""

    url: str
    label: "StrPromise"
    icon: str
    group: Group
    key: str = ""
    current: str = ""


@dataclass(frozen=True)
class Count:
    """The amount of work behind a link; `more` if the count stopped there."""

    key: str
    number: int

    @property
    def more(self) -> bool:
        """Tell whether the count stopped at its limit."""
        return self.number > MOST


# A counter counts one more than this, and no further: nobody works through more today
MOST = 99
_ENTRIES: dict[str, Entry] = {}


def declare(*entries: Entry) -> None:
    """Take entries into the menu."""
    _ENTRIES.update({entry.name: entry for entry in entries})


def staff_links(user: User, path: str = "") -> list[StaffLink]:
    """Return the pages this member of staff may open, in the order of the menu; no query.

    The link of the page at `path`, or of the one that leads to it, is marked as current.
    """
    entries = _entries_of(user)
    links = {
        entry.name: StaffLink(
            reverse(entry.name), entry.label, entry.icon, entry.group, _key(entry)
        )
        for entry in entries
    }
    here = _current(entries, links, path)
    if here:
        exact = "page" if links[here].url == path else "true"
        links[here] = replace(links[here], current=exact)
    return list(links.values())


def counts(user: User) -> list[Count]:
    """Count what waits behind the links of this person; a query for each that counts."""
    return [Count(_key(entry), entry.counter(user)) for entry in _entries_of(user) if entry.counter]


def _entries_of(user: User) -> list[Entry]:
    groups = list(Group)
    may = [
        entry
        for entry in _ENTRIES.values()
        if user.is_authenticated and any(map(user.may, (entry.permission, *entry.also)))
    ]
    found: dict[str, Entry] = {}

    def place(entry: Entry) -> tuple[bool, bool, int]:
        # What somebody opens by the way is nobody's first page
        return not entry.daily, not user.may(entry.permission), groups.index(entry.group)

    for entry in sorted(may, key=place):
        # Who searches everywhere needs no second search for a unit
        found.setdefault(str(entry.label), entry)
    return list(found.values())


def _current(entries: list[Entry], links: Mapping[str, StaffLink], path: str) -> str | None:
    """Return the name of the nearest link above `path`."""
    fitting = [name for name, link in links.items() if path.startswith(link.url)]
    if fitting:
        return max(fitting, key=lambda name: len(links[name].url))
    return next((each.name for each in entries if path.startswith(each.leads_from)), None)


def _key(entry: Entry) -> str:
    return f"count-{entry.name.replace(':', '-')}" if entry.counter else ""
