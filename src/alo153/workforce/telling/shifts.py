"""Tell people of their shifts: what was published, and swaps that wait for their answer."""

from collections.abc import Iterable
from typing import cast

from django.utils import formats, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alo153.accounts.models import User
from alo153.accounts.queries import holding
from alo153.city import queries as city
from alo153.core.actor import Actor
from alo153.core.models import Event
from alo153.notices.actions import Told, give_notice
from alo153.notices.registry import notice_kind
from alo153.workforce.events import (
    BreakMoved,
    ContractSet,
    DeviationTold,
    OvertimeAgreed,
    OvertimeAsked,
    OvertimeDeclined,
    OvertimeLapsed,
    OvertimeWithdrawn,
    RosterPublished,
    SwapOffered,
    SwapRefused,
)
from alo153.workforce.models import Contract, Deviation, Overtime, Roster, ShiftBreak, Swap
from alo153.workforce.permissions import PLAN_SHIFTS, SEE_OWN_SHIFTS
from alo153.workforce.queries.published import left_without

SHIFTS = notice_kind(
    "shifts", gettext_lazy("Your shifts are published, or have changed"), SEE_OWN_SHIFTS
)
SWAP = notice_kind(
    "swap",
    gettext_lazy("A colleague offers you a swap of shifts, or declines yours"),
    SEE_OWN_SHIFTS,
)
OVERTIME = notice_kind(
    "overtime", gettext_lazy("You are asked to work overtime, or no longer"), SEE_OWN_SHIFTS
)
ANSWER = notice_kind(
    "overtime_answer", gettext_lazy("Somebody answers your question for overtime"), PLAN_SHIFTS
)
EMPTY = notice_kind(
    "empty_shifts", gettext_lazy("Published shifts have lost their person"), PLAN_SHIFTS
)
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
    """Tell the colleague who is asked for a swap."""
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


def tell_refused(event: Event, said: SwapRefused) -> None:
    """Tell the person who offered a swap that it does not take place."""
    swap = cast(Swap, event.subject)
    with translation.override(city.city().language):
        declined = _("%(name)s does not take your swap of shifts")
        lapsed = _("Your swap of shifts with %(name)s is no longer possible")
        title = (lapsed if said.lapsed else declined) % {"name": swap.taker.full_name}
    give_notice(
        kind=SWAP,
        cause=f"swap:{swap.pk}:{swap.state}",
        about=swap,
        words={swap.giver: Told(title=title[:200], lines=(), path=_PAGE)},
        by=event.actor,
        at=event.at,
    )


def tell_asked(event: Event, _said: OvertimeAsked) -> None:
    """Tell the person who is asked to work longer."""
    asked = cast(Overtime, event.subject)
    with translation.override(city.city().language):
        title = _("Can you stay %(minutes)s minutes longer on %(day)s?") % {
            "minutes": asked.minutes,
            "day": formats.date_format(asked.day, "WEEKDAY_FORMAT"),
        }
        line = _("You decide. Nobody asks why if you decline.")
    give_notice(
        kind=OVERTIME,
        cause=f"overtime:{asked.pk}",
        about=asked,
        words={asked.user: Told(title=title, lines=(line,), path=_PAGE)},
        by=event.actor,
        at=event.at,
    )


def tell_withdrawn(event: Event, _said: OvertimeWithdrawn) -> None:
    """Tell the person who was asked to work longer that nobody asks any more."""
    asked = cast(Overtime, event.subject)
    with translation.override(city.city().language):
        title = _("You are no longer asked to stay on %(day)s") % {
            "day": formats.date_format(asked.day, "WEEKDAY_FORMAT")
        }
    give_notice(
        kind=OVERTIME,
        cause=f"overtime:{asked.pk}:{asked.state}",
        about=asked,
        words={asked.user: Told(title=title, lines=(), path=_PAGE)},
        by=event.actor,
        at=event.at,
    )


def tell_answered(event: Event, _said: OvertimeAgreed | OvertimeDeclined | OvertimeLapsed) -> None:
    """Tell the planner who asked what became of the question."""
    answered = cast(Overtime, event.subject)
    with translation.override(city.city().language):
        title = {
            Overtime.State.AGREED: _("%(name)s stays %(minutes)s minutes longer on %(day)s"),
            Overtime.State.DECLINED: _("%(name)s does not stay longer on %(day)s"),
            Overtime.State.LAPSED: _("It is no longer possible that %(name)s stays on %(day)s"),
        }[Overtime.State(answered.state)] % {
            "name": answered.user.full_name,
            "minutes": answered.minutes,
            "day": formats.date_format(answered.day, "WEEKDAY_FORMAT"),
        }
    path = f"/planning/day/?day={answered.day.isoformat()}"
    give_notice(
        kind=ANSWER,
        cause=f"overtime:{answered.pk}:{answered.state}",
        about=answered,
        words={answered.asked_by: Told(title=title[:200], lines=(), path=path)},
        by=event.actor,
        at=event.at,
    )


def tell_moved(event: Event, _said: BreakMoved) -> None:
    """Tell whose break is at another time now."""
    moved = cast(ShiftBreak, event.subject)
    with translation.override(city.city().language):
        title = _("Your break is at %(time)s now, on %(day)s") % {
            "time": formats.time_format(city.local(moved.starts_at), "TIME_FORMAT"),
            "day": formats.date_format(moved.shift.day, "WEEKDAY_FORMAT"),
        }
    give_notice(
        kind=SHIFTS,
        cause=f"break:{moved.pk}",
        about=moved,
        words={moved.shift.user: Told(title=title, lines=(), path=_PAGE)},
        by=event.actor,
        at=event.at,
    )


def tell_let_go(event: Event, said: DeviationTold) -> None:
    """Tell the person who may go home early."""
    if said.kind != Deviation.Kind.LET_GO:
        return
    free = cast(Deviation, event.subject)
    with translation.override(city.city().language):
        title = _("You may go home at %(time)s, on %(day)s") % {
            "time": formats.time_format(city.local(free.begins_at), "TIME_FORMAT"),
            "day": formats.date_format(free.day, "WEEKDAY_FORMAT"),
        }
    give_notice(
        kind=SHIFTS,
        cause=f"deviation:{free.pk}",
        about=free,
        words={free.user: Told(title=title, lines=(), path=_PAGE)},
        by=event.actor,
        at=event.at,
    )


def tell_left(event: Event, _said: ContractSet) -> None:
    """Tell the other planners of published shifts that nobody has after the end of a contract."""
    contract = cast(Contract, event.subject)
    left = list(left_without(contract, event.at))
    if not left:
        return
    with translation.override(city.city().language):
        title = ngettext(
            "%(name)s: %(number)s shift is left empty",
            "%(name)s: %(number)s shifts are left empty",
            len(left),
        ) % {"name": contract.user.full_name, "number": len(left)}
        lines = [f"{formats.date_format(each.day, 'j F l')}, {each.type.name}" for each in left]
        told = Told(
            title=title[:200],
            lines=(_("The contract ends. A new version leaves these shifts out."), *lines),
            path=f"/planning/rosters/{left[0].roster_id}/",
        )
    planners = [each for each in holding(PLAN_SHIFTS) if Actor.staff(each.pk) != event.actor]
    give_notice(
        kind=EMPTY,
        cause=f"contract:{contract.pk}:{left[0].pk}",
        about=contract,
        words=dict.fromkeys(planners, told),
        by=event.actor,
        at=event.at,
    )
