"""The sampling plan, and the draws of the last days."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from alo153.core import clock
from alo153.quality import actions
from alo153.quality.models import Draw
from alo153.quality.permissions import MANAGE_QUALITY
from alo153.quality.queries import sampling_plan
from alo153.quality.rules import candidate_lists
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.lists import tables
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


@requires(MANAGE_QUALITY)
@require_safe
def candidates(request: StaffRequest, number: int) -> HttpResponse:
    """Give the list that a draw was made from, as a file: anybody can draw it again."""
    try:
        draw = sampling_plan.with_lists(request.user, number)
    except Draw.DoesNotExist as error:
        raise Http404 from error
    return tables.download("csv", f"draw-{draw.day}", _rows(draw))


def _rows(draw: Draw) -> Iterator[tables.Row]:
    """Give one row for each candidate; the headings are for programs and not translated."""
    yield ["drawn", "seed", "at_most", "stratum", "key", "channel", "queue", "hour"]
    for kind, found in candidate_lists.from_json(draw.lists or {}).items():
        for each in found.candidates:
            yield [
                *(kind.value, found.seed, found.each),
                *(each.stratum, each.key, each.channel, each.queue, each.hour),
            ]
