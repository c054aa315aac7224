"""The endings of a contact: information, out of scope, silent, about a case, a case opened."""

from datetime import datetime, timedelta
from http import HTTPStatus

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from alo153.calls.permissions import ANSWER_CALLS
from alo153.cases import actions as case_actions
from alo153.cases import queries as case_queries
from alo153.cases.models import Case
from alo153.cases.permissions import OPEN_CASE
from alo153.cases.rules import codes
from alo153.citizens.channel import Channel
from alo153.citizens.permissions import READ_CONFIDENTIAL
from alo153.contacts import actions as contact_actions
from alo153.contacts.conversations.actions import (
    HeldByColleague,
    HeldForReview,
    WrittenMeanwhile,
)
from alo153.contacts.models import Interaction
from alo153.contacts.permissions import ANSWER_MESSAGES
from alo153.core import clock
from alo153.core.actor import Actor
from alo153.core.files.uploads import MESSAGES, FileError
from alo153.counter.permissions import SERVE_AT_COUNTER
from alo153.knowledge.articles import actions as articles
from alo153.web.cases.loading import case_or_404
from alo153.web.desk import work as desk_work
from alo153.web.desk.registering import letters, opening, pages
from alo153.web.desk.registering.forms import Ending, RecordForm
from alo153.web.desk.registering.typeahead import best_hit
from alo153.web.desk.work import Work
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.telephone.shortcuts import KEYS

# While the caller is still there
_TO_BE_SPOKEN = timedelta(minutes=30)


@requires(ANSWER_CALLS, ANSWER_MESSAGES, SERVE_AT_COUNTER)
@require_POST
def information(request: StaffRequest, key: str) -> HttpResponse:
    """Log that the caller was told what they asked for."""
    work = desk_work.find(request.user, key)
    form = letters.form_of(work, request.POST, ending=Ending.INFORMATION)
    if not form.is_valid():
        return pages.show(request, work, form=form, status=422)
    topic, at = form.cleaned_data["topic"], clock.now()
    used = best_hit(request.POST)
    with transaction.atomic():
        contact_actions.log_information(
            interaction=_contact(request, work, form, at),
            topic=topic,
            by=Actor.staff(request.user.pk),
            at=at,
        )
        case_actions.discard_draft(user=request.user, key=work.key)
        if used and used.article.topic == topic:
            articles.note_used(article=used.article, at=at)
    messages.success(request, _("Logged: information given about %(topic)s.") % {"topic": topic})
    return redirect(work.logged_url)


@requires(ANSWER_CALLS, ANSWER_MESSAGES, SERVE_AT_COUNTER)
@require_POST
def out_of_scope(request: StaffRequest, key: str) -> HttpResponse:
    """Log that the matter is not the city's, and where the caller was sent."""
    work = desk_work.find(request.user, key)
    form = letters.form_of(work, request.POST, ending=Ending.OUT_OF_SCOPE)
    if not form.is_valid():
        return pages.show(request, work, form=form, status=422)
    to, at = form.cleaned_data["redirected_to"], clock.now()
    with transaction.atomic():
        contact_actions.log_out_of_scope(
            interaction=_contact(request, work, form, at),
            redirected_to=to,
            topic=form.cleaned_data.get("topic"),
            by=Actor.staff(request.user.pk),
            at=at,
        )
        case_actions.discard_draft(user=request.user, key=work.key)
    messages.success(request, _("Logged: out of scope, sent to %(unit)s.") % {"unit": to})
    return redirect(work.logged_url)


@requires(ANSWER_CALLS)
@require_POST
def silent(request: StaffRequest, key: str) -> HttpResponse:
    """Log that nobody spoke, or that it was a wrong number."""
    work = desk_work.find(request.user, key)
    at, by = clock.now(), Actor.staff(request.user.pk)
    with transaction.atomic():
        contact = desk_work.contact(
            work, channel=Channel.PHONE, address="", agent=request.user, at=at
        )
        contact_actions.log_silent(interaction=contact, by=by, at=at)
        case_actions.discard_draft(user=request.user, key=work.key)
    messages.success(request, _("Logged: silent or wrong number."))
    return redirect(work.url)


