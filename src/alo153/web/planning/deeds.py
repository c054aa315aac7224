"""A planner's actions on a roster: one cell, the solver, undo, publish, a new version."""

from collections.abc import Callable, Collection, Mapping
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

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
    """Say whether a shift may be moved before it is dropped, and what the page then has seen."""
    found = roster_or_404(request, roster)
    source, target = _places(found, request.GET)
    today = city.today(clock.now())
    try:
        shift = _movable(found, source, target, today)
    except wording.REFUSALS as refused:
        return JsonResponse({"lawful": False, "words": wording.why_not(refused), "seen": ""})
    user, day = target.user, target.day
    there = found.shifts.filter(user=user, day=day).select_related("type").first()
    broken = moving.breaches(shift, user, day, today)
    words = _judged(shift, target, there, broken)
    seen = str(there.type_id) if there else ""
    return JsonResponse({"lawful": not broken, "words": words, "seen": seen})


def _movable(roster: Roster, source: actions.Place, target: actions.Place, today: date) -> Shift:
    """Return the shift. Raises NotADraft, ChangedMeanwhile if the page shows another, PastDay."""
    if not roster.is_draft:
        raise actions.NotADraft(roster.pk)
    rows = roster.shifts.filter(user=source.user, day=source.day)
    shift = rows.select_related("type", "roster").first()
    if shift is None or source.seen != actions.Seen(shift.type_id):
        raise actions.ChangedMeanwhile(None)
    if (first := min(source.day, target.day)) < roster.first_open(today):
        raise actions.PastDay(first)
    return shift


def _judged(
    shift: Shift, target: actions.Place, there: Shift | None, broken: Collection[Breach]
) -> str:
    user, day = target.user, target.day
    if broken:
        return wording.refusal((user.pk, each) for each in broken)
    if there:
        return _("The law allows it: %(move)s") % {
            "move": wording.replaced(user, day, there.type, shift.type)
        }
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
    source, target = _places(found, request.POST)
    try:
        made = actions.move(
            roster=found, source=source, target=target, by=request.user, at=clock.now()
        )
    except actions.Unlawful as refused:
        messages.error(request, wording.refusal(refused.breaches))
    except wording.REFUSALS as refused:
        messages.error(request, wording.why_not(refused))
    else:
        if made.before and made.after:
            words = wording.replaced(target.user, target.day, made.before, made.after)
            messages.success(request, words)
    return redirect(f"{_page(found)}#c{request.POST['to']}")


def _places(roster: Roster, said: QueryDict) -> list[actions.Place]:
    """Return where a shift comes from and goes to, with what the page shows there."""
    return [_place(roster, said, key) for key in ("from", "to")]


def _place(roster: Roster, said: QueryDict, key: str) -> actions.Place:
    found = read_cell(roster, said.get(key, ""))
    if found is None:
        raise Http404
    return actions.Place(*found, actions.Seen(whole_number(said.get(f"seen_{key}", ""))))


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
