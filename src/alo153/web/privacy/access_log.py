"""The access log: for a citizen who asks, and for the people who watch over it.

The law gives the citizen this question (KVKK, Law 6698, art. 11); the answer must not depend on
somebody who can write SQL.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe
from django_filters import ChoiceFilter

from alo153.accounts import queries as accounts
from alo153.accounts.models import User
from alo153.cases.confidential import confidentiality
from alo153.cases.rules import codes
from alo153.cases.rules.codes import CodeError
from alo153.citizens import actions, queries
from alo153.citizens.models import AccessLog, Citizen
from alo153.citizens.permissions import SEE_ACCESS_LOG
from alo153.city import numbers
from alo153.city.rules.phone import PhoneError
from alo153.core import clock
from alo153.web.kit import session_values
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.lists import tables
from alo153.web.kit.lists.declared import Column, ListPage
from alo153.web.kit.lists.filters import ALL, Day, ListFilter
from alo153.web.kit.lists.page import respond
from alo153.web.kit.lists.tables import Cell

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

SHOWN = 200
"""Entries of a letter, the newest first."""
WHAT: dict[str, StrPromise] = {
    "desk": _("page of the application"),
    "unit": _("page of the application, in the unit"),
    "api": _("application, by another system"),
    "part": _("sub-task of the application, in the unit"),
    "desk-call": _("record during a call"),
    "desk-calls": _("list of calls to make"),
    "desk-search": _("search"),
    "unit-search": _("search, in the unit"),
    "desk-file": _("file of the application"),
    "identity-scan": _("scan of the identity card"),
    "feedback": _("what the citizen wrote about a contact"),
    "abuse-report": _("report of abuse"),
    "desk-receipt": _("receipt of the application, at the counter"),
    "desk-signing": _("signature and identity card, at the counter"),
    "desk-export": _("whole application as a document"),
    "partner-bundle": _("bundle of answers for a partner desk"),
    "desk-message": _("message left by voice"),
    "citizen-messages": _("messages to and from the citizen"),
    "recording": _("recording of a call"),
    "recording-page": _("page of a recorded call"),
    "transcript": _("transcript of a call"),
    "video-recording": _("video recording of a call"),
    "access-log": _("this list"),
    "access-log-file": _("this list, as a file"),
    "reason": _("said why a confidential application is opened"),
}
"""Names of pages; any other page was work on the application."""
WORK = _("work on the application")


class AccessFilter(ListFilter):
    """By what was looked at, and when."""

    what = ChoiceFilter(label=_("What"), choices=list(WHAT.items()), empty_label=ALL)
    since = Day("at", way="from", label=_("From the day"))
    until = Day("at", way="until", label=_("Up to the day"))


def _whose(entry: AccessLog) -> Cell:
    if entry.citizen is None:
        return _("nobody known")
    return entry.citizen.name or _("name not known")


ACCESSES = ListPage[AccessLog](
    name="access-log",
    title=_("Who looked?"),
    columns=(
        Column(name="when", label=_("When"), value=lambda entry: entry.at, sort="at"),
        Column(name="who", label=_("Colleague"), value=lambda entry: entry.user.full_name),
        Column(name="what", label=_("What"), value=lambda entry: WHAT.get(entry.what, WORK)),
        Column(name="whose", label=_("Whose"), value=_whose),
        Column(name="why", label=_("Reason"), value=lambda entry: entry.reason),
    ),
    filters=AccessFilter,
    order="-when",
    empty=_("Nobody looked."),
    nothing_fits=_("Nobody looked in this way or in these days."),
    template="privacy/access_log/answer.html",
)


class AskForm(forms.Form):
    """The record or the reader, and the reason for asking."""

    whom = forms.CharField(
        label=_("Telephone number, tracking code or a colleague's user name"),
        max_length=60,
        error_messages={"required": _("Write whose record it is, or who looked.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    why = forms.CharField(
        label=_("Why do you ask?"),
        max_length=200,
        help_text=_("For example: the citizen asked, letter of 12 March. It is written down."),
        error_messages={"required": _("Write why you ask.")},
    )


_KEPT = "access_log"


@dataclass(frozen=True)
class Question:
    """A question, and the entries that answer it."""

    whom: str
    why: str
    entries: QuerySet[AccessLog]
    # Whose record it is, if that is one person's
    citizen: Citizen | None = None
    case_id: int | None = None


@requires(SEE_ACCESS_LOG)
@require_http_methods(["GET", "POST"])
def ask(request: StaffRequest) -> HttpResponse:
    """Ask whose record, or who looked; the answer has an address of its own."""
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if _meant(request.user, **form.cleaned_data):
            return redirect(
                "access_log_answer", session_values.keep(request, _KEPT, form.cleaned_data)
            )
        form.add_error("whom", _("No application, record or colleague goes by this."))
    status = 422 if request.method == "POST" else 200
    return render(request, "privacy/access_log/ask.html", {"form": form}, status=status)


@requires(SEE_ACCESS_LOG)
@require_safe
def answer(request: StaffRequest, token: str) -> HttpResponseBase:
    """Show who looked, or give it as a file. The log records each question, too."""
    asked = _asked(request, token)
    _log(request, asked, "access-log-file" if tables.asked(request) else "access-log")
    around = {"asked": asked, "token": token}
    return respond(request, ACCESSES, asked.entries, around)


@requires(SEE_ACCESS_LOG)
@require_safe
def letter(request: StaffRequest, token: str) -> HttpResponse:
    """Show what the citizen is handed: units and roles instead of names."""
    asked = _asked(request, token)
    held = Prefetch("user__role_grants", accounts.grants_held())
    rows = list(asked.entries.prefetch_related(held)[:SHOWN])
    _log(request, asked, "access-log")
    context = {"asked": asked, "entries": rows, "most": SHOWN, "today": clock.now()}
    return render(request, "privacy/access_log/letter.html", context | {"token": token})


def _asked(request: StaffRequest, token: str) -> Question:
    typed = session_values.read(request, _KEPT, token)
    asked = _meant(request.user, **typed) if typed else None
    if asked is None:
        raise Http404
    return asked


def _log(request: StaffRequest, asked: Question, what: str) -> None:
    actions.log_access(
        user=request.user,
        citizen=asked.citizen,
        case_id=asked.case_id,
        what=what,
        reason=asked.why,
        at=clock.now(),
    )


def _meant(asker: User, whom: str, why: str) -> Question | None:
    """Understand what was typed: a code, a number in any usual form, or a user name."""
    about: dict[str, Any] = {}
    try:
        case = confidentiality.known_by_code(asker, codes.normalize(whom))
        if case is None:
            return None
        found = queries.accesses_of_case(asker, case.pk)
        about = {"citizen": case.reporter, "case_id": case.pk}
    except CodeError:
        try:
            found = queries.accesses_of_number(asker, numbers.parse(whom).value)
            about = {"citizen": _only_citizen(confidentiality.without_hidden(asker, found))}
        except PhoneError:
            if not accounts.is_username(whom.strip().lower()):
                return None
            found = queries.accesses_by(asker, whom.strip())
    return Question(whom, why, confidentiality.without_hidden(asker, found), **about)


def _only_citizen(entries: QuerySet[AccessLog]) -> Citizen | None:
    """Return the citizen whose record it is; None if several have the number."""
    newest = entries.first()
    several = newest and entries.exclude(citizen=newest.citizen_id).exists()
    return newest.citizen if newest and not several else None
