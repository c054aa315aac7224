"""Ask to be called back in hours of one's choice, once the number is proved; or no more."""

from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any, Final

from django import forms
from django.contrib import messages as notes
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alo153.calls.floor import city_queues, promises
from alo153.calls.menu.windows import Slot
from alo153.calls.numbers.callers import block_of, number_to_call
from alo153.calls.supervision.call_backs import actions as call_backs
from alo153.calls.supervision.call_backs import queries
from alo153.city import numbers
from alo153.city import queries as city
from alo153.city.queries import local_time
from alo153.city.rules.phone import PhoneNumber
from alo153.core import clock
from alo153.core.text import moments
from alo153.web.kit.proof.admission import Admission, admit, later_words, prove_words
from alo153.web.portal import visit
from alo153.web.portal.follow.tracking import private

HERE: Final = "portal:call_back"
_ANSWERED_WITHIN: Final = timedelta(seconds=30)


class HoursForm(forms.Form):
    """When somebody wishes to be called."""

    def __init__(self, slots: list[Slot], *args: Any) -> None:
        super().__init__(*args)
        self.has_hours = bool(slots)
        self.fields["window"] = forms.ChoiceField(
            label=gettext_lazy("When may we call you?"),
            widget=forms.RadioSelect,
            choices=[(slot.id, _words(slot)) for slot in slots],
            error_messages={
                "required": gettext_lazy("Choose when we may call you."),
                "invalid_choice": gettext_lazy(
                    "These hours cannot be had any more. Choose others."
                ),
            },
        )


def _words(slot: Slot) -> str:
    begins, ends = (
        local_time.local(datetime.fromtimestamp(each, UTC)) for each in (slot.begins, slot.ends)
    )
    names = {window.key: window.name for window in city_queues.windows()}
    return f"{names[slot.window]}, {moments.hours(begins, ends)}"


@private
@require_http_methods(["GET", "POST"])
def call_back(request: HttpRequest) -> HttpResponse:
    """Show what is promised to the number that was proved, or the hours; take a wish.

    A citizen without a verified number is led to the page that verifies it, and back.
    """
    who = visit.who(request)
    if who is None or not who.phone:
        visit.go_on_to(request, HERE)
        return render(request, "portal/talk/call_back/begin.html")
    number, now = numbers.parse(who.phone), clock.now()
    form = HoursForm(_slots(now), request.POST or None)
    if request.method == "POST" and promises.promised_to(number.value):
        # Pressed twice, or on two pages: the page shows what is promised
        return redirect(HERE)
    if request.method == "POST" and form.is_valid():
        if problem := _refused(request, number, now):
            form.add_error(None, problem)
        else:
            _ask(request, number, form.cleaned_data["window"], now)
            return redirect(HERE)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return _page(request, number, form, status=status)


def _page(
    request: HttpRequest,
    number: PhoneNumber,
    form: HoursForm,
    *,
    problem: Any = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    promised = promises.promised_to(number.value)
    waits, answer = _answer(request, number, is_promised=bool(promised))
    shown = {
        "form": form,
        "has_hours": form.has_hours,
        "phone": numbers.masked(number.value),
        "promised": promised[0] if promised else None,
        "waits": waits,
        "problem": problem or answer,
    }
    page = render(request, "portal/talk/call_back/page.html", shown, status=status)
    return visit.ends_by_itself(page, reverse(HERE))


def _answer(request: HttpRequest, number: PhoneNumber, *, is_promised: bool) -> tuple[bool, str]:
    """Tell whether the switchboard is still to answer this number's wish, and what went wrong."""
    asked = queries.wish(number.value, request.session.get(visit.CALL_BACK, 0))
    if asked is None:
        return False, ""
    is_late = clock.now() - asked.at >= _ANSWERED_WITHIN
    # What is done is written a moment before the promise itself; later a state that does not fit
    # has come since, as when the call was made
    is_seen = is_promised == (asked.name == "ask_call_back")
    if asked.done_at and (asked.error or is_seen or is_late):
        del request.session[visit.CALL_BACK]
        return False, _why_not(asked.error, is_promised=is_promised)
    if is_late:
        return False, _(
            "Our telephone does not answer at the moment. Please look again in a minute."
        )
    return True, ""


def _why_not(error: str, *, is_promised: bool) -> str:
    """Say why the switchboard did not do it; nothing if what was wished for is so all the same."""
    match error:
        case "":
            return ""
        case "window_full":
            return _("These hours cannot be had any more. Choose others.")
        case "promised_already":
            already = _(
                "We call you back already when it is your turn, as you asked on the telephone."
            )
            return "" if is_promised else already
        case "promise_over":
            return _("We are calling you just now.") if is_promised else ""
        case _:
            return _("That did not work. Please try again.")


def _refused(request: HttpRequest, number: PhoneNumber, at: datetime) -> Any:
    """Return why this number is not called; nothing if it may be."""
    if block_of(number.value, at) or not number_to_call(number.value):
        return _("We cannot call this number back. Please write to us.")
    if promises.asked_often(number.value, at):
        return _("You changed this very often today. Please try again tomorrow, or call us.")
    return _kept_waiting(request)


def _kept_waiting(request: HttpRequest) -> Any:
    """Count a wish; return why it is not taken now, or nothing."""
    match admit(request, "call"):
        case Admission.PROVE:
            return prove_words(reverse(HERE))
        case Admission.LATER:
            return later_words(request, "call")
        case _:
            return ""


def _queue() -> str:
    return city_queues.speaking(get_language() or "")


def _slots(at: datetime) -> list[Slot]:
    return list(promises.free(_queue(), at))


def _ask(request: HttpRequest, number: PhoneNumber, window: str, at: datetime) -> None:
    """Ask in the language of the page: its reader is called and written to in it."""
    queue, language = _queue(), get_language() or ""
    if language == city.city().language:
        language = ""
    asked = call_backs.ask(number=number, queue=queue, window=window, language=language, at=at)
    request.session[visit.CALL_BACK] = asked.pk


@private
@require_POST
def take_back(request: HttpRequest) -> HttpResponse:
    """Take back what is promised to the number that was proved."""
    who = visit.who(request)
    if who is None or not who.phone:
        notes.warning(request, _("You were signed out, so nothing was taken back."))
        return redirect(HERE)
    number, now = numbers.parse(who.phone), clock.now()
    held = promises.promised_to(number.value)
    if held and (problem := _kept_waiting(request)):
        form = HoursForm(_slots(now))
        return _page(request, number, form, problem=problem, status=HTTPStatus.TOO_MANY_REQUESTS)
    for call in held:
        asked = call_backs.withdraw(call=call, by=None, at=now)
        request.session[visit.CALL_BACK] = asked.pk
    return redirect(HERE)
