"""A planner's actions on a roster: one cell, the solver, undo, publish, a new version."""

from collections.abc import Callable, Collection, Mapping
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alo153.accounts.models import User
from alo153.city import queries as city
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.typed_numbers import whole_number
from alo153.web.planning import wording
from alo153.web.planning.grid import read_cell, roster_or_404
from alo153.workforce import actions, posing, queries
from alo153.workforce.candidates import moving
from alo153.workforce.law.check import Breach
from alo153.workforce.models import Roster, Shift
from alo153.workforce.permissions import PLAN_SHIFTS

_USUAL_SECONDS = 600
_SECONDS = (60, 300, 600)


@requires(PLAN_SHIFTS)
@require_POST
def assign(request: StaffRequest, roster: int) -> HttpResponse:
    """Give a person a shift on a day, or a day off."""
    found = roster_or_404(request, roster)
    place = read_cell(found, request.POST.get("cell", ""))
    if place is None:
        raise Http404
    chosen = (
        queries.shift_types().filter(pk=whole_number(request.POST.get("type", "")) or 0).first()
    )
    user, day = place
    try:
        actions.assign(
            roster=found,
            user=user,
            day=day,
            shift_type=chosen,
            seen=_seen(request),
            by=request.user,
            at=clock.now(),
        )
    except actions.Unlawful as refused:
        messages.error(request, wording.refusal(refused.breaches))
    except wording.REFUSALS as refused:
        messages.error(request, wording.why_not(refused))
    cell = request.POST["cell"]
    return redirect(f"{_page(found)}?cell={cell}#c{cell}")


def _seen(request: StaffRequest) -> actions.Seen | None:
    """Return what the page showed on this day, if it says so."""
    said = request.POST.get("seen")
    return None if said is None else actions.Seen(whole_number(said))


@requires(PLAN_SHIFTS)
@require_safe
def verdict(request: StaffRequest, roster: int) -> HttpResponse:
    """Say whether a shift may lawfully be moved, before it is dropped."""
    found = roster_or_404(request, roster)
    source, target = (read_cell(found, request.GET.get(key, "")) for key in ("from", "to"))
    if source is None or target is None or not found.is_draft:
        raise Http404
    rows = found.shifts.filter(user=source[0], day=source[1])
    shift = rows.select_related("type", "roster").first()
    if shift is None:
        raise Http404
    user, day = target
    today = city.today(clock.now())
    if min(day, shift.day) < found.first_open(today):
        return JsonResponse({"lawful": False, "words": wording.why_not(actions.PastDay(day))})
    broken = moving.breaches(shift, user, day, today)
    return JsonResponse({"lawful": not broken, "words": _judged(shift, user, day, broken)})


def _judged(shift: Shift, user: User, day: date, broken: Collection[Breach]) -> str:
    if broken:
        return wording.refusal((user.pk, each) for each in broken)
    return _("The law allows it: %(name)s, %(day)s, %(shift)s") % {
        "name": user.full_name,
        "day": formats.date_format(day, "WEEKDAY_FORMAT"),
        "shift": shift.type.name,
    }


@requires(PLAN_SHIFTS)
@require_POST
def move(request: StaffRequest, roster: int) -> HttpResponse:
    """Move a shift to another person or day, as it was dropped there."""
    found = roster_or_404(request, roster)
    source, target = (_place(found, request, each) for each in ("from", "to"))
    if source is None or target is None:
        raise Http404
    try:
        actions.move(roster=found, source=source, target=target, by=request.user, at=clock.now())
    except actions.Unlawful as refused:
        messages.error(request, wording.refusal(refused.breaches))
    except wording.REFUSALS as refused:
        messages.error(request, wording.why_not(refused))
    return redirect(f"{_page(found)}#c{request.POST['to']}")


def _place(roster: Roster, request: StaffRequest, key: str) -> actions.Place | None:
    found = read_cell(roster, request.POST.get(key, ""))
    seen = whole_number(request.POST.get(f"seen_{key}", ""))
    return actions.Place(*found, actions.Seen(seen)) if found else None


@requires(PLAN_SHIFTS)
@require_POST
def run(request: StaffRequest, roster: int) -> HttpResponse:
    """Let the solver work on a draft."""
    found = roster_or_404(request, roster)
    said = whole_number(request.POST.get("seconds", ""))
    seconds = said if said in _SECONDS else _USUAL_SECONDS
    slider = whole_number(request.POST.get("calm", ""))
    calm = posing.EVEN if slider is None else slider / 100
    try:
        actions.start_run(roster=found, seconds=seconds, calm=calm, by=request.user, at=clock.now())
    except actions.RunOpen:
        messages.info(request, _("The program works on this roster already."))
    except wording.REFUSALS as refused:
        messages.error(request, wording.why_not(refused))
    return redirect(_page(found))


def _cancel(request: StaffRequest, roster: Roster) -> Roster:
    actions.cancel_run(roster=roster, by=request.user, at=clock.now())
    return roster


def _undo(request: StaffRequest, roster: Roster) -> Roster:
    try:
        actions.undo(roster=roster, by=request.user, at=clock.now())
    except actions.NothingToUndo:
        messages.info(request, _("There is nothing to undo."))
    return roster


def _redo(request: StaffRequest, roster: Roster) -> Roster:
    try:
        actions.redo(roster=roster, by=request.user, at=clock.now())
    except actions.NothingToRedo:
        messages.info(request, _("There is nothing to redo."))
    return roster


def _publish(request: StaffRequest, roster: Roster) -> Roster:
    actions.publish(roster=roster, by=request.user, at=clock.now())
    messages.success(request, _("The roster is published. Print the notice and post it."))
    return roster


def _discard(request: StaffRequest, roster: Roster) -> None:
    actions.discard(roster=roster, by=request.user, at=clock.now())


def _adopt(request: StaffRequest, roster: Roster) -> Roster:
    try:
        return actions.adopt(roster=roster, by=request.user, at=clock.now())
    except actions.NotABranch:
        return roster


def _revise(request: StaffRequest, roster: Roster) -> Roster:
    return actions.revise(roster=roster, by=request.user, at=clock.now())


VERBS: Mapping[str, Callable[[StaffRequest, Roster], Roster | None]] = {
    "cancel": _cancel,
    "undo": _undo,
    "redo": _redo,
    "adopt": _adopt,
    "publish": _publish,
    "discard": _discard,
    "revise": _revise,
}


@requires(PLAN_SHIFTS)
@require_POST
def verb(request: StaffRequest, roster: int, verb: str) -> HttpResponse:
    """Do one of the verbs that need no form."""
    do = VERBS.get(verb)
    if do is None:
        raise Http404
    found = roster_or_404(request, roster)
    try:
        shown = do(request, found)
    except wording.REFUSALS as refused:
        messages.error(request, wording.why_not(refused))
        shown = found
    return redirect(_page(shown)) if shown else redirect("planning:rosters")


def _page(roster: Roster) -> str:
    return reverse("planning:roster", args=[roster.pk])
