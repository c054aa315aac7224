"""Timetables of public transport: load one, see its faults, publish it."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from alo153.city import queries as city
from alo153.core import clock
from alo153.transport import actions, queries
from alo153.transport.permissions import LOAD_TIMETABLES
from alo153.transport.rules.feeds.faults import FaultKind
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.fields.choosing import OneOf
from alo153.web.kit.found import or_404

MOST_BYTES: Final = 30_000_000
FAULTS: Final = {
    FaultKind.NOT_A_ZIP: gettext_lazy("is no zip file, or is damaged"),
    FaultKind.TOO_LARGE: gettext_lazy("is too large"),
    FaultKind.MISSING_FILE: gettext_lazy("is missing"),
    FaultKind.MISSING_COLUMN: gettext_lazy("has no column of this name"),
    FaultKind.NOT_TEXT: gettext_lazy("is no text in UTF-8"),
    FaultKind.EMPTY: gettext_lazy("has no trip"),
    FaultKind.BAD_VALUE: gettext_lazy("is missing or cannot be read"),
    FaultKind.DOUBLED: gettext_lazy("is there twice"),
    FaultKind.UNKNOWN: gettext_lazy("is named here and defined nowhere"),
    FaultKind.BACKWARDS: gettext_lazy("is earlier than what comes before"),
}


class TimetableForm(forms.Form):
    """A file in the format GTFS."""

    use_required_attribute = False

    file = forms.FileField(
        label=gettext_lazy("Timetable (GTFS, a zip file)"),
        help_text=gettext_lazy("At most 30 MB. It answers nobody before you publish it."),
        max_length=120,
        error_messages={"required": gettext_lazy("Choose the file.")},
    )

    topic = OneOf(
        city.topics_now,
        label=gettext_lazy("Answers at the desk are counted under"),
        empty_label=gettext_lazy("no topic"),
        required=False,
    )

    def clean_file(self) -> "UploadedFile[Any]":
        """Refuse what is too large for a page."""
        given: UploadedFile[Any] = self.cleaned_data["file"]
        if (given.size or 0) > MOST_BYTES:
            words = _("The file is larger than 30 MB: have it loaded by command.")
            raise forms.ValidationError(words)
        return given


@requires(LOAD_TIMETABLES)
@require_http_methods(["GET", "POST"])
def show(request: StaffRequest) -> HttpResponse:
    """Show the versions; POST loads a file as the next one."""
    if request.method != "POST":
        return _page(request, TimetableForm())
    form = TimetableForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    given = form.cleaned_data["file"]
    feed = actions.receive_timetable(
        content=given.read(),
        name=given.name,
        topic=form.cleaned_data["topic"] or None,
        by=request.user,
        at=clock.now(),
    )
    words = _("Version %(number)s is being read. You are told when it is done.")
    messages.success(request, words % {"number": feed.number})
    return redirect("settings:timetables")


def _page(request: StaffRequest, form: TimetableForm, status: int = 200) -> HttpResponse:
    current = queries.current(city.today(clock.now()))
    rows = [
        {
            "feed": feed,
            "faults": [_fault(each) for each in feed.faults],
            "answers": current is not None and feed.pk == current.pk,
        }
        for feed in queries.feeds()
    ]
    return render(request, "settings/timetables.html", {"form": form, "rows": rows}, status=status)


def _fault(each: dict[str, Any]) -> dict[str, Any]:
    return {**each, "words": FAULTS[FaultKind(each["kind"])]}


@requires(LOAD_TIMETABLES)
@require_POST
def publish(request: StaffRequest, number: int) -> HttpResponse:
    """Let a version answer questions."""
    feed = or_404(queries.feed(number))
    try:
        actions.publish_timetable(feed=feed, by=request.user, at=clock.now())
    except actions.FeedFaulty:
        words = _("A timetable with faults, or one that is not read yet, cannot be published.")
        messages.error(request, words)
    else:
        words = _("Version %(number)s answers questions from now on.")
        messages.success(request, words % {"number": number})
    return redirect("settings:timetables")
