"""The rules of alarms: which there are, and the end of one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from alo153.alarms import actions
from alo153.alarms.audience import permissions, roles, units
from alo153.alarms.permissions import MANAGE_ALARMS
from alo153.alarms.queries import standing
from alo153.alarms.queries.subjects import known
from alo153.alarms.rules.figures import FIGURES
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires


@requires(MANAGE_ALARMS)
@require_GET
def rules(request: StaffRequest) -> HttpResponse:
    """List the rules, and what can be watched."""
    names = dict([*roles(), *units(), *permissions()])
    rows = [
        {
            "rule": rule,
            "of": known(rule.watched.of).get(rule.of, rule.of),
            "is_gone": bool(rule.of) and rule.of not in known(rule.watched.of),
            "audience": names.get(rule.audience, rule.audience),
            "is_heard": {rule.audience, rule.escalate_to} - {""} <= names.keys(),
        }
        for rule in standing.rules(request.user)
    ]
    return render(request, "live_alarms/rules.html", {"rows": rows, "figures": FIGURES})


@requires(MANAGE_ALARMS)
@require_POST
def retire(request: StaffRequest, number: int) -> HttpResponse:
    """Let a rule watch no longer."""
    rule = get_object_or_404(standing.rules(request.user), pk=number)
    actions.retire_rule(rule=rule, by=request.user, at=clock.now())
    messages.success(request, _("The rule watches no longer. Its alarms stay in the history."))
    return redirect("live_alarms:rules")
