"""Earlier versions: what was different, and back to them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alo153.city import queries
from alo153.city.permissions import EDIT_ROUTING
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.settings.routing.showing import lines_of
from alo153.web.settings.routing.working import keep, work_of


@requires(EDIT_ROUTING)
@require_http_methods(["GET", "POST"])
def version(request: StaffRequest, number: int) -> HttpResponse:
    """Show a version next to what is in force; by POST take it up as the draft."""
    asked = queries.rule_versions().filter(number=number).first()
    if asked is None:
        raise Http404
    work, rules = work_of(request), queries.rules_of(asked)
    if request.method == "POST":
        keep(request, rules)
        words = _("The rules of version %(number)s are your draft now: try them, then save them.")
        messages.success(request, words % {"number": number})
        return redirect("settings:routing")
    lines = lines_of(rules, work.in_force)
    context = {
        "version": asked,
        "work": work,
        "lines": lines,
        "changes": sum(line.change != "same" for line in lines),
    }
    return render(request, "settings/routing_version.html", context)
