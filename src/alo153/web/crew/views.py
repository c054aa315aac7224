"""The works of a crew, on one page that also opens without a line."""

from http import HTTPStatus
from operator import attrgetter
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from alo153.cases import actions, queries
from alo153.cases.actions import NotTheirs
from alo153.cases.fieldwork import queries as fieldwork
from alo153.cases.models import Case
from alo153.cases.permissions import WORK_ON_UNIT_CASES
from alo153.core import clock
from alo153.core.files import uploads
from alo153.web.crew.forms import ReportForm
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.fields.finding import FindForm
from alo153.web.kit.shell import workers

OUTSIDE = WORK_ON_UNIT_CASES
_WORKER = "alo153/crew-worker.js"


@requires(OUTSIDE)
@require_GET
def works(request: StaffRequest) -> HttpResponse:
    """Show what was given to this person, what is due first on top."""
    return _page(request)


def _page(request: StaffRequest, sent: ReportForm | None = None, code: str = "") -> HttpResponse:
    # What was reported is done for today: it comes last
    cases = sorted(fieldwork.works_of(request.user), key=attrgetter("reported"))
    photos = fieldwork.photos_of_citizens(cases)
    rows = [
        (case, sent if sent and case.tracking_code == code else _blank(case), photos[case.pk])
        for case in cases
    ]
    status = HTTPStatus.UNPROCESSABLE_ENTITY if sent else HTTPStatus.OK
    placed = any(case.lat is not None for case in cases)
    context = {"works": rows, "code": code, "placed": placed, "find": FindForm()}
    return render(request, "crew/works.html", context, status=status)


def _blank(case: Case) -> ReportForm:
    return ReportForm(auto_id=f"id_{case.tracking_code}_%s", initial={"token": uuid4()})


@requires(OUTSIDE)
@require_POST
def report(request: StaffRequest, code: str) -> HttpResponse:
    """Keep a report; the page's script is answered in JSON, a form without it by a page."""
    try:
        case = queries.access_case(request.user, code, what="crew", at=clock.now())
    except Case.DoesNotExist as error:
        raise Http404 from error
    form = ReportForm(request.POST, request.FILES, auto_id=f"id_{code}_%s")
    by_script = request.accepts("application/json") and not request.accepts("text/html")
    if not form.is_valid() or not _keep(request, case, form):
        if by_script:
            words = [str(each) for those in form.errors.values() for each in those]
            return JsonResponse({"errors": words}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        return _page(request, form, code)
    if by_script:
        return JsonResponse({"kept": str(form.cleaned_data["token"])})
    messages.success(request, _("The report arrived."))
    return redirect("crew:works")


def _keep(request: StaffRequest, case: Case, form: ReportForm) -> bool:
    now = clock.now()
    try:
        actions.report_from_field(case=case, by=request.user, at=now, **form.facts(now))
    except NotTheirs as error:
        raise Http404 from error
    except uploads.FileError as error:
        form.add_error(None, str(uploads.MESSAGES[error.problem]))
        return False
    return True


@requires(OUTSIDE)
@require_GET
def worker(request: StaffRequest) -> HttpResponse:  # noqa: ARG001 - Django passes it
    """Give the service worker from below ``/crew/``: a browser lets it serve no other pages."""
    return workers.worker(_WORKER)
