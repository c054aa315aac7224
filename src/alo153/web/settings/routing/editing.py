"""The rules on one page: move, remove, change, add; then save them with a reason."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alo153.city import actions, queries
from alo153.city.permissions import EDIT_ROUTING
from alo153.city.rules import rulebook
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.typed_numbers import whole_number
from alo153.web.settings.routing.forms import RuleForm, SaveForm, initial_of
from alo153.web.settings.routing.showing import lines_of
from alo153.web.settings.routing.working import Work, is_current, keep, work_of

_VERSIONS_SHOWN = 30


@requires(EDIT_ROUTING)
@require_GET
def show(request: StaffRequest) -> HttpResponse:
    """Show the draft or the rules in force, what is wrong with them, and the versions."""
    work = work_of(request)
    return _page(request, work, SaveForm(initial={"onto": work.version.number}))


def _page(request: StaffRequest, work: Work, form: SaveForm, status: int = 200) -> HttpResponse:
    lines = lines_of(work.rules, work.in_force)
    context: dict[str, Any] = {
        "work": work,
        "lines": lines,
        "changes": sum(line.change != "same" for line in lines),
        "troubles": sum(bool(line.troubles) for line in lines),
        "last": len(work.rules),
        "form": form,
        "versions": queries.rule_versions()[:_VERSIONS_SHOWN],
        "waiting": queries.waiting_version(),
    }
    return render(request, "settings/routing.html", context, status=status)


@requires(EDIT_ROUTING)
@require_POST
def move(request: StaffRequest) -> HttpResponse:
    """Take a rule to another place."""
    work = work_of(request)
    rule, to = _number(request, "rule"), _number(request, "to")
    if is_current(request, work):
        keep(request, rulebook.moved(work.rules, rule, to))
    return redirect(f"{reverse('settings:routing')}#rule-{to}")


@requires(EDIT_ROUTING)
@require_POST
def remove(request: StaffRequest) -> HttpResponse:
    """Take a rule out of the draft."""
    work, rule = work_of(request), _number(request, "rule")
    if is_current(request, work):
        keep(request, rulebook.without(work.rules, rule))
        messages.success(request, _("Rule %(rule)s is taken out of the draft.") % {"rule": rule})
    return redirect("settings:routing")


def _number(request: StaffRequest, name: str) -> int:
    number = whole_number(request.POST.get(name, ""))
    if number is None:
        raise Http404
    return number


@requires(EDIT_ROUTING)
@require_http_methods(["GET", "POST"])
def add(request: StaffRequest) -> HttpResponse:
    """Write a new rule; ``at``: its place."""
    work = work_of(request)
    at = whole_number(request.GET.get("at", "")) or 1
    form = RuleForm(request.POST or None, many=len(work.rules) + 1, initial={"position": at})
    return _write(request, work, form, None)


@requires(EDIT_ROUTING)
@require_http_methods(["GET", "POST"])
def change(request: StaffRequest, position: int) -> HttpResponse:
    """Write a rule anew."""
    work = work_of(request)
    rule = next((rule for rule in work.rules if rule.position == position), None)
    if rule is None:
        raise Http404
    form = RuleForm(request.POST or None, many=len(work.rules), initial=initial_of(rule))
    return _write(request, work, form, position)


def _write(request: StaffRequest, work: Work, form: RuleForm, position: int | None) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and is_current(request, work):
        rule = form.rule()
        others = rulebook.without(work.rules, position) if position else work.rules
        keep(request, rulebook.put(others, rule, rule.position))
        return redirect(f"{reverse('settings:routing')}#rule-{rule.position}")
    context = {"form": form, "position": position, "work": work}
    status = 422 if request.method == "POST" else 200
    return render(request, "settings/routing_rule.html", context, status=status)


@requires(EDIT_ROUTING)
@require_POST
def discard(request: StaffRequest) -> HttpResponse:
    """Throw the draft away."""
    actions.discard_rules(by=request.user)
    messages.success(request, _("The draft is thrown away; these rules are in force."))
    return redirect("settings:routing")


@requires(EDIT_ROUTING)
@require_POST
def save(request: StaffRequest) -> HttpResponse:
    """Put the draft in force."""
    work = work_of(request)
    form = SaveForm(request.POST)
    if not (form.is_valid() and is_current(request, work)):
        return _page(request, work, form, 422)
    facts = form.cleaned_data
    try:
        saved = actions.save_rules(
            work.rules,
            reason=facts["reason"],
            onto=facts["onto"],
            by=request.user,
            at=clock.now(),
        )
    except actions.RulesChangedSince:
        messages.warning(
            request, _("Other rules came into force meanwhile. Look at the differences again.")
        )
        again = {**request.POST.dict(), "onto": work.version.number}
        return _page(request, work, SaveForm(again), 422)
    words = _("Version %(number)s of the rules is in force.") % {"number": saved.number}
    messages.success(request, words)
    return redirect("settings:routing")
