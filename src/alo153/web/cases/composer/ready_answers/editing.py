"""The page on which ready answers are written, changed and thrown away."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alo153.cases import actions
from alo153.cases.models import AnswerTemplate
from alo153.cases.rules import ready_answers
from alo153.cases.telling.ready_answers.queries import templates_managed_by
from alo153.core import clock
from alo153.core.database.row_key import row_key
from alo153.web.cases.composer.ready_answers.forms import CenterTemplateForm, TemplateForm, initial
from alo153.web.kit.access import StaffRequest

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, kw_only=True)
class Place:
    """The owner of a page's answers, and the addresses."""

    of_center: bool
    title: "StrPromise"
    form: type[TemplateForm]
    words: "dict[str, StrPromise]"
    page: str
    drop: str


UNITS: Final = Place(
    of_center=False,
    title=gettext_lazy("Ready answers"),
    form=TemplateForm,
    words=ready_answers.WORDS,
    page="unit:templates",
    drop="unit:drop_template",
)
CENTER: Final = Place(
    of_center=True,
    title=gettext_lazy("The center's ready answers"),
    form=CenterTemplateForm,
    words=ready_answers.WORDS_OF_CENTER,
    page="center:ready_answers",
    drop="center:drop_ready_answer",
)


def edit(request: StaffRequest, place: Place) -> HttpResponse:
    """Show the ready answers that this person may change; keep another, or a better one."""
    managed = templates_managed_by(request.user, of_center=place.of_center)
    key = row_key(request.GET.get("edit", ""))
    edited = managed.filter(pk=key).first() if key is not None else None
    form = place.form(request.user, request.POST or None, initial=initial(edited))
    if request.method == "POST" and form.is_valid() and _keep(request, form, edited):
        messages.success(request, _("The answer is kept."))
        return redirect(place.page)
    rows = managed.select_related("changed_by").prefetch_related("versions__by")
    context: dict[str, Any] = {
        "place": place,
        "form": form,
        "edited": edited,
        "templates": rows,
        "words": [(f"{{{word}}}", label) for word, label in place.words.items()],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "cases/composer/ready_answers/page.html", context, status=status)


def _keep(request: StaffRequest, form: TemplateForm, edited: AnswerTemplate | None) -> bool:
    try:
        actions.keep_template(template=edited, **form.facts(), by=request.user, at=clock.now())
    except actions.CannotKeep as refused:
        form.show(refused)
        return False
    return True


def drop(request: StaffRequest, place: Place, number: int) -> HttpResponse:
    """Forget a ready answer."""
    managed = templates_managed_by(request.user, of_center=place.of_center)
    template = managed.filter(pk=number).first()
    if not template:
        raise Http404
    actions.drop_template(template=template, by=request.user, at=clock.now())
    messages.success(request, _("The answer is thrown away."))
    return redirect(place.page)
