"""Announcements of the moment: typed in seconds, heard and seen by many, ended with one click."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alo153.core import clock
from alo153.core.actor import Actor
from alo153.knowledge import actions, queries
from alo153.knowledge.models import Announcement
from alo153.knowledge.permissions import ANNOUNCE
from alo153.web.floor.announcements import preview
from alo153.web.floor.announcements.forms import AnnouncementForm, ChangeForm
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.telephone import callbar
from alo153.web.kit.telephone.shortcuts import KEYS


@requires(ANNOUNCE)
@require_http_methods(["GET", "POST"])
def announcements(request: StaffRequest) -> HttpResponse:
    """Show what is announced and take a new announcement."""
    form = AnnouncementForm(request.POST or None)
    second_look = preview.of(form) if form.is_valid() else None
    if second_look and second_look.was_seen(request.POST):
        _announce(request, form)
        messages.success(request, _("Announced."))
        return redirect("live:announcements")
    context = {
        "form": form,
        "look": second_look,
        "listed": _listed(),
        "bar": callbar.of(request.user, clock.now()),
        "keys": KEYS,
    }
    status = 422 if form.errors else 200
    return render(request, "floor/announcements/announcements.html", context, status=status)


def _announce(request: StaffRequest, form: AnnouncementForm) -> None:
    given, now = form.cleaned_data, clock.now()
    begins_at = given["begins_at"] or now
    actions.announce(
        text=given["text"],
        wordings=form.wordings,
        district=given["district"],
        begins_at=begins_at,
        ends_at=begins_at + timedelta(hours=given["hours"]),
        spoken=given["spoken"],
        on_portal=given["on_portal"],
        by=request.user,
        at=now,
    )


def _listed() -> list[tuple[Announcement, str]]:
    """Return the announcements with the state of each: to come, in force or over."""
    now = clock.now()
    return [(each, _standing(each, now)) for each in queries.listed(now)]


def _standing(each: Announcement, now: datetime) -> str:
    if each.ended_at or each.ends_at <= now:
        return "over"
    return "coming" if each.begins_at > now else "now"


@requires(ANNOUNCE)
@require_POST
def end(request: StaffRequest, number: int) -> HttpResponse:
    """Take an announcement back."""
    found = queries.announcement(number)
    if found is None:
        raise Http404
    actions.end(announcement=found, by=Actor.staff(request.user.pk), at=clock.now())
    messages.success(request, _("Taken back: nobody hears or sees it any more."))
    return redirect("live:announcements")


@requires(ANNOUNCE)
@require_http_methods(["GET", "POST"])
def change(request: StaffRequest, number: int) -> HttpResponse:
    """Change the words, audience or end of an announcement."""
    now = clock.now()
    found = queries.changeable(number, now)
    if found is None:
        messages.error(request, _("This announcement is over. Make a new one."))
        return redirect("live:announcements")
    form = ChangeForm(request.POST or None, of=found)
    second_look = preview.of(form) if form.is_valid() else None
    if second_look and second_look.was_seen(request.POST):
        _change(request, found, form)
        return redirect("live:announcements")
    context = {
        "form": form,
        "look": second_look,
        "each": found,
        "bar": callbar.of(request.user, now),
        "keys": KEYS,
    }
    status = 422 if form.errors else 200
    return render(request, "floor/announcements/announcement.html", context, status=status)


def _change(request: StaffRequest, found: Announcement, form: ChangeForm) -> None:
    given = form.cleaned_data
    try:
        actions.change(
            announcement=found,
            text=given["text"],
            wordings=form.wordings,
            district=given["district"],
            ends_at=given["ends_at"],
            spoken=given["spoken"],
            on_portal=given["on_portal"],
            by=request.user,
            at=clock.now(),
        )
    except actions.OverError:
        messages.error(request, _("This announcement is over. Make a new one."))
    else:
        heard = _("Changed. Callers hear the new text once it is spoken.")
        unheard = _("Changed. Callers do not hear it.")
        messages.success(request, heard if given["spoken"] else unheard)
