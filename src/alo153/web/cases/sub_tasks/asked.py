"""A sub-task for the unit that was asked: what it needs of the case, and how it ends."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from alo153.cases import actions
from alo153.cases.models import SubTask
from alo153.cases.permissions import WORK_ON_UNIT_CASES
from alo153.cases.rules.subtasks import SubTaskOver
from alo153.cases.together import shared_work
from alo153.core import clock
from alo153.web.cases.sub_tasks.forms import ReasonForm, WordsForm
from alo153.web.kit.access import StaffRequest, requires


@requires(WORK_ON_UNIT_CASES)
@require_GET
def sub_task(request: StaffRequest, pk: int) -> HttpResponse:
    """Show a sub-task: place, words and photos of the case, but not who reported it."""
    return _page(request, _asked(request, pk))


def _asked(request: StaffRequest, pk: int) -> SubTask:
    try:
        return shared_work.access_sub_task(request.user, pk, at=clock.now())
    except SubTask.DoesNotExist as error:
        raise Http404 from error


def _page(request: StaffRequest, shown: SubTask, status: int = 200, **sent: Any) -> HttpResponse:
    context = {
        "sub_task": shown,
        "case": shown.case,
        "files": list(shared_work.photos(shown.case)),
        "done_form": WordsForm(auto_id="id_done_%s"),
        "return_form": ReasonForm(auto_id="id_return_%s"),
        **sent,
    }
    return render(request, "cases/sub_tasks/sub_task.html", context, status=status)


@requires(WORK_ON_UNIT_CASES)
@require_POST
def end(request: StaffRequest, pk: int, verb: str) -> HttpResponse:
    """End a sub-task: ``done`` with what was done, ``return`` as not the unit's."""
    if verb not in {"done", "return"}:
        raise Http404
    shown = _asked(request, pk)
    done = verb == "done"
    form: forms.Form = (WordsForm if done else ReasonForm)(request.POST, auto_id=f"id_{verb}_%s")
    if not form.is_valid():
        return _page(request, shown, 422, **{f"{verb}_form": form})
    act: Callable[..., None] = _done if done else _return
    try:
        act(request, shown, form.cleaned_data)
    except SubTaskOver:
        messages.warning(request, _("This sub-task has ended meanwhile; nothing was done."))
    return redirect("unit:inbox")


def _done(request: StaffRequest, shown: SubTask, facts: dict[str, Any]) -> None:
    actions.finish_sub_task(task=shown, answer=facts["words"], by=request.user, at=clock.now())
    messages.success(request, _("The sub-task is done; who leads the application was told."))


def _return(request: StaffRequest, shown: SubTask, facts: dict[str, Any]) -> None:
    actions.return_sub_task(task=shown, reason=facts["reason"], by=request.user, at=clock.now())
    messages.success(request, _("The sub-task went back as not yours."))


@requires(WORK_ON_UNIT_CASES)
@require_GET
def file(request: StaffRequest, pk: int, number: int) -> FileResponse:
    """Send one photo of the case of a sub-task."""
    attached = shared_work.photos(_asked(request, pk).case).filter(pk=number).first()
    if not attached:
        raise Http404
    return FileResponse(attached.content(), content_type=attached.content_type)
