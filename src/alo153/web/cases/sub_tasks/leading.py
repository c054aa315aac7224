"""The sub-tasks of a case, for its lead: ask a unit, withdraw a request."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alo153.cases import actions, queries
from alo153.cases.models import Case
from alo153.cases.permissions import FORWARD_CASE, SEE_EVERY_CASE, WORK_ON_UNIT_CASES
from alo153.cases.rules.lifecycle import NotPossible
from alo153.cases.rules.subtasks import SubTaskOver
from alo153.cases.rules.verbs import Verb
from alo153.cases.telling.open_verbs import OpenVerbs
from alo153.cases.together import shared_work
from alo153.core import clock
from alo153.web.cases.composer.composing import moved_on
from alo153.web.cases.sub_tasks.forms import AskUnitForm, ReasonForm
from alo153.web.kit.access import StaffRequest, requires

MAY_LEAD = (FORWARD_CASE, WORK_ON_UNIT_CASES)


@requires(*MAY_LEAD)
@require_http_methods(["GET", "POST"])
def sub_tasks(request: StaffRequest, code: str) -> HttpResponse:
    """Show what other units do for a case; by POST ask one more."""
    case = _case(request, code)
    if not shared_work.may_ask(request.user, case):
        raise Http404
    form = AskUnitForm(request.POST or None, case=case)
    if request.method == "POST" and form.is_valid() and _ask(request, case, form):
        return redirect("sub_tasks:of_case", case.tracking_code)
    return _page(request, case, form, 422 if form.errors else 200)


def _case(request: StaffRequest, code: str) -> Case:
    try:
        return queries.access_case(request.user, code, what="part", at=clock.now())
    except Case.DoesNotExist as error:
        raise Http404 from error


def _ask(request: StaffRequest, case: Case, form: AskUnitForm) -> bool:
    facts = form.cleaned_data
    try:
        actions.ask_unit(
            case=case,
            unit=facts["unit"],
            text=facts["text"],
            due_at=facts["due_at"],
            by=request.user,
            at=clock.now(),
        )
    except NotPossible as refused:
        form.add_error(None, moved_on(refused))
    except actions.TooEarly:
        form.add_error("due_at", _("This time is over. Write a later one."))
    except actions.NotToAsk:
        form.add_error("unit", _("This unit cannot be asked for a sub-task of this application."))
    else:
        messages.success(request, _("%(unit)s is asked.") % {"unit": facts["unit"]})
        return True
    return False


def _page(
    request: StaffRequest,
    case: Case,
    form: AskUnitForm,
    status: int = 200,
    withdrawing: tuple[int, ReasonForm] | None = None,
) -> HttpResponse:
    failed_pk, failed = withdrawing or (0, None)
    rows = [
        (
            sub_task,
            failed
            if failed and sub_task.pk == failed_pk
            else ReasonForm(prefix=f"sub_task{sub_task.pk}"),
        )
        for sub_task in shared_work.sub_tasks_of(request.user, case)
    ]
    context = {
        "case": case,
        "rows": rows,
        "failed": failed_pk,
        "form": form,
        "may_ask": Verb.ASK_UNIT in OpenVerbs(request.user, case, at=clock.now()),
        "at_desk": request.user.may(SEE_EVERY_CASE),
    }
    return render(request, "cases/sub_tasks/sub_tasks.html", context, status=status)


@requires(*MAY_LEAD)
@require_POST
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Take back what a unit was asked for, with the reason."""
    sub_task = shared_work.sub_task(pk)
    if sub_task is None:
        raise Http404
    case = _case(request, sub_task.case.tracking_code)
    if not shared_work.may_ask(request.user, case):
        raise Http404
    form = ReasonForm(request.POST, prefix=f"sub_task{pk}")
    if not form.is_valid():
        return _page(request, case, AskUnitForm(case=case), 422, (pk, form))
    reason = form.cleaned_data["reason"]
    try:
        actions.withdraw_sub_task(task=sub_task, reason=reason, by=request.user, at=clock.now())
        messages.success(request, _("The sub-task is withdrawn."))
    except SubTaskOver:
        messages.warning(request, _("This sub-task has ended meanwhile; nothing was done."))
    return redirect("sub_tasks:of_case", case.tracking_code)
