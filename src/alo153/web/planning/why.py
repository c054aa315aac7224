"""Why somebody has a shift: what would be missing without it, and why nobody else has it."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from alo153.calls.floor import city_queues
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.planning import wording
from alo153.web.planning.grid import read_cell, roster_or_404
from alo153.workforce import posing
from alo153.workforce.candidates import reasons
from alo153.workforce.permissions import PLAN_SHIFTS
from alo153.workforce.queries import confirmations
from alo153.workforce.roster.explain import Reason, Why

WORDS: Mapping[Reason, Any] = {
    Reason.AWAY: _("On leave"),
    Reason.WORKS: _("Has another shift on that day"),
    Reason.SKILL: _("Does not have the skill that is needed"),
    Reason.LAW: _("The law does not allow it"),
    Reason.HOURS: _("Would have more hours than the contract says"),
    Reason.NIGHTS: _("Would have more nights than is fair"),
    Reason.WEEKENDS: _("Would have more weekend days than is fair"),
    Reason.HOLIDAYS: _("Would have more public holidays than is fair"),
    Reason.WISH: _("Wished for something else"),
    Reason.EQUAL: _("Could have it as well"),
}


@requires(PLAN_SHIFTS)
@require_safe
def show(request: StaffRequest, roster: int) -> HttpResponse:
    """Explain the shift of a `cell`."""
    found = roster_or_404(request, roster)
    place = read_cell(found, request.GET.get("cell", ""))
    if place is None:
        raise Http404
    user, day = place
    try:
        known = reasons.of_shift(found, user.pk, day)
    except LookupError as error:
        raise Http404 from error
    context = {
        "roster": found,
        "person": user,
        "day": day,
        "shift": found.shifts.select_related("type").get(user=user, day=day),
        "why": known.why,
        "short": short_of(known.why),
        "others": _others(known),
    }
    return render(request, "planning/roster/why.html", context)


def short_of(why: Why) -> list[tuple[Any, float]]:
    """Return the hours in which somebody would be missing without a shift, by what staff say."""
    names: dict[str, Any] = {"": _("everybody"), posing.SUPERVISOR: _("supervisors")}
    names |= city_queues.skills()
    return [(names.get(skill, skill), count) for skill, count in why.short.items()]


def _others(known: reasons.Reasons) -> list[dict[str, Any]]:
    """Return each reason with the people that it holds for, and the rule if it is the law."""
    open_rules = confirmations.open_rules()
    return [
        {
            "words": WORDS[reason],
            "people": [
                {
                    "name": user.full_name,
                    "breaches": wording.told([each.breach] if each.breach else [], open_rules),
                }
                for user, each in them
            ],
        }
        for reason, them in known.others.items()
    ]
