"""Many cases at once: choose them, say what is to be done, see what became of each."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alo153.cases import queries
from alo153.cases.models import Case
from alo153.cases.rules.outcomes import OUTCOME_LABELS
from alo153.cases.rules.verbs import Verb
from alo153.cases.telling.ready_answers.queries import templates_for
from alo153.core import clock
from alo153.web.cases.composer.forms import AnswerForm
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.unit.bulk import steps
from alo153.web.unit.bulk.steps import MOST, Result
from alo153.web.unit.pages import page
from alo153.web.unit.views import OF_UNITS, kept


@requires(OF_UNITS)
@require_POST
def bulk(request: StaffRequest) -> HttpResponse:
    """Ask what the verb needs, then do it to each of the chosen cases."""
    codes = list(dict.fromkeys(request.POST.getlist("code")))[:MOST]
    asked = request.POST.get("verb", "")
    if not codes or asked not in set(steps.ACTS):
        messages.warning(request, _("Choose applications from the list first."))
        return redirect(kept(request, reverse("unit:inbox")))
    verb, goes = Verb(asked), "go" in request.POST
    data = request.POST if goes else None
    if verb is Verb.ANSWER:
        form: Any = _answer_form(request, data)
    else:
        form = steps.form_of(verb, request.user, data)
    if verb is not Verb.ACCEPT and (form is None or not goes or not form.is_valid()):
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form and form.errors else HTTPStatus.OK
        return _ask(request, verb, codes, form, status=status)
    return _do(request, verb, codes, form)


def _answer_form(request: StaffRequest, data: Any) -> AnswerForm | None:
    those = templates_for(request.user)
    chosen = next((each for each in those if str(each.pk) == request.POST.get("template")), None)
    return steps.answer_form(request.POST.get("outcome", ""), data, template=chosen)


def _do(request: StaffRequest, verb: Verb, codes: list[str], form: Any) -> HttpResponse:
    facts = form.cleaned_data if form else {}
    if isinstance(form, AnswerForm):
        facts = {"finding": form.finding()}
    results = steps.do(verb, codes, facts, by=request.user, at=clock.now())
    refused = [each for each in results if each.why]
    done = len(results) - len(refused)
    if not refused:
        messages.success(request, steps.DONE[verb] % {"n": done})
        return redirect(kept(request, _back(request, codes)))
    left = [each.code for each in refused if each.case]
    return _ask(request, verb, left, form, results=results, refused=refused, done=done)


def _back(request: StaffRequest, codes: list[str]) -> str:
    """Return the page before: of the one case from which a step was begun, else the list.

    A code that nobody was given may hold what no address has.
    """
    if "one" in request.POST and len(codes) == 1 and codes[0].isdecimal():
        return reverse("unit:case", args=codes)
    return reverse("unit:inbox")


def _ask(
    request: StaffRequest,
    verb: Verb,
    codes: list[str],
    form: Any,
    *,
    status: int = HTTPStatus.OK,
    results: list[Result] | None = None,
    **context: Any,
) -> HttpResponse:
    """Show the chosen cases and what the verb asks; after doing it, the refused ones."""
    context |= {
        "verb": verb,
        "label": steps.LABELS[verb],
        "chosen_cases": [] if results else _rows(request, codes),
        "codes": codes,
        "one": "one" in request.POST,
        "back": _back(request, codes),
        "form": form,
        "results": results,
        "outcome": form.outcome.value if isinstance(form, AnswerForm) else "",
        "templates": templates_for(request.user) if verb is Verb.ANSWER else [],
        "outcomes": [(each.value, OUTCOME_LABELS[each]) for each in steps.OUTCOMES],
    }
    return page(request, "unit/bulk/bulk.html", status=status, **context)


def _rows(request: StaffRequest, codes: list[str]) -> list[Case]:
    rows = queries.visible_to(request.user).filter(tracking_code__in=codes)
    return list(rows.order_by("due_at", "id"))
