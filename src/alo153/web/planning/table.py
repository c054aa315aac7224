"""The shifts of a roster as CSV: out, and into a draft."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.planning import wording
from alo153.web.planning.grid import roster_or_404
from alo153.workforce import actions, queries
from alo153.workforce.models import Roster
from alo153.workforce.permissions import PLAN_SHIFTS
from alo153.workforce.queries import tables

_MOST_BYTES = 1024 * 1024


class TableForm(forms.Form):
    """A table as this page sends it out."""

    file = forms.FileField(
        label=_("CSV file"),
        help_text=_("username;name;day;shift. An empty shift is a day off; other days stay."),
    )

    def __init__(self, roster: Roster, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self._roster = roster

    def clean_file(self) -> list[tables.Given]:
        """Return the shifts of the table."""
        sent: UploadedFile[Any] = self.cleaned_data["file"]
        if (sent.size or 0) > _MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 1 MB."))
        first, last = self._roster.first_date, self._roster.last_date
        contracts = queries.contracts_within(first, last).values()
        users = {each.user.username: each.user for each in contracts}
        types = {each.name: each for each in queries.shift_types()}
        try:
            lines = sent.read().decode("utf-8-sig").splitlines()
            return tables.read(lines, self._roster, users, types)
        except UnicodeDecodeError as error:
            raise forms.ValidationError(_("This is no CSV in UTF-8.")) from error
        except tables.TableError as error:
            said = gettext("Line %(line)s: “%(what)s” is not known here, or comes twice.")
            raise forms.ValidationError(
                said % {"line": error.line, "what": error.what[:60]}
            ) from error


@requires(PLAN_SHIFTS)
@require_safe
def show(request: StaffRequest, roster: int) -> HttpResponse:
    """Send the shifts of a roster as CSV."""
    found = roster_or_404(request, roster)
    body = "\ufeff" + tables.written(found)
    response = HttpResponse(body, content_type="text/csv; charset=utf-8")
    name = f"shifts-{found.first_date.isoformat()}-{found.version}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@requires(PLAN_SHIFTS)
@require_http_methods(["GET", "POST"])
def load(request: StaffRequest, roster: int) -> HttpResponse:
    """Give a draft the shifts of a table: all of it, or nothing."""
    found = roster_or_404(request, roster)
    form = TableForm(found, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _loaded(request, found, form):
        return redirect("planning:roster", found.pk)
    status = 422 if form.errors else 200
    context = {"roster": found, "form": form}
    return render(request, "planning/roster/import.html", context, status=status)


def _loaded(request: StaffRequest, roster: Roster, form: TableForm) -> bool:
    given: list[tables.Given] = form.cleaned_data["file"]
    try:
        days = actions.import_shifts(roster=roster, given=given, by=request.user, at=clock.now())
    except actions.Unlawful as refused:
        form.add_error("file", wording.refusal_of_roster(refused.breaches))
        return False
    except actions.PastDay:
        form.add_error("file", _("A day of the table has passed. Leave it out."))
        return False
    except actions.NotADraft:
        form.add_error(None, _("This version is published and stays as it is."))
        return False
    messages.success(request, gettext("%(days)s days have changed.") % {"days": days})
    return True