@requires(OPEN_CASE)
@require_POST
def open_case(request: StaffRequest, key: str) -> HttpResponse:
    """Open a case; a form sent twice shows the same one."""
    work = desk_work.find(request.user, key)
    form = letters.form_of(work, request.POST, ending=Ending.CASE)
    if not form.is_valid():
        return pages.show(request, work, form=form, status=422)
    facts, seen = form.cleaned_data, request.POST.get("seen")
    try:
        case = opening.open_case(
            work=work, facts=facts, seen=seen, agent=request.user, at=clock.now()
        )
    except case_actions.AlreadyRegistered as already:
        words = _("This number is there already: application %(code)s.")
        code = codes.display(already.case.tracking_code)
        if already.case.confidential and not request.user.may(READ_CONFIDENTIAL):
            words, code = _("This number is there already."), ""
        form.add_error("register_number", words % {"code": code})
        return pages.show(request, work, form=form, status=422)
    except (HeldByColleague, WrittenMeanwhile) as meanwhile:
        form.add_error(None, _what_happened(meanwhile))
        return pages.show(request, work, form=form, status=HTTPStatus.CONFLICT)
    except FileError as error:
        form.add_error(None, MESSAGES[error.problem])
        return pages.show(request, work, form=form, status=422)
    work = desk_work.after(work, case, agent=request.user)
    page = reverse("desk:opened", args=[work.key, case.tracking_code])
    return redirect(f"{page}?alone=1" if facts["lead"] and not case.lead_id else page)


def _what_happened(meanwhile: HeldByColleague | WrittenMeanwhile) -> str:
    match meanwhile:
        case HeldForReview():
            return _("The citizen wrote on after the end. A supervisor reads it first.")
        case HeldByColleague():
            return _("A colleague has this conversation. Take it over to go on.")
    return _("The citizen wrote again; nothing is opened yet. Read it first.")


@requires(OPEN_CASE)
@require_GET
def opened(request: StaffRequest, key: str, code: str) -> HttpResponse:
    """Show the code to be spoken, the promise, and where the case went and why."""
    work = desk_work.find(request.user, key)
    kept = case_queries.just_opened(request.user, code, since=clock.now() - _TO_BE_SPOKEN)
    case = kept or case_or_404(request.user, code, what="desk-opened")
    first = case_queries.first_forwarding(case)
    context = {"work": work, "case": case, "first": first, "keys": KEYS, "kept": kept}
    context["may_read"] = request.user.may(READ_CONFIDENTIAL)
    context["not_joined"] = "alone" in request.GET
    if request.htmx:
        context["speaker"] = "" if kept or work.letter else _number_of(case)
        return render(request, "desk/registering/opened/opened.html", context)
    return render(
        request, "desk/registering/opened/page.html", pages.around(request, work) | context
    )


def _number_of(case: Case) -> str:
    """Return the number by which the reporter is known; empty if there is none."""
    known = case.reporter.identities.filter(kind=Channel.PHONE) if case.reporter else None
    first = known.first() if known else None
    return first.value if first else ""


@requires(OPEN_CASE)
@require_POST
def about(request: StaffRequest, key: str, code: str) -> HttpResponse:
    """Log that the caller asks the state of a case, and show it."""
    work = desk_work.find(request.user, key)
    case = case_or_404(request.user, code, what="desk-asked")
    at = clock.now()
    with transaction.atomic():
        contact = desk_work.contact(
            work, channel=Channel.PHONE, address="", agent=request.user, at=at
        )
        case_actions.link_interaction(case=case, interaction=contact, by=request.user, at=at)
        if work.letter:
            case_actions.link_conversation(
                case=case, conversation=work.letter, by=request.user, at=at
            )
    address = reverse("center:case", args=[case.tracking_code])
    return redirect(f"{address}?work={work.key}")


def _contact(request: StaffRequest, work: Work, form: RecordForm, at: datetime) -> Interaction:
    channel = form.cleaned_data["channel"]
    return desk_work.contact(work, channel=channel, address="", agent=request.user, at=at)
