"""Guest seats: a supervisor opens one, the guest takes it with the code."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from alo153.accounts import queries as staff_queries
from alo153.accounts.models import User
from alo153.calls.models.monitoring import GuestSeat
from alo153.calls.permissions import ANSWER_CALLS, SUPERVISE_CALLS
from alo153.calls.supervision.guest_seats import actions, queries
from alo153.city import queries as unit_queries
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.fields.one_line import NameField
from alo153.web.kit.found import or_404
from alo153.web.kit.proof.admission import Admission, admit, prove_words
from alo153.web.sign_in import sessions

BACKEND = "alo153.accounts.backend.Backend"
HOUR = timedelta(hours=1)


class SeatForm(forms.Form):
    """The guest, the mentor, begin and end."""

    full_name = NameField(label=gettext_lazy("Name of the guest"), max_length=60)
    mentor = forms.ModelChoiceField(
        label=gettext_lazy("Mentor"),
        queryset=User.objects.none(),
        help_text=gettext_lazy("Listens to every call of the guest, can whisper and take over."),
    )
    from_at = forms.DateTimeField(
        label=gettext_lazy("From"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    until = forms.DateTimeField(
        label=gettext_lazy("Until"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, data: Mapping[str, Any] | None, *, now: datetime) -> None:
        super().__init__(data, initial={"from_at": now, "until": now + HOUR})
        mentors = staff_queries.holding(ANSWER_CALLS).filter(guest_seat__isnull=True)
        self.fields["mentor"].queryset = mentors  # type: ignore[attr-defined]
        self._now = now

    def clean(self) -> dict[str, Any]:
        """Refuse a time that is over, turned round, or too long."""
        given = super().clean() or {}
        begin, end = given.get("from_at"), given.get("until")
        if begin and end:
            if end <= begin or end <= self._now:
                self.add_error("until", _("The end must lie after the beginning, and ahead."))
            elif end - begin > actions.LONGEST:
                self.add_error("until", _("A seat is open for at most four hours."))
        return given


class CodeForm(forms.Form):
    """The code a guest was given."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=30,
        widget=forms.TextInput(
            {"autocomplete": "one-time-code", "autocapitalize": "characters", "autofocus": True}
        ),
    )


@requires(SUPERVISE_CALLS)
@require_http_methods(["GET", "POST"])
def seats(request: StaffRequest) -> HttpResponse:
    """List the seats and open one; its code is shown on this answer and never again."""
    now = clock.now()
    if request.method != "POST":
        return _page(request, SeatForm(None, now=now))
    form = SeatForm(request.POST, now=now)
    if not form.is_valid():
        return _page(request, form, status=422)
    seat, code = actions.open_seat(
        invited=actions.Invited(**form.cleaned_data),
        language=unit_queries.city().language,
        by=request.user,
        at=now,
    )
    return _page(request, SeatForm(None, now=now), seat=seat, code=actions.shown(code))


def _page(
    request: StaffRequest, form: SeatForm, *, status: int = 200, **given: Any
) -> HttpResponse:
    context = {"form": form, "seats": queries.open_seats(), **given}
    return render(request, "floor/seats/seats.html", context, status=status)


@requires(SUPERVISE_CALLS)
@require_POST
@never_cache
def renew(request: StaffRequest, seat: int) -> HttpResponse:
    """Give a seat whose code was lost another one, shown on this answer and never again."""
    now = clock.now()
    found = _seat(seat)
    form = SeatForm(None, now=now)
    try:
        code = actions.reissue_code(seat=found, by=request.user, at=now)
    except actions.SeatError:
        words = _("The time of this seat is over. Open another one.")
        return _page(request, form, status=422, refused=words)
    return _page(request, form, seat=found, code=actions.shown(code))


@requires(SUPERVISE_CALLS)
@require_POST
def end(request: StaffRequest, seat: int) -> HttpResponse:
    """End a seat now; a running call may finish."""
    found = _seat(seat)
    if found.ended_at is not None:
        raise Http404
    actions.close_seat(seat=found, by=request.user, at=clock.now())
    return redirect("live:seats")


def _seat(number: int) -> GuestSeat:
    return or_404(queries.seat(number))


@never_cache
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Let a guest in with the code, as an agent and for the time of the seat."""
    form = CodeForm(request.POST or None)
    status = 200
    if request.method == "POST":
        seat, status = _taken(request, form)
        if seat:
            login(request, seat.guest, backend=BACKEND)
            sessions.begin(request, seat.guest, ["code"])
            left = seat.until + actions.RUNNING_CALL - clock.now()
            request.session.set_expiry(int(left.total_seconds()))
            return redirect("desk:home")
    return render(request, "floor/seats/guest.html", {"form": form}, status=status)


def _taken(request: HttpRequest, form: CodeForm) -> tuple[GuestSeat | None, int]:
    if not form.is_valid():
        return None, 422
    admission = admit(request, "seat")
    if admission is not Admission.IN:
        later = _("Too many tries. Please wait a quarter of an hour and try again.")
        here = reverse("guest")
        form.add_error(None, later if admission is Admission.LATER else prove_words(here))
        return None, 429
    try:
        return actions.take_seat(code=form.cleaned_data["code"], at=clock.now()), 200
    except actions.SeatError:
        form.add_error(
            None, _("This code does not open a seat now. Ask who invited you for a new one.")
        )
        return None, 422
