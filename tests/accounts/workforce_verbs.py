"""Every verb of shifts that asks for a permission, and how it is tried."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

import numpy as np
from tests import cast
from tests.workforce import center

from alo153.accounts.models import User
from alo153.accounts.registry import Permission
from alo153.core.clock import now
from alo153.workforce import actions, lawbook
from alo153.workforce.demand import NoHistory
from alo153.workforce.forecast.history import History
from alo153.workforce.models import (
    Deviation,
    Leave,
    OpenShift,
    Overtime,
    PlannedEvent,
    Requirement,
    Roster,
    Shift,
    ShiftBreak,
    ShiftType,
    Swap,
    Wish,
)
from alo153.workforce.permissions import CONFIRM_WORKING_TIME, PLAN_SHIFTS, SEE_OWN_SHIFTS

LATER = date(2027, 3, 1)


@dataclass
class Shifts:
    """What the verbs act on: a draft, a published roster, a swap between two people, a leave."""

    draft: Roster
    published: Roster
    swap: Swap
    leave: Leave
    empty: Shift
    shift_type: ShiftType
    worker: User
    branch: Roster
    overtime: Overtime
    wish: Wish
    pause: ShiftBreak
    event: PlannedEvent
    deviation: Deviation
    open_shift: OpenShift
    outsider: User


def shifts() -> Shifts:
    """Bring them, by those who may."""
    worker, other = center.people("murat", "zeynep")
    published = center.draft(days=7)
    center.give(published, worker, "sabah", center.MONDAY)
    center.publish(published)
    draft = center.draft(days=7, first=LATER)
    return Shifts(
        draft=draft,
        published=published,
        swap=Swap.objects.create(
            roster=published,
            giver=worker,
            giver_day=center.MONDAY,
            taker=other,
            taker_day=center.MONDAY,
            offered_at=center.AT,
        ),
        leave=actions.record_leave(
            # Whoever has shifts of their own takes their own leave back
            user=cast.staff("pinar"),
            kind=Leave.Kind.SICK,
            first=LATER,
            last=LATER,
            by=center.planner(),
            at=center.AT,
        ),
        empty=_empty_shift(),
        shift_type=center.shift_type("gündüz"),
        worker=worker,
        branch=actions.branch(roster=draft, name="x", by=center.planner(), at=center.AT),
        overtime=Overtime.objects.create(
            user=worker,
            day=center.MONDAY,
            minutes=30,
            asked_by=center.planner(),
            asked_at=center.AT,
        ),
        wish=Wish.objects.create(user=worker, day=LATER, kind=Wish.Kind.OFF),
        pause=ShiftBreak.objects.get(shift__roster=published),
        event=_event(center.planner()),
        deviation=Deviation.objects.create(
            user=worker,
            day=center.MONDAY,
            kind=Deviation.Kind.OTHER,
            begins_at=center.AT,
            ends_at=center.AT + timedelta(hours=1),
            told_by=worker,
            told_at=center.AT,
        ),
        open_shift=_open_shift(center.planner()),
        # Who has no account here that plans or works shifts
        outsider=cast.staff("pinar"),
    )


def _open_shift(by: User) -> OpenShift:
    """Open the last day of the published week for bids."""
    return actions.post_open_shift(
        shift_type=center.shift_type("gündüz"),
        first=center.MONDAY + timedelta(days=6),
        last=center.MONDAY + timedelta(days=6),
        closes_at=center.AT + timedelta(hours=1),
        by=by,
        at=center.AT,
    )


def _empty_shift() -> Shift:
    """Return a published shift of somebody who is ill on its day."""
    kemal, day = cast.staff("kemal"), LATER - timedelta(days=28)
    roster = center.draft(days=7, first=day)
    center.give(roster, kemal, "sabah", day)
    center.publish(roster)
    sick = Leave.Kind.SICK
    actions.record_leave(
        user=kemal, kind=sick, first=day, last=day, by=center.planner(), at=center.AT
    )
    return roster.shifts.select_related("roster", "type").get()


class WithShifts(Protocol):
    """Where the verbs of all capabilities are tried."""

    shifts: Shifts


Tried = tuple[Permission, Callable[[WithShifts, User], object]]


def _plans(do: Callable[[Shifts, User], object]) -> Tried:
    return PLAN_SHIFTS, lambda room, by: do(room.shifts, by)


_NOT_NOW = (
    actions.BidsEnded,
    actions.NotYours,
    actions.SwapImpossible,
    actions.DraftExists,
    actions.Unlawful,
)


def _own(do: Callable[[Shifts, User], object]) -> Tried:
    """Try what is refused for other reasons to those who may."""

    def tried(room: WithShifts, by: User) -> None:
        with suppress(*_NOT_NOW):
            do(room.shifts, by)

    return SEE_OWN_SHIFTS, tried


def _moved(shifts: Shifts, by: User) -> None:
    place = actions.Place(shifts.worker, LATER)
    with suppress(actions.ChangedMeanwhile):  # no shift is there
        actions.move(roster=shifts.draft, source=place, target=place, by=by, at=now())


def _published(shifts: Shifts, by: User) -> None:
    with suppress(actions.ChangesBeside):
        actions.publish_replacement(
            leave=shifts.leave, draft=shifts.draft, agreed=(), by=by, at=now()
        )


VERBS: Mapping[str, Tried] = {
    "workforce.set_contract": _plans(
        lambda shifts, by: actions.set_contract(
            user=shifts.worker,
            valid_from=LATER,
            statuses=center.WORKER,
            week_minutes=2400,
            by=by,
            at=now(),
        )
    ),
    "workforce.add_shift_type": _plans(
        lambda _, by: actions.add_shift_type(
            name="ara", start_minute=600, end_minute=1080, break_minutes=30, by=by, at=now()
        )
    ),
    "workforce.retire_shift_type": _plans(
        lambda shifts, by: actions.retire_shift_type(shift_type=shifts.shift_type, by=by, at=now())
    ),
    "workforce.draft": _plans(
        lambda _, by: actions.draft(first=date(2027, 5, 3), days=7, by=by, at=now())
    ),
    "workforce.revise": _plans(
        lambda shifts, by: actions.revise(roster=shifts.published, by=by, at=now())
    ),
    "workforce.require": _plans(
        lambda shifts, by: actions.require(
            roster=shifts.draft,
            skill="",
            people=[1.0] * 7 * 24,
            basis=Requirement.Basis.TYPED,
            by=by,
            at=now(),
        )
    ),
    "workforce.discard": _plans(
        lambda shifts, by: actions.discard(roster=shifts.draft, by=by, at=now())
    ),
    "workforce.assign": _plans(
        lambda shifts, by: actions.assign(
            roster=shifts.draft,
            user=shifts.worker,
            day=LATER,
            shift_type=shifts.shift_type,
            by=by,
            at=now(),
        )
    ),
    "workforce.move": _plans(_moved),
    "workforce.publish_replacement": _plans(_published),
    "workforce.undo": _plans(
        lambda shifts, by: _nothing(lambda: actions.undo(roster=shifts.draft, by=by, at=now()))
    ),
    "workforce.publish": _plans(
        lambda shifts, by: actions.publish(roster=shifts.draft, by=by, at=now())
    ),
    "workforce.start_run": _plans(
        lambda shifts, by: actions.start_run(roster=shifts.draft, seconds=60, by=by, at=now())
    ),
    "workforce.cancel_run": _plans(
        lambda shifts, by: actions.cancel_run(roster=shifts.draft, by=by, at=now())
    ),
    "workforce.record_leave": _plans(
        lambda shifts, by: actions.record_leave(
            user=shifts.worker,
            kind=Leave.Kind.OTHER,
            first=LATER,
            last=LATER,
            by=by,
            at=now(),
        )
    ),
    "workforce.replace": _plans(
        lambda shifts, by: actions.replace(
            shift=shifts.empty,
            user=cast.staff("zeynep"),
            by=by,
            # Before its day
            at=center.AT,
        )
    ),
    "workforce.replan": _plans(
        lambda shifts, by: actions.replan(leave=shifts.leave, by=by, at=now())
    ),
    # Of somebody else's leave
    "workforce.withdraw_leave": _plans(
        lambda shifts, by: actions.withdraw_leave(leave=shifts.leave, by=by, at=now())
    ),
    # Answered already, so nothing changes
    "workforce.decide_leave": _plans(
        lambda shifts, by: actions.decide_leave(leave=shifts.leave, granted=True, by=by, at=now())
    ),
    "workforce.ask_leave": _own(
        lambda _, by: actions.ask_leave(first=LATER, last=LATER, by=by, at=now())
    ),
    "workforce.offer_swap": _own(
        lambda _, by: actions.offer_swap(
            giver_day=LATER, taker=cast.staff("murat"), taker_day=LATER, by=by, at=now()
        )
    ),
    "workforce.accept_swap": _own(
        lambda shifts, by: actions.accept_swap(swap=shifts.swap, by=by, at=now())
    ),
    "workforce.refuse_swap": _own(
        lambda shifts, by: actions.refuse_swap(swap=shifts.swap, by=by, at=now())
    ),
    "workforce.withdraw_swap": _own(
        lambda shifts, by: actions.withdraw_swap(swap=shifts.swap, by=by, at=now())
    ),
    "workforce.import_shifts": _plans(
        lambda shifts, by: actions.import_shifts(roster=shifts.draft, given=[], by=by, at=now())
    ),
    "workforce.redo": _plans(
        lambda shifts, by: _nothing(lambda: actions.redo(roster=shifts.draft, by=by, at=now()))
    ),
    "workforce.branch": _plans(
        lambda shifts, by: actions.branch(roster=shifts.draft, name="y", by=by, at=now())
    ),
    "workforce.adopt": _plans(
        lambda shifts, by: actions.adopt(roster=shifts.branch, by=by, at=now())
    ),
    "workforce.move_break": _plans(
        lambda shifts, by: _nothing(
            lambda: actions.move_break(
                shift_break=shifts.pause, starts_at=shifts.pause.starts_at, by=by, at=now()
            )
        )
    ),
    "workforce.ask_overtime": _plans(
        lambda shifts, by: _nothing(
            lambda: actions.ask_overtime(user=shifts.worker, day=LATER, minutes=30, by=by, at=now())
        )
    ),
    "workforce.withdraw_overtime": _plans(
        lambda shifts, by: actions.withdraw_overtime(overtime=shifts.overtime, by=by, at=now())
    ),
    "workforce.agree_overtime": _own(
        lambda shifts, by: actions.agree_overtime(overtime=shifts.overtime, by=by, at=now())
    ),
    "workforce.decline_overtime": _own(
        lambda shifts, by: actions.decline_overtime(overtime=shifts.overtime, by=by, at=now())
    ),
    "workforce.wish": _own(
        lambda _, by: actions.wish(
            day=LATER, kind=Wish.Kind.OFF, shift_type=None, points=1, by=by, at=now()
        )
    ),
    "workforce.drop_wish": _own(
        lambda shifts, by: actions.drop_wish(wish=shifts.wish, by=by, at=now())
    ),
    "workforce.post_open_shift": _plans(lambda _, by: _open_shift(by)),
    "workforce.withdraw_open_shift": _plans(
        lambda shifts, by: actions.withdraw_open_shift(
            open_shift=shifts.open_shift, by=by, at=center.AT
        )
    ),
    "workforce.bid": _own(
        lambda shifts, by: actions.bid(open_shift=shifts.open_shift, by=by, at=center.AT)
    ),
    "workforce.withdraw_bid": _own(
        lambda shifts, by: actions.withdraw_bid(open_shift=shifts.open_shift, by=by, at=center.AT)
    ),
    "workforce.renew_forecast": _plans(
        lambda _, by: _nothing(lambda: actions.renew_forecast(by=by, at=now()))
    ),
    "workforce.import_history": _plans(
        lambda _, by: actions.import_history(
            history=History(LATER, np.ones((1, 24))), by=by, at=now()
        )
    ),
    "workforce.add_event": _plans(lambda _, by: _event(by)),
    "workforce.remove_event": _plans(
        lambda shifts, by: actions.remove_event(event=shifts.event, by=by, at=now())
    ),
    "workforce.hold_written": _plans(
        lambda _, by: actions.hold_written(minutes=60, by=by, at=now())
    ),
    "workforce.release_written": _plans(lambda _, by: actions.release_written(by=by, at=now())),
    "workforce.open_call_backs": _plans(
        lambda _, by: actions.open_call_backs(minutes=60, by=by, at=now())
    ),
    "workforce.close_call_backs": _plans(lambda _, by: actions.close_call_backs(by=by, at=now())),
    "workforce.let_go": _plans(
        lambda shifts, by: _nothing(
            lambda: actions.let_go(
                user=shifts.worker, day=LATER, begins_at=center.AT, by=by, at=now()
            )
        )
    ),
    # Of somebody else's shift
    "workforce.explain": _plans(
        lambda shifts, by: _nothing(
            lambda: actions.explain(
                user=shifts.outsider,
                day=LATER,
                begins_at=center.AT,
                ends_at=center.AT,
                kind=Deviation.Kind.OTHER,
                words="",
                by=by,
                at=now(),
            )
        )
    ),
    "workforce.answer_deviation": _plans(
        lambda shifts, by: actions.answer_deviation(
            deviation=shifts.deviation, accepted=True, by=by, at=now()
        )
    ),
    "workforce.confirm_rule": (
        CONFIRM_WORKING_TIME,
        lambda _, by: actions.confirm_rule(rule=lawbook.of_city().rules[0], by=by, at=now()),
    ),
    "workforce.reopen_rule": (
        CONFIRM_WORKING_TIME,
        lambda _, by: actions.reopen_rule(rule=lawbook.of_city().rules[0], by=by, at=now()),
    ),
    "workforce.open_calendar": _own(lambda _, by: actions.open_calendar(by=by, at=now())),
    "workforce.revoke_calendar": _own(lambda _, by: actions.revoke_calendar(by=by, at=now())),
}


def _event(by: User) -> PlannedEvent:
    return actions.add_event(
        name="konser",
        kind=PlannedEvent.Kind.EVENT,
        first=LATER,
        last=LATER,
        percent=20,
        by=by,
        at=now(),
    )


def _nothing(do: Callable[[], object]) -> None:
    nothing = (actions.NothingToUndo, actions.NothingToRedo)
    with suppress(*nothing, NoHistory, actions.BreakImpossible, actions.NoSuchShift):
        do()
