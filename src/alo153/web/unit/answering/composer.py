"""The unit's answer, in two steps, each of which works without script."""

from http import HTTPStatus

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alo153.cases import actions
from alo153.cases.models import Answer, Case
from alo153.cases.rules.lifecycle import NotPossible, State
from alo153.cases.rules.outcomes import Need
from alo153.cases.telling.ready_answers import filling
from alo153.cases.telling.ready_answers.queries import templates_for
from alo153.core import clock
from alo153.web.cases.composer import composing
from alo153.web.cases.composer.composing import Composed
from alo153.web.kit.access import StaffRequest
from alo153.web.unit.gone import of_case
from alo153.web.unit.pages import ANSWERABLE, case_of, known_of, others_at, page
from alo153.web.unit.views import to_case


@of_case
@require_http_methods(["GET", "POST"])
def answer(request: StaffRequest, code: str) -> HttpResponse:
    """Write the answer: the outcome first, then only what that needs."""
    answered = case_of(request, code)
    if request.method == "POST":
        return _send(request, answered)
    if answered.state not in ANSWERABLE:
        return to_case(request, answered)
    composed = composing.begin(request.user, answered, request.GET.get("outcome"))
    _take_over(request, answered, composed)
    return _compose(request, answered, composed)


def _take_over(request: StaffRequest, answered: Case, composed: Composed) -> None:
    """Put the chosen ready answer behind what is typed already."""
    those = templates_for(request.user, answered)
    chosen = next((each for each in those if str(each.pk) == request.GET.get("template")), None)
    if composed.form and chosen:
        typed = composed.form.initial.get(Need.TEXT, "")
        words = filling.fill(chosen.text, answered)
        composed.form.initial[Need.TEXT] = "\n".join(part for part in (typed, words) if part)


def _send(request: StaffRequest, answered: Case) -> HttpResponse:
    composed = _write(request, answered)
    if not composed.sent:
        return _compose(request, answered, composed)
    messages.success(request, _("Your answer went to the center, which tells the citizen."))
    return to_case(request, answered)


def _write(request: StaffRequest, answered: Case) -> Composed:
    if "instead" not in request.POST:
        return composing.send(request.user, answered, request.POST, request.FILES)
    try:
        return _instead(request, answered)
    except NotPossible:  # the center approved the first answer meanwhile
        return composing.send(request.user, answered, request.POST, request.FILES)


@transaction.atomic
def _instead(request: StaffRequest, answered: Case) -> Composed:
    """Send the answer in place of a colleague's who was faster; both, or neither."""
    actions.take_back(case=answered, by=request.user, at=clock.now())
    composed = composing.send(request.user, answered, request.POST, request.FILES)
    transaction.set_rollback(not composed.sent)
    return composed


def _compose(request: StaffRequest, answered: Case, composed: Composed) -> HttpResponse:
    return page(
        request,
        "unit/answering/answer.html",
        status=composed.status,
        case=answered,
        composed=composed,
        form=composed.form,
        other=_other(answered) if composed.status == HTTPStatus.CONFLICT else None,
        others=others_at(answered, request.user),
        known=known_of(request.user, answered),
        templates=templates_for(request.user, answered),
    )


def _other(answered: Case) -> Answer | None:
    """Return the answer of the colleague who was faster, while the center has not approved it."""
    answered.refresh_from_db(fields=["state"])
    if answered.state != State.ANSWERED:
        return None
    return answered.answers.select_related("written_by").last()


@of_case
@require_POST
def draft(request: StaffRequest, code: str) -> HttpResponse:
    """Keep what is typed; with ``again`` go back to the choice of the outcome."""
    at = clock.now()
    composing.keep(request.user, code, request.POST.dict(), at)
    if "again" in request.POST:
        return redirect(reverse("unit:answer", args=[code]) + "?outcome=")
    return render(request, "cases/composer/draft_saved.html", {"at": at})
