"""The rules of working time: each with its source, and who of the city confirmed it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.workforce import actions
from alo153.workforce.law.rules import Rule
from alo153.workforce.permissions import CONFIRM_WORKING_TIME, PLAN_SHIFTS
from alo153.workforce.queries import confirmations
from alo153.workforce.queries.rule_labels import MEANINGS


@requires(PLAN_SHIFTS, CONFIRM_WORKING_TIME)
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """List the rules that hold for the city's rosters, unconfirmed rules first."""
    lines = sorted(confirmations.lines(), key=lambda each: not each.is_open)
    context: dict[str, Any] = {
        "lines": [(each, MEANINGS[each.rule.key]) for each in lines],
        "open": sum(each.is_open for each in lines),
        "may_confirm": request.user.may(CONFIRM_WORKING_TIME),
    }
    return render(request, "planning/law.html", context)


@requires(CONFIRM_WORKING_TIME)
@require_POST
def confirm(request: StaffRequest, rule: int) -> HttpResponse:
    """Confirm a rule, or take the confirmation back; `line` says what was read."""
    found = _rule(rule, request.POST.get("line", ""))
    do = actions.reopen_rule if "reopen" in request.POST else actions.confirm_rule
    do(rule=found, by=request.user, at=clock.now())
    return redirect("planning:law")


def _rule(number: int, line: str) -> Rule:
    """Return the rule of the page; the file may have changed under it."""
    found = next((each for each in confirmations.lines() if each.number == number), None)
    if found is None or found.words != line:
        raise Http404
    return found.rule
