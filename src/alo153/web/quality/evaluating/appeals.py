"""Appeals of agents, for people who decide them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from alo153.core import clock
from alo153.quality import actions, card_json
from alo153.quality.models import Appeal
from alo153.quality.permissions import DECIDE_APPEALS
from alo153.quality.policy import NotAllowed
from alo153.quality.queries import evaluations
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.quality.evaluating import contact, refusals
from alo153.web.quality.evaluating.forms import DecisionForm


@requires(DECIDE_APPEALS)
@require_safe
def appeals(request: StaffRequest) -> HttpResponse:
    """List the appeals that wait, the oldest first."""
    rows = evaluations.undecided(request.user)
    return render(request, "evaluating/appeals.html", {"rows": rows})


@requires(DECIDE_APPEALS)
@require_http_methods(["GET", "POST"])
def decide(request: StaffRequest, number: int) -> HttpResponse:
    """Leave the score as it is, or change it; the agent reads why."""
    row = evaluations.undecided(request.user).select_related("evaluation__card").filter(pk=number)
    appeal = row.first()
    if appeal is None:
        raise Http404
    evaluation = contact.found(request.user, appeal.evaluation_id)
    assert evaluation.card is not None  # a constraint of the table  # noqa: S101
    form = DecisionForm(
        request.POST or None,
        card=card_json.read(evaluation.card.content),
        answers=evaluation.answers,
        remarks=evaluation.remarks,
    )
    if request.method == "POST" and form.is_valid() and _decided(request, appeal, form):
        messages.success(request, _("Decided. The agent can read it now."))
        return redirect("quality:appeals")
    context = {"row": evaluation, "appeal": appeal, "form": form}
    context |= contact.shown(request.user, evaluation, clock.now())
    status = 422 if form.errors else 200
    return render(request, "evaluating/decide.html", context, status=status)


def _decided(request: StaffRequest, appeal: Appeal, form: DecisionForm) -> bool:
    try:
        actions.decide(
            appeal=appeal,
            answers=form.answers if "change" in request.POST else None,
            decision=form.cleaned_data["decision"],
            by=request.user,
            at=clock.now(),
        )
    except actions.Incomplete as wrong:
        form.say_missing(wrong.keys)
    except NotAllowed as refused:
        form.add_error(None, refusals.words(refused.why))
    return not form.errors
