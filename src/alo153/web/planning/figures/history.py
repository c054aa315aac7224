"""Import earlier calls from a CSV; the page names missing and doubled hours."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.workforce import actions
from alo153.workforce.demand.history import imported_days
from alo153.workforce.forecast.history import History, HistoryError, read_csv
from alo153.workforce.models.rosters import HOURS
from alo153.workforce.permissions import PLAN_SHIFTS

_MOST_BYTES = 4 * 1024 * 1024
_NAMED = 20


class HistoryForm(forms.Form):
    """A file of two columns: hour and calls."""

    file = forms.FileField(
        label=_("CSV file"),
        help_text=_("First a line of headings, then an hour and its calls: 2026-01-31 14:00;87"),
    )

    def clean_file(self) -> History:
        """Return the history of the file."""
        sent: UploadedFile[Any] = self.cleaned_data["file"]
        if (sent.size or 0) > _MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 4 MB. Send it in parts."))
        try:
            lines = sent.read().decode("utf-8-sig").splitlines()
            return read_csv([each.replace(";", ",") for each in lines], intervals=HOURS)
        except UnicodeDecodeError as error:
            raise forms.ValidationError(_("This is no CSV in UTF-8.")) from error
        except HistoryError as error:
            said = gettext("This is no history of calls (%(error)s).") % {"error": error}
            raise forms.ValidationError(said) from error


@requires(PLAN_SHIFTS)
@require_http_methods(["GET", "POST"])
def load(request: StaffRequest) -> HttpResponse:
    """Bring in a history, and say what was wrong with it."""
    form = HistoryForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        history: History = form.cleaned_data["file"]
        days = actions.import_history(history=history, by=request.user, at=clock.now())
        context |= {"days": days, "first": history.days[0], "last": history.days[-1]}
        context |= {
            "doubled": history.doubled[:_NAMED],
            "missing": history.missing[:_NAMED],
            "doubled_count": len(history.doubled),
            "missing_count": len(history.missing),
        }
    known = imported_days()
    context |= {"known": known.count(), "oldest": known.first(), "newest": known.last()}
    status = 422 if form.errors else 200
    return render(request, "planning/figures/history.html", context, status=status)
