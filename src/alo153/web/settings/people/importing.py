"""Many people at once, from a table: each mistake is named, and nothing happens by halves."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from alo153.city import actions, queries
from alo153.city.actions.staffing import Person
from alo153.city.permissions import MANAGE_STAFF
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.settings.people.alone import told_alone
from alo153.web.settings.people.forms import PersonForm

COLUMNS = ("username", "full_name", "email", "roles", "units")
MOST = 500
_LONGEST = 200_000


class TableForm(forms.Form):
    """A table, written or brought as a file."""

    text = forms.CharField(
        label=_lazy("The table"),
        required=False,
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "class": "code-area"}),
    )
    file = forms.FileField(label=_lazy("Or a CSV file"), required=False)

    def clean(self) -> dict[str, Any]:
        """Take what the file says in place of what is written, so that it is shown and kept."""
        facts = super().clean() or {}
        if sent := facts.get("file"):
            try:
                # In the alphabet of another system names would be enrolled broken
                facts["text"] = sent.read(_LONGEST).decode("utf-8-sig")
            except UnicodeDecodeError:
                words = _("The file is no text in UTF-8. Save it so, and choose it again.")
                self.add_error("file", words)
                return facts
            self.data = {**dict(self.data.items()), "text": facts["text"]}
        return facts


@dataclass
class Row:
    """A line of the table: the person, or what is wrong."""

    line: int
    name: str
    person: Person | None = None
    mistakes: list[str] = field(default_factory=list)


def read(text: str) -> tuple[list[Row], str]:
    """Return the rows of a table with `COLUMNS`, and what is wrong with all of it.

    Columns are told apart by commas or semicolons; several roles or units by spaces.
    """
    lines = text.splitlines()
    if not lines:
        return [], _("Write or paste the table.")
    mark = ";" if ";" in lines[0] else ","
    reader = csv.DictReader(lines, delimiter=mark)
    try:
        columns = reader.fieldnames or ()
        said = [(reader.line_num, cells) for cells in islice(reader, MOST + 1)]
    except csv.Error:
        return [], _("A cell is too long. Perhaps a quotation mark is missing.")
    if tuple(each.strip() for each in columns) != COLUMNS:
        return [], _("Make the first line: %(columns)s") % {"columns": mark.join(COLUMNS)}
    # Before each is looked at: every row asks for roles and units
    if len(said) > MOST:
        return [], _("Bring at most %(most)s people at once.") % {"most": MOST}
    rows = [_row(line, cells) for line, cells in said]
    _refuse_doubles(rows)
    return rows, "" if rows else _("Write or paste the table.")


def _row(line: int, cells: dict[str | None, str]) -> Row:
    said = {name: (cells.get(name) or "").strip() for name in COLUMNS}
    form = PersonForm(
        {**said, "roles": said["roles"].split(), "units": said["units"].split()},
    )
    row = Row(line, said["full_name"] or said["username"])
    if form.is_valid():
        row.person = form.person()
    else:
        row.mistakes = list(_mistakes(form))
    if None in cells:
        row.mistakes.append(_("The line has too many columns."))
    return row


def _mistakes(form: PersonForm) -> Iterator[str]:
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        yield from (f"{label}: {error}" if label else str(error) for error in errors)


def _refuse_doubles(rows: list[Row]) -> None:
    taken = dict.fromkeys(queries.names_taken(), 0)
    for row in rows:
        if row.person is None:
            continue
        if row.person.username in taken:
            row.mistakes.append(_("The user name is taken."))
        taken[row.person.username] = row.line


@requires(MANAGE_STAFF)
@require_http_methods(["GET", "POST"])
def bring(request: StaffRequest) -> HttpResponse:
    """Check a table of people, then bring them in and invite them."""
    form = TableForm(request.POST or None, request.FILES or None)
    rows: list[Row] = []
    if request.method == "POST" and form.is_valid():
        rows, wrong = read(form.cleaned_data["text"])
        if wrong:
            form.add_error("text", wrong)
    right = bool(rows) and not any(row.mistakes for row in rows)
    if right and "enroll" in request.POST:
        _enroll(request, rows)
        return redirect("settings:people")
    context = {"form": form, "rows": rows, "right": right, "columns": COLUMNS}
    status = 422 if request.method == "POST" and not right else 200
    return render(request, "settings/people/bring.html", context, status=status)


def _enroll(request: StaffRequest, rows: list[Row]) -> None:
    now = clock.now()
    with transaction.atomic():
        for row in rows:
            if row.person:
                actions.admit_person(person=row.person, by=request.user, at=now)
    if told_alone(request):
        return
    words = ngettext(
        "%(count)s person waits for a second person, who was told.",
        "%(count)s people wait for a second person, who was told.",
        len(rows),
    )
    messages.success(request, words % {"count": len(rows)})
