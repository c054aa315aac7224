"""Announcements of the moment: typed in seconds, heard and seen by many, ended with one click."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from alo153.accounts.permissions import Permission
from alo153.core import clock
from alo153.core.actor import Actor
from alo153.knowledge import actions, queries
from alo153.knowledge.models import LONGEST, Announcement
from alo153.units import queries as units
from alo153.web.access import StaffRequest, requires
from alo153.web.desk import callbar
from alo153.web.desk.keys import KEYS

_HOURS = [
    (1, gettext_lazy("for an hour")),
    (3, gettext_lazy("for three hours")),
    (8, gettext_lazy("for eight hours")),
    (24, gettext_lazy("for a day")),
    (72, gettext_lazy("for three days")),
]


class AnnouncementForm(forms.Form):
    """A text, whom it concerns, how long, and where it appears."""

    text = forms.CharField(
        label=gettext_lazy("What should everybody know?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "autofocus": True}),
        help_text=gettext_lazy(
            "One or two sentences, as you would say them on the telephone: what, where, until when."
        ),
    )
    district = forms.ModelChoiceField(
        label=gettext_lazy("Whom does it concern?"),
        queryset=units.districts(),
        required=False,
        to_field_name="slug",
        empty_label=gettext_lazy("the whole city"),
    )
    begins_at = forms.DateTimeField(
        label=gettext_lazy("From"),
        required=False,
        help_text=gettext_lazy("Empty: from now on."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    hours = forms.TypedChoiceField(
        label=gettext_lazy("How long?"), choices=_HOURS, coerce=int, initial=3
    )
    spoken = forms.BooleanField(
        label=gettext_lazy("Read it to callers before the menu"), required=False, initial=True
    )
    on_portal = forms.BooleanField(
        label=gettext_lazy("Show it to citizens on the web"), required=False, initial=True
    )

    def clean_begins_at(self) -> datetime | None:
        """Refuse a beginning so far away that it is a slip of the keyboard."""
        begins_at: datetime | None = self.cleaned_data["begins_at"]
        if begins_at and abs(begins_at - timezone.now()) > timedelta(days=60):
            raise forms.ValidationError(_("This is not within the next two months."))
        return begins_at


@requires(Permission.ANNOUNCE)
@require_http_methods(["GET", "POST"])
def announcements(request: StaffRequest) -> HttpResponse:
    """Show what is announced and take a new announcement."""
    form = AnnouncementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _announce(request, form.cleaned_data)
        messages.success(request, _("Announced."))
        return redirect("desk:announcements")
    context = {"form": form, "listed": _listed(), "bar": callbar.of(request.user, clock.now())}
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/announcements.html", context | {"keys": KEYS}, status=status)


def _announce(request: StaffRequest, given: dict[str, Any]) -> None:
    now = clock.now()
    begins_at = given["begins_at"] or now
    actions.announce(
        text=given["text"],
        district=given["district"],
        begins_at=begins_at,
        ends_at=begins_at + timedelta(hours=given["hours"]),
        spoken=given["spoken"],
        on_portal=given["on_portal"],
        by=request.user,
        at=now,
    )


def _listed() -> list[tuple[Announcement, str]]:
    """Return the announcements with how each stands: to come, in force or over."""
    now = clock.now()
    return [(each, _standing(each, now)) for each in queries.listed(now)]


def _standing(each: Announcement, now: datetime) -> str:
    if each.ended_at or each.ends_at <= now:
        return "over"
    return "coming" if each.begins_at > now else "now"


@requires(Permission.ANNOUNCE)
@require_POST
def end(request: StaffRequest, number: int) -> HttpResponse:
    """Take an announcement back."""
    found = Announcement.objects.filter(pk=number).first()
    if found is None:
        raise Http404
    actions.end(announcement=found, by=Actor.staff(request.user.pk), at=clock.now())
    messages.success(request, _("Taken back: nobody hears or sees it any more."))
    return redirect("desk:announcements")
