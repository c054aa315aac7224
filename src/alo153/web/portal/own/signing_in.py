"""Sign in with a telephone: its number, then the code that went there, and out again."""

import math
from http import HTTPStatus
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from alo153.citizens.actions import CodeOver, TooManyCodes, WrongCode, use_code
from alo153.citizens.signed_in import SignedIn
from alo153.citizens.vouching import registry
from alo153.city import numbers
from alo153.contacts.actions import send_sign_in_code
from alo153.core import clock
from alo153.web.kit.proof import proof
from alo153.web.kit.proof.admission import (
    Admission,
    admit,
    admit_to_number,
    minutes_to_admission,
    minutes_to_number,
    prove_words,
)
from alo153.web.portal import visit
from alo153.web.portal.apply import application
from alo153.web.portal.follow.tracking import private
from alo153.web.portal.own.forms import CodeForm, NumberForm

_AS_HOURS: Final = 90
"""Minutes from which on a wait is said in hours."""


@private
@require_http_methods(["GET", "POST"])
def number(request: HttpRequest) -> HttpResponse:
    """Ask for a mobile number and send a code there."""
    if request.method == "GET":
        asked = visit.code_asked(request)
        return _number(request, NumberForm(initial={"phone": asked.phone if asked else ""}))
    form = NumberForm(request.POST)
    if not form.is_valid():
        return _number(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    if not _sent(request, form):
        return _number(request, form, HTTPStatus.TOO_MANY_REQUESTS)
    return redirect("portal:sign_in_code")


def _sent(request: HttpRequest, form: NumberForm) -> bool:
    """Send a code, or say on the form why not now."""
    phone, admission = form.cleaned_data["phone"].value, admit(request, "code")
    if admission is Admission.PROVE:
        form.add_error(None, prove_words(request.path))
        return False
    if minutes := _minutes_to_wait(request, phone, admission):
        form.add_error(None, _too_many(minutes))
        return False
    is_proved = proof.visitor_of(request) is not None
    try:
        key = send_sign_in_code(phone=phone, is_proved=is_proved, at=clock.now())
    except TooManyCodes as refused:
        form.add_error(None, _too_many(_minutes_until(refused)))
        if refused.proof_helps:
            form.add_error(None, prove_words(request.path, _("We can still send one code to it.")))
        return False
    visit.remember_code(request, visit.Asked(key, phone))
    return True


def _minutes_to_wait(request: HttpRequest, phone: str, admission: Admission) -> int:
    """Return for how long a visitor may ask for no code for a number; 0: they may now."""
    if admission is Admission.LATER:
        return minutes_to_admission(request, "code")
    return 0 if admit_to_number(request, phone) else minutes_to_number(request, phone)


@private
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code that went to the telephone; the right one signs in."""
    asked = visit.code_asked(request)
    if asked is None:
        return redirect("portal:sign_in")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if problem := _problem(asked, form.cleaned_data["code"]):
            form.add_error("code", problem)
        else:
            visit.begin(request, SignedIn(asked.phone))
            return redirect(visit.goes_on_to(request))
    shown = {"form": form, "phone": numbers.masked(asked.phone)}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "portal/own/code.html", shown, status=status)


def _problem(asked: visit.Asked, typed: str) -> str | SafeString:
    """Take a code; returns what is wrong with it, or nothing."""
    try:
        use_code(key=asked.key, phone=asked.phone, typed=typed, at=clock.now())
    except WrongCode:
        return _("That is not the code. Please look at the SMS and try again.")
    except CodeOver:
        return _("This code does not hold any more. Please ask for a new one.")
    except TooManyCodes as refused:
        return _too_many(_minutes_until(refused))
    return ""


@private
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out, and lead back to the first page; nothing about the citizen stays.

    Staff who signed in as citizens stay who they are.
    """
    application.drop_photos(request)
    visit.end(request)
    visit.forget_unsent(request)
    application.forget(request)
    messages.success(request, _("You signed out. This device shows nothing of your applications."))
    return redirect("portal:home")


def _number(
    request: HttpRequest, form: NumberForm, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    shown = {"form": form, "providers": list(registry.providers().values())}
    return render(request, "portal/own/number.html", shown, status=status)


def _minutes_until(refused: TooManyCodes) -> int:
    return max(1, math.ceil((refused.until - clock.now()).total_seconds() / 60))


def _too_many(minutes: int) -> SafeString:
    """Say when the next code is possible, and which ways are open until then."""
    if minutes < _AS_HOURS:
        words = ngettext(
            "Too many codes in a short time. Try again in %(count)s minute.",
            "Too many codes in a short time. Try again in %(count)s minutes.",
            minutes,
        ) % {"count": minutes}
    else:
        hours = math.ceil(minutes / 60)
        words = ngettext(
            "Too many codes in a short time. Try again in %(count)s hour.",
            "Too many codes in a short time. Try again in %(count)s hours.",
            hours,
        ) % {"count": hours}
    link = _("With its tracking code you can look up an application now.")
    message = _("The link in our message still opens it.")
    return format_html('{} <a href="{}">{}</a> {}', words, reverse("portal:track"), link, message)
