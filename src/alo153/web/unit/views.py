"""The unit's inbox: what waits, the case next to it, accept, not ours, notes and files."""

from dataclasses import asdict

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alo153.cases import actions
from alo153.cases.actions import NotTheirs
from alo153.cases.models import Case
from alo153.cases.permissions import WORK_ON_UNIT_CASES
from alo153.cases.policy.refusals import ReasonMissing
from alo153.cases.rules import codes
from alo153.cases.rules.lifecycle import NotPossible
from alo153.cases.telling import shown_files
from alo153.core import clock
from alo153.web.cases.composer.composing import moved_on
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.notices.opened import read_here
from alo153.web.unit.forms import NoteForm, ReturnForm
from alo153.web.unit.gone import of_case
from alo153.web.unit.inbox import filters
from alo153.web.unit.inbox.filters import ViewForm
from alo153.web.unit.pages import case_context, case_of, known_of, page

OF_UNITS = WORK_ON_UNIT_CASES


@requires(OF_UNITS)
@require_GET
def inbox(request: StaffRequest) -> HttpResponse:
    """Show what waits for the person's units, what is due first on top."""
    return page(request)


@of_case
@require_GET
def case(request: StaffRequest, code: str) -> HttpResponse:
    """Show one case next to the list; what its reader was told of it is read."""
    opened = case_of(request, code)
    read_here(request)
    return page(request, "unit/case/case.html", **case_context(request.user, opened))


@of_case
@require_POST
def accept(request: StaffRequest, code: str) -> HttpResponse:
    """Take a case as the unit's own."""
    taken = case_of(request, code)
    try:
        actions.accept(case=taken, by=request.user, at=clock.now())
        messages.success(request, _("The application is yours now."))
    except NotPossible as refused:
        messages.warning(request, moved_on(refused))
    except NotTheirs as refused:
        messages.warning(request, refused.words)
        return redirect(kept(request, reverse("unit:inbox")))
    return to_case(request, taken)


@of_case
@require_http_methods(["GET", "POST"])
def return_case(request: StaffRequest, code: str) -> HttpResponse:
    """Give a case back to the center as not the unit's, with the reason."""
    returned = case_of(request, code)
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _return(request, returned, form):
        return redirect(kept(request, reverse("unit:inbox")))
    status = 422 if form.errors else 200
    context = {"case": returned, "form": form, "known": known_of(request.user, returned)}
    return page(request, "unit/case/return.html", status=status, **context)


def _return(request: StaffRequest, returned: Case, form: ReturnForm) -> bool:
    reason = form.cleaned_data["reason"]
    try:
        actions.return_not_ours(case=returned, reason=reason, by=request.user, at=clock.now())
    except NotPossible as refused:
        form.add_error(None, moved_on(refused))
        return False
    except NotTheirs as refused:
        form.add_error(None, refused.words)
        return False
    except ReasonMissing:
        form.add_error("reason", str(form.fields["reason"].error_messages["required"]))
        return False
    words = _("%(code)s went back to the center as not yours.")
    messages.success(request, words % {"code": codes.display(returned.tracking_code)})
    return True


@of_case
@require_POST
def note(request: StaffRequest, code: str) -> HttpResponse:
    """Leave a word for colleagues."""
    noted = case_of(request, code)
    form = NoteForm(request.POST)
    if form.is_valid() and _note(request, noted, form):
        return to_case(request, noted)
    return page(
        request, "unit/case/case.html", status=422, **case_context(request.user, noted, form)
    )


def _note(request: StaffRequest, noted: Case, form: NoteForm) -> bool:
    text = form.cleaned_data["text"]
    try:
        actions.note(case=noted, text=text, by=request.user, at=clock.now())
    except NotTheirs as refused:
        form.add_error("text", refused.words)
        return False
    return True


@of_case
@require_GET
def file(request: StaffRequest, code: str, number: int) -> FileResponse:
    """Send one file of a case."""
    files = shown_files.for_staff(request.user, case_of(request, code))
    attached = next((each for each in files if each.pk == number), None)
    if not attached:
        raise Http404
    shown = attached.content_type.startswith("image/")
    return FileResponse(
        attached.content(), as_attachment=not shown, content_type=attached.content_type
    )


@requires(OF_UNITS)
@require_POST
def narrow(request: StaffRequest) -> HttpResponse:
    """Go to the list that was asked for; searched words are not in the address."""
    asked = filters.read(request.POST.dict())
    filters.keep_words(request, asked.words)
    return redirect(f"{reverse('unit:inbox')}?{filters.address_of(asked)}")


@requires(OF_UNITS)
@require_POST
def save_view(request: StaffRequest) -> HttpResponse:
    """Keep the filter in force under a name."""
    form = ViewForm(request.POST)
    if not form.is_valid():
        return page(request, status=422, view_form=form)
    fields = {name: str(value) for name, value in asdict(filters.chosen(request).filter).items()}
    view = actions.save_view(user=request.user, filters=fields, **form.cleaned_data)
    messages.success(request, _("The view is kept."))
    return redirect(f"{reverse('unit:inbox')}?view={view.pk}")


@requires(OF_UNITS)
@require_POST
def drop_view(request: StaffRequest, number: int) -> HttpResponse:
    """Forget a view; its filter stays in force."""
    asked = filters.chosen(request).filter
    actions.drop_view(user=request.user, key=number)
    filters.keep_words(request, asked.words)
    return redirect(f"{reverse('unit:inbox')}?{filters.address_of(asked)}")


def to_case(request: StaffRequest, shown: Case) -> HttpResponse:
    """Go to the case, keeping the filter of the list."""
    return redirect(kept(request, reverse("unit:case", args=[shown.tracking_code])))


def kept(request: StaffRequest, address: str) -> str:
    """Return an address that keeps the filter of the list."""
    query = request.GET.urlencode()
    return f"{address}?{query}" if query else address
