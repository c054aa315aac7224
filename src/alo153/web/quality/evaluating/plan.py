"""The sampling plan, and the draws of the last days."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alo153.core import clock
from alo153.quality import actions
from alo153.quality.permissions import MANAGE_QUALITY
from alo153.quality.queries import sampling_plan
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.quality.evaluating.forms import PlanForm


@requires(MANAGE_QUALITY)
@require_http_methods(["GET", "POST"])
def plan(request: StaffRequest) -> HttpResponse:
    """Show and change how contacts are sampled."""
    now = sampling_plan.current()
    initial = {name: getattr(now, name) for name in PlanForm.base_fields}
    form = PlanForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.set_plan(**form.cleaned_data, by=request.user, at=clock.now())
        messages.success(request, _("Saved. It holds from the next draw on."))
        return redirect("quality:plan")
    context = {"form": form, "draws": sampling_plan.last_draws()}
    return render(
        request, "evaluating/managing/plan.html", context, status=422 if form.errors else 200
    )
