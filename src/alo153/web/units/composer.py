"""The unit's answer: the outcome first, then only what that outcome needs. Drafts are kept."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alo153.cases import actions, queries
from alo153.cases.lifecycle import NotPossible
from alo153.cases.models import Case
from alo153.cases.outcomes import OUTCOME_LABELS, Incomplete, Need, Outcome
from alo153.core import clock, codes
from alo153.web.access import StaffRequest, requires
from alo153.web.units.forms import AnswerForm
from alo153.web.units.pages import ANSWERABLE, case_of, page
from alo153.web.units.views import OF_UNITS, moved_on, to_case

_DRAFT_LENGTH = 5000


@requires(OF_UNITS)
@require_http_methods(["GET", "POST"])
def answer(request: StaffRequest, code: str) -> HttpResponse:
    """Write the answer in two steps, each of which works without script."""
    try:
        answered = case_of(request, code)
    except Http404:
        return _gone(request)
    if request.method == "POST":
        return _send(request, answered)
    if answered.state not in ANSWERABLE:
        return to_case(request, answered)
    kept = queries.draft(request.user, draft_key(answered.tracking_code))
    outcome = _outcome(request.GET.get("outcome", kept.get("outcome", "")))
    if not outcome:
        choices = [(o.value, OUTCOME_LABELS[o]) for o in Outcome]
        return page(request, "units/outcomes.html", case=answered, outcomes=choices)
    return _compose(request, answered, AnswerForm(outcome, initial=kept))


def _send(request: StaffRequest, answered: Case) -> HttpResponse:
    outcome = _outcome(request.POST.get("outcome", ""))
    if not outcome:
        return redirect(reverse("units:answer", args=[answered.tracking_code]) + "?outcome=")
    form = AnswerForm(outcome, request.POST)
    if not form.is_valid():
        return _compose(request, answered, form, status=422)
    try:
        actions.answer(case=answered, finding=form.finding(), by=request.user, at=clock.now())
    except Incomplete as lacking:
        form.show_missing(lacking.missing)
        return _compose(request, answered, form, status=422)
    except NotPossible as refused:
        form.add_error(None, moved_on(refused))
        return _compose(request, answered, form, status=409)
    actions.discard_draft(user=request.user, key=draft_key(answered.tracking_code))
    messages.success(request, _("Your answer went to the center, which tells the citizen."))
    return to_case(request, answered)


def _compose(
    request: StaffRequest, answered: Case, form: AnswerForm, *, status: int = 200
) -> HttpResponse:
    label = OUTCOME_LABELS[form.outcome]
    return page(
        request, "units/answer.html", status=status, case=answered, form=form, outcome_label=label
    )


def _gone(request: StaffRequest) -> HttpResponse:
    """Answer alike for a missing and for a foreign case, and give back what was typed."""
    if request.method != "POST":
        raise Http404
    typed = {name: request.POST.get(name, "") for name in Need}
    texts = [text for text in typed.values() if text]
    return render(request, "units/gone.html", {"texts": texts}, status=404)


@requires(OF_UNITS)
@require_POST
def draft(request: StaffRequest, code: str) -> HttpResponse:
    """Keep what is typed; with ``again`` go back to the choice of the outcome."""
    visible = queries.visible_to(request.user).filter(tracking_code=_digits(code))
    if not visible.exists():
        raise Http404
    typed = {name: request.POST.get(name, "")[:_DRAFT_LENGTH] for name in ("outcome", *Need)}
    kept = queries.draft(request.user, draft_key(_digits(code)))
    fields = kept | {str(name): text for name, text in typed.items() if name in request.POST}
    at = clock.now()
    actions.save_draft(user=request.user, key=draft_key(_digits(code)), fields=fields, at=at)
    if "again" in request.POST:
        return redirect(reverse("units:answer", args=[_digits(code)]) + "?outcome=")
    return render(request, "units/draft_saved.html", {"at": at})


def draft_key(tracking_code: str) -> str:
    """Return the name of the draft of an answer."""
    return f"answer:{tracking_code}"


def _digits(code: str) -> str:
    try:
        return codes.normalize(code)
    except codes.CodeError as error:
        raise Http404 from error


def _outcome(text: str) -> Outcome | None:
    return Outcome(text) if text in set(Outcome) else None
