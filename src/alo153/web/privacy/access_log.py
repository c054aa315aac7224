"""Who looked at whose record: for a citizen who asks, and for whoever watches over it.

The law gives the citizen this question (KVKK, Law 6698, art. 11); the answer must not depend on
somebody who can write SQL.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from alo153.accounts.models import RoleGrant, User
from alo153.cases.confidential import confidentiality
from alo153.cases.rules import codes
from alo153.cases.rules.codes import CodeError
from alo153.citizens import actions, queries
from alo153.citizens.models import AccessLog
from alo153.citizens.permissions import SEE_ACCESS_LOG
from alo153.city import numbers
from alo153.city.rules.phone import PhoneError
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

SHOWN = 200
"""Looks on the page, the newest first."""
WHAT: dict[str, StrPromise] = {
    "desk": _("page of the application"),
    "unit": _("page of the application, in the unit"),
    "part": _("sub-task of the application, in the unit"),
    "desk-call": _("record during a call"),
    "desk-calls": _("list of calls to make"),
    "desk-search": _("search"),
    "unit-search": _("search, in the unit"),
    "desk-file": _("file of the application"),
    "desk-export": _("whole application as a document"),
    "desk-message": _("message left by voice"),
    "recording": _("recording of a call"),
    "recording-page": _("page of a recorded call"),
    "video-recording": _("video recording of a call"),
    "access-log": _("this list"),
    "reason": _("said why a confidential application is opened"),
}
"""What a page is called; any other was work on the application."""
WORK = _("work on the application")


class AskForm(forms.Form):
    """Whose record, or by whom; and why somebody asks."""

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


@cache_control(private=True, no_store=True)
@requires(SEE_ACCESS_LOG)
@require_http_methods(["GET", "POST"])
def ask(request: StaffRequest) -> HttpResponse:
    """Show who looked. Who asks stands in the log from then on, with the reason.

    With ``letter`` it is what the citizen is handed: units and roles instead of names.
    """
    form = AskForm(request.POST or None)
    context: dict[str, object] = {"form": form, "most": SHOWN}
    page = "web/access_letter.html" if "letter" in request.POST else "web/access_log.html"
    status = 200
    if request.method == "POST":
        rows = _rows(request.user, form)
        status = 200 if rows is not None else 422
        context["looks"] = rows
        page = page if rows else "web/access_log.html"
        held = Prefetch("user__role_grants", RoleGrant.objects.held_now().select_related("role"))
        prefetch_related_objects(rows or [], held)
    return render(request, page, context | {"today": clock.now()}, status=status)


def _rows(asker: User, form: AskForm) -> list[AccessLog] | None:
    if not form.is_valid():
        return None
    found, case_id = _meant(asker, form.cleaned_data["whom"])
    if found is None:
        form.add_error("whom", _("No application, record or colleague goes by this."))
        return None
    rows = list(confidentiality.without_hidden(asker, found)[:SHOWN])
    about = rows[0].citizen if rows and len({row.citizen_id for row in rows}) == 1 else None
    actions.log_look(
        user=asker,
        citizen=about,
        case_id=case_id,
        what="access-log",
        reason=form.cleaned_data["why"],
        at=clock.now(),
    )
    return rows


def _meant(asker: User, typed: str) -> tuple[QuerySet[AccessLog] | None, int | None]:
    """Understand what was typed: a code, a number in any usual form, or a user name."""
    try:
        case = confidentiality.known_by_code(asker, codes.normalize(typed))
        return (queries.looks_at_case(asker, case.pk), case.pk) if case else (None, None)
    except CodeError:
        pass
    try:
        return queries.looks_at_number(asker, numbers.parse(typed).value), None
    except PhoneError:
        there = User.objects.filter(username=typed.strip().lower()).exists()
        return (queries.looks_by(asker, typed.strip()) if there else None), None
