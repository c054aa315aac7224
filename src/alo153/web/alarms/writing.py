"""Write a rule: try it on the last month, then save it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alo153.accounts.models import User
from alo153.alarms import actions
from alo153.alarms.models import AlarmRule
from alo153.alarms.permissions import MANAGE_ALARMS
from alo153.alarms.queries import standing
from alo153.alarms.queries.simulation import simulate
from alo153.alarms.rules.figures import BY_KEY, Figure
from alo153.core import clock
from alo153.web.alarms.forms import RuleForm
from alo153.web.kit.access import StaffRequest, requires

_MOST_SHOWN = 50


@requires(MANAGE_ALARMS)
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest, figure: str) -> HttpResponse:
    """Write a rule of a figure."""
    if figure not in BY_KEY:
        raise Http404
    return _written(request, BY_KEY[figure], None)


@requires(MANAGE_ALARMS)
@require_http_methods(["GET", "POST"])
def change(request: StaffRequest, number: int) -> HttpResponse:
    """Write a rule that follows another; what was typed stays if a colleague was faster."""
    rules = standing.every_rule if request.method == "POST" else standing.rules
    rule = get_object_or_404(rules(request.user), pk=number)
    return _written(request, rule.watched, rule)


def _written(request: StaffRequest, figure: Figure, rule: AlarmRule | None) -> HttpResponse:
    form = RuleForm(request.POST or None, figure=figure, rule=rule)
    context: dict[str, Any] = {"form": form, "figure": figure, "rule": rule}
    if request.method == "POST" and form.is_valid():
        if "try" in request.POST:
            context |= _tried(form)
        elif _saved(form, rule, by=request.user):
            messages.success(request, _("Saved. The rule watches from now on."))
            return redirect("live_alarms:rules")
    status = 422 if form.errors else 200
    return render(request, "live_alarms/rule.html", context, status=status)


def _saved(form: RuleForm, rule: AlarmRule | None, *, by: User) -> bool:
    try:
        actions.write_rule(words=form.words(), by=by, at=clock.now(), instead_of=rule)
    except actions.RuleEnded:
        words = _(
            "A colleague has changed or ended this rule since you opened it. Look at the rules in "
            "a second tab; what you typed is still here."
        )
        form.add_error(None, words)
        return False
    return True


def _tried(form: RuleForm) -> dict[str, Any]:
    """Try the rule on the last month, and name what it would have rung of."""
    words = form.words()
    found = simulate(words.figure, words.of, words.limits, at=clock.now())
    if found is None:
        return {"tried": True, "simulation": None}
    rows = [
        {"rang": rang, "label": found.names.get(rang.subject, rang.subject)} for rang in found.rang
    ]
    return {"tried": True, "simulation": found, "rows": rows[-_MOST_SHOWN:], "number": len(rows)}
