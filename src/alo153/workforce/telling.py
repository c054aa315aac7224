"""Tell people of their shifts: what was published, and swaps that wait for their answer."""

from collections.abc import Iterable
from typing import cast

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alo153.accounts.models import User
from alo153.city import queries as city
from alo153.core.models import Event
from alo153.notices.actions import Told, give_notice
from alo153.notices.registry import notice_kind
from alo153.workforce.events import RosterPublished, SwapOffered
from alo153.workforce.models import Roster, Swap

SHIFTS = notice_kind("shifts", gettext_lazy("Your shifts are published, or have changed"))
SWAP = notice_kind("swap", gettext_lazy("A colleague offers you a swap of shifts"))
_PAGE = "/shifts/"


def tell_published(event: Event, _said: RosterPublished) -> None:
    """Tell everybody whose shifts differ from the version before."""
    roster = cast(Roster, event.subject)
    former = roster.revises
    with translation.override(city.city().language):
        title = _("Your shifts have changed: %(period)s") if former else _first()
    told = Told(title=title % {"period": roster.period}, lines=(), path=_PAGE)
    give_notice(
        kind=SHIFTS,
        cause=f"roster:{roster.pk}",
        about=roster,
        words=dict.fromkeys(_concerned(roster, former), told),
        by=event.actor,
        at=event.at,
    )


def _first() -> str:
    return _("Your shifts are published: %(period)s")


def _concerned(roster: Roster, former: Roster | None) -> Iterable[User]:
    now, before = _days(roster), _days(former) if former else {}
    changed = [key for key in now.keys() | before.keys() if now.get(key) != before.get(key)]
    return User.objects.filter(pk__in=changed, is_active=True).order_by("full_name")


def _days(roster: Roster) -> dict[int, frozenset[tuple[object, int]]]:
    """Return what each person works, by key of the person; one query."""
    found: dict[int, set[tuple[object, int]]] = {}
    for user, day, shift_type in roster.shifts.values_list("user", "day", "type"):
        found.setdefault(user, set()).add((day, shift_type))
    return {user: frozenset(days) for user, days in found.items()}


def tell_offered(event: Event, _said: SwapOffered) -> None:
    """Tell whoever is asked for a swap."""
    swap = cast(Swap, event.subject)
    with translation.override(city.city().language):
        title = _("%(name)s offers you a swap of shifts") % {"name": swap.giver.full_name}
    give_notice(
        kind=SWAP,
        cause=f"swap:{swap.pk}",
        about=swap,
        words={swap.taker: Told(title=title[:200], lines=(), path=_PAGE)},
        by=event.actor,
        at=event.at,
    )
