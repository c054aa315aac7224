"""Sign in with a telephone: its number, then the code that went there, and out again."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alo153.citizens.actions import CodeOver, TooManyCodes, WrongCode, use_code
from alo153.citizens.signed_in import SignedIn
from alo153.citizens.vouching import registry
from alo153.city import numbers
from alo153.contacts.actions import send_sign_in_code
from alo153.core import clock
from alo153.web.kit.proof.admission import Admission, admit, admit_to_number, prove_words
from alo153.web.portal import visit
from alo153.web.portal.apply import application
from alo153.web.portal.follow.tracking import private
from alo153.web.portal.own.forms import CodeForm, NumberForm


@private
@require_http_methods(["GET", "POST"])
def number(request: HttpRequest) -> HttpResponse:
    """Ask for a mobile number and send a code there, whoever has it."""
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
    try:
        if admission is Admission.LATER or not admit_to_number(request, phone):
            raise TooManyCodes
        key = send_sign_in_code(phone=phone, at=clock.now())
    except TooManyCodes:
        form.add_error(None, _too_many())
        return False
    visit.remember_code(request, visit.Asked(key, phone))
    return True


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


def _problem(asked: visit.Asked, typed: str) -> str:
    """Take a code; returns what is wrong with it, or nothing."""
    try:
        use_code(key=asked.key, phone=asked.phone, typed=typed, at=clock.now())
    except WrongCode:
        return _("That is not the code. Please look at the SMS and try again.")
    except CodeOver:
        return _("This code does not hold any more. Please ask for a new one.")
    except TooManyCodes:
        return _too_many()
    return ""


@private
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out, and lead back to the first page; nothing of whoever sat here stays.

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


def _too_many() -> str:
    return _(
        "Too many codes in a short time. Please try again in an hour. "
        "With its tracking code you can look up an application now."
    )
