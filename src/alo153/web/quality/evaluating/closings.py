"""Checks of closings as done: the open ones, a call to the citizen, and the results."""

from datetime import timedelta
from typing import Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alo153.calls import actions as calls
from alo153.calls.numbers.dialing import NumberBarred
from alo153.calls.permissions import ANSWER_CALLS
from alo153.cases.models import Case
from alo153.citizens import actions as citizens
from alo153.city import numbers
from alo153.city import queries as city
from alo153.core import clock
from alo153.core.database.row_key import row_key
from alo153.quality import actions
from alo153.quality.models import ClosingCheck
from alo153.quality.permissions import EVALUATE_CONTACTS, SEE_QUALITY
from alo153.quality.policy import NotAllowed
from alo153.quality.queries import closings as queries
from alo153.quality.rules.estimates import RANKED_FROM
from alo153.web.kit import session_values
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.telephone.refusals import barred_words
from alo153.web.quality.evaluating import refusals
from alo153.web.quality.evaluating.forms import LONGEST
from alo153.web.quality.evaluating.team import PERIODS, days_of

_SHOWN = 100
_KEPT: Final = "closing_checks"
_RESULTS = [each for each in ClosingCheck.Result.choices if each[0] != ClosingCheck.Result.OPEN]


class CheckForm(forms.Form):
    """The result of a check, and its method."""

    use_required_attribute = False

    result = forms.ChoiceField(
        label=gettext_lazy("What did you find?"),
        choices=_RESULTS,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what you found.")},
    )
    way = forms.ChoiceField(
        label=gettext_lazy("How did you check it?"),
        choices=ClosingCheck.Way.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how you checked it.")},
        help_text=gettext_lazy(
            "This page sends no crew. To have somebody look on the spot, send them yourself, and "
            "write here what they found."
        ),
    )
    words = forms.CharField(
        label=gettext_lazy("In words"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@requires(EVALUATE_CONTACTS, SEE_QUALITY)
@require_safe
def closings(request: StaffRequest) -> HttpResponse:
    """Show what waits to be checked, and the share of true closings by unit."""
    days = days_of(request)
    context = {
        "days": days,
        "periods": PERIODS,
        "waiting": queries.to_check(request.user)[:_SHOWN],
        "may_check": request.user.may(EVALUATE_CONTACTS),
        "ranked_from": RANKED_FROM,
        "figures": None,
    }
    if request.user.may(SEE_QUALITY):
        today = city.today(clock.now())
        first = today - timedelta(days=days - 1)
        context["figures"] = queries.by_unit(request.user, first, today)
    return render(request, "evaluating/closings/list.html", context)


@requires(EVALUATE_CONTACTS)
@require_http_methods(["GET", "POST"])
def check(request: StaffRequest, number: int) -> HttpResponse:
    """Say what was found of a closing."""
    row = _waiting(request, number)
    typed = session_values.read(request, _KEPT, request.GET.get("typed", ""))
    form = CheckForm(request.POST or None, initial=typed)
    if request.method == "POST" and form.is_valid() and _checked(request, row, form):
        messages.success(request, _("Thank you. It counts."))
        return redirect("quality:closings")
    case = row.closing.case
    if case.reporter:
        _log(request, case, "evaluation-page")
    reporter = queries.reporter(request.user, row)
    context = {
        "row": row,
        "case": case,
        "answer": row.closing.answer,
        "form": form,
        "reporter": reporter,
        "telephones": queries.telephones(reporter),
        "may_call": request.user.may(ANSWER_CALLS),
    }
    status = 422 if form.errors else 200
    return render(request, "evaluating/closings/check.html", context, status=status)


@requires(ANSWER_CALLS)
@require_POST
def call(request: StaffRequest, number: int) -> HttpResponse:
    """Call the citizen with the center's own number, to ask whether it is really done.

    The page shows again what was typed before; to load it again calls nobody.
    """
    row, key = _waiting(request, number), row_key(request.POST.get("identity", ""))
    known = queries.telephones(queries.reporter(request.user, row))
    chosen = next((each for each in known if each.pk == key), None)
    if chosen is None:
        raise Http404
    _log(request, row.closing.case, "desk-dial")
    try:
        calls.dial_call_back(
            user=request.user,
            number=numbers.parse(chosen.value),
            reference=f"closing:{row.pk}",
            at=clock.now(),
        )
    except NumberBarred as barred:
        messages.error(request, barred_words(barred))
    else:
        messages.success(request, _("Your telephone rings first, then the citizen's."))
    page = reverse("quality:check", args=[row.pk])
    typed = {name: request.POST[name] for name in CheckForm.base_fields if request.POST.get(name)}
    return redirect(f"{page}?typed={session_values.keep(request, _KEPT, typed)}" if typed else page)


def _waiting(request: StaffRequest, number: int) -> ClosingCheck:
    row = queries.to_check(request.user).filter(pk=number).first()
    if row is None:
        raise Http404
    return row


def _log(request: StaffRequest, case: Case, what: str) -> None:
    citizens.log_access(
        user=request.user, citizen=case.reporter, case_id=case.pk, what=what, at=clock.now()
    )


def _checked(request: StaffRequest, row: ClosingCheck, form: CheckForm) -> bool:
    try:
        actions.check_closing(
            check=row,
            result=ClosingCheck.Result(form.cleaned_data["result"]),
            way=ClosingCheck.Way(form.cleaned_data["way"]),
            words=form.cleaned_data["words"],
            by=request.user,
            at=clock.now(),
        )
    except NotAllowed as refused:
        form.add_error(None, refusals.words(refused.why))
        return False
    return True
