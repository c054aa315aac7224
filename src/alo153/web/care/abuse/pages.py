"""Reports of abuse: the list, one report with its agent's statement, and the decisions."""

from typing import Final

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from alo153.calls.models import BlockPolicy
from alo153.calls.permissions import ANSWER_CALLS, SUPERVISE_CALLS
from alo153.care import actions
from alo153.care.actions.abuse import number_of
from alo153.care.models import AbuseReport, ComplaintFile, Offence
from alo153.care.permissions import FILE_COMPLAINTS
from alo153.care.queries import abuse as queries
from alo153.citizens import actions as citizens
from alo153.contacts.conversations import queries as talks
from alo153.contacts.conversations.actions import REVIEW_HOURS
from alo153.core import clock
from alo153.web.care.abuse.forms import BlockForm, ComplaintForm, StatementForm
from alo153.web.kit.access import StaffRequest, requires

_SHOWN = 100
_DECISIONS: Final = {
    "answer": (actions.let_through, gettext_lazy("It waits for an agent now.")),
    "leave": (
        actions.leave_closed,
        gettext_lazy("It stays ended. Its words are kept in the conversation."),
    ),
}
_NOT_KEPT = gettext_lazy(
    "Not kept: the caller was erased in the meantime. Nothing is written down about them any more."
)


@requires(SUPERVISE_CALLS)
@require_safe
def reports(request: StaffRequest) -> HttpResponse:
    """List the reports, those to settle first."""
    written = list(talks.for_review(request.user)[:_SHOWN])
    known = {each.citizen for each in written if each.citizen}
    citizens.log_accesses(user=request.user, citizens=known, what="conversations", at=clock.now())
    rows = queries.reported(request.user)[:_SHOWN]
    context = {"rows": rows, "written": written, "hours": REVIEW_HOURS}
    return render(request, "care/abuse/list.html", context)


@requires(SUPERVISE_CALLS)
@require_POST
def review(request: StaffRequest, number: int) -> HttpResponse:
    """Decide whether an agent answers what a citizen wrote after the end."""
    found = talks.read_by(request.user).filter(pk=number).first()
    if found is None:
        raise Http404
    decision = _DECISIONS.get(request.POST.get("verb", ""))
    if decision is None:
        return redirect("care:abuse")
    decide, said = decision
    if decide(conversation=found, by=request.user, at=clock.now()):
        messages.success(request, said)
    else:
        messages.warning(request, _("Not done: it does not wait any more."))
    return redirect("care:abuse")


@requires(ANSWER_CALLS, SUPERVISE_CALLS)
@require_safe
def report(request: StaffRequest, number: int) -> HttpResponse:
    """Show a report to its agent, or to a supervisor."""
    return _page(request, _found(request, number))


@requires(ANSWER_CALLS)
@require_POST
def statement(request: StaffRequest, number: int) -> HttpResponse:
    """Keep what the agent wrote of it."""
    found, form = _found(request, number), StatementForm(request.POST)
    if not form.is_valid():
        return _page(request, found, statement_form=form)
    try:
        words = form.cleaned_data["statement"]
        actions.state(report=found, words=words, by=request.user, at=clock.now())
    except actions.NotTheirs as error:
        raise Http404 from error
    except actions.Settled:
        form.add_error("statement", _("The file for the prosecutor was made: it stays as it is."))
    except actions.CallerErased:
        form.add_error("statement", _NOT_KEPT)
    if form.errors:
        return _page(request, found, statement_form=form)
    messages.success(request, _("Kept. Your supervisors read it."))
    return redirect("care:abuse_report", found.pk)


@requires(SUPERVISE_CALLS)
@require_POST
def block(request: StaffRequest, number: int) -> HttpResponse:
    """Block the number for some days."""
    found, form = _found(request, number), BlockForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.block_caller(
                report=found,
                policy=BlockPolicy(given["policy"]),
                reason=given["reason"],
                days=given["days"],
                by=request.user,
                at=clock.now(),
            )
        except actions.NoNumber:
            form.add_error(None, _("The number was withheld or erased: it cannot be blocked."))
    if form.errors:
        return _page(request, found, block_form=form)
    messages.success(request, _("The number is blocked from the next call on."))
    return redirect("care:abuse_report", found.pk)


@requires(SUPERVISE_CALLS)
@require_POST
def settle(request: StaffRequest, number: int) -> HttpResponse:
    """Say that nothing more is done about it."""
    actions.settle(report=_found(request, number), by=request.user, at=clock.now())
    messages.success(request, _("Settled."))
    return redirect("care:abuse")


@requires(FILE_COMPLAINTS)
@require_POST
def complaint(request: StaffRequest, number: int) -> HttpResponse:
    """Make the file for the prosecutor."""
    found, form = _found(request, number), ComplaintForm(request.POST)
    if form.is_valid():
        try:
            offence = Offence(form.cleaned_data["offence"])
            now = clock.now()
            file = actions.file_complaint(report=found, offence=offence, by=request.user, at=now)
            messages.success(request, _told(file))
        except actions.WordsSealed:
            form.add_error(None, _("The conversation is confidential: its words stay sealed."))
        except actions.NoStatement:
            form.add_error(None, _missing(found))
    if form.errors:
        return _page(request, found, complaint_form=form)
    return redirect("care:abuse_report", found.pk)


def _told(file: ComplaintFile) -> str:
    if file.messages:
        return _("The file is made. It keeps what was written.")
    if file.sha256:
        return _("The file is made, and the recording is held.")
    if queries.evidence(file.report).is_pending:
        return _(
            "The file is made, and the recording is held. It is still being stored: print the file "
            "in some minutes, when it names it."
        )
    return _("The file is made. There is no recording of this call.")


def _missing(found: AbuseReport) -> str:
    if found.erased_at:
        return _("The caller was erased, and the statement with them: no file can be made.")
    return _("The agent's statement is missing. Ask your colleague for it.")


def _found(request: StaffRequest, number: int) -> AbuseReport:
    own = queries.own(request.user).filter(pk=number).first()
    may = request.user.may(SUPERVISE_CALLS)
    found = own or (queries.reported(request.user).filter(pk=number).first() if may else None)
    if found is None:
        raise Http404
    return found


def _may_read(request: StaffRequest, found: AbuseReport) -> bool:
    """Say whether the reader of a report may read the conversation that it is about."""
    return talks.read_by(request.user).filter(abuse_reports=found).exists()


def _page(request: StaffRequest, found: AbuseReport, **typed: Form) -> HttpResponse:
    citizen = found.interaction.citizen
    if citizen:
        now = clock.now()
        citizens.log_accesses(user=request.user, citizens=[citizen], what="abuse-report", at=now)
    complaint: ComplaintFile | None = getattr(found, "complaint", None)
    context = {
        "report": found,
        "is_own": found.agent_id == request.user.pk,
        "caller_number": number_of(found.interaction),
        "may_read": _may_read(request, found),
        "evidence": queries.evidence(found),
        "complaint": complaint,
        "is_held": complaint is not None and complaint.held_until > clock.now(),
        "statement_form": StatementForm(initial={"statement": found.statement}),
        "block_form": BlockForm(),
        "complaint_form": ComplaintForm(),
    }
    status = 422 if typed else 200
    return render(request, "care/abuse/report.html", context | typed, status=status)
