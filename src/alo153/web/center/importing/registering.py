"""Applications that another body hands over as a table, like CİMER's: imported, with a report."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from alo153.accounts.models import User
from alo153.cases import actions
from alo153.cases.export import register_csv
from alo153.cases.export.register_csv import RegisterRow
from alo153.cases.models import Case, ContactWish
from alo153.cases.permissions import OPEN_CASE
from alo153.citizens.channel import Channel
from alo153.city import numbers
from alo153.city import queries as unit_queries
from alo153.city.models import CaseKind, Topic
from alo153.core import clock
from alo153.core.text import fold
from alo153.intake.actions import take_in
from alo153.intake.application import Application
from alo153.web.center.importing.register_places import Places, PlaceUnknown
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.telephone import callbar
from alo153.web.kit.telephone.shortcuts import KEYS

if TYPE_CHECKING:
    from django.utils.functional import Promise

_MOST_BYTES: Final = 5 * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Line:
    """What became of one line: an application, one that was there already, or a reason."""

    line: int
    case: Case | None = None
    is_new: bool = False
    reason: "str | Promise" = ""


class RegisterForm(forms.Form):
    """Which body's table it is, and the table."""

    kind = forms.ModelChoiceField(
        label=_("What these applications are"),
        queryset=CaseKind.objects.none(),
        empty_label=None,
        error_messages={"required": _("Choose the kind."), "invalid_choice": _("Choose the kind.")},
    )
    table = forms.FileField(
        label=_("The table, as CSV"),
        help_text=_(
            "Columns: numara, geliş tarihi, son tarih, konu, metin, ad soyad, telefon, e-posta, "
            "adres, ilçe, mahalle. The first, second, fourth and fifth must be filled in. "
            "Importing the same table again opens nothing twice."
        ),
        error_messages={
            "required": _("Choose the file."),
            "empty": _("This file is empty."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["kind"].queryset = unit_queries.kinds().exclude(register="")

    def clean_table(self) -> bytes:
        """Read the file; no city hands over megabytes at once."""
        given = self.cleaned_data["table"]
        if given.size > _MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 5 MB: split it."))
        content: bytes = given.read()
        return content


@requires(OPEN_CASE)
@require_http_methods(["GET", "POST"])
def register(request: StaffRequest) -> HttpResponse:
    """Take a table, open its applications, and say of each line what became of it."""
    form = RegisterForm(request.POST or None, request.FILES or None)
    report: list[Line] | None = None
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        report = take(facts["table"], kind=facts["kind"], by=request.user, at=clock.now())
    context = {
        "form": form,
        "report": report,
        "opened": sum(line.is_new for line in report or ()),
        "known": sum(line.case is not None and not line.is_new for line in report or ()),
        "refused": sum(line.case is None for line in report or ()),
        "bar": callbar.of(request.user, clock.now()),
        "keys": KEYS,
    }
    status = 422 if form.errors else 200
    return render(request, "center/register.html", context, status=status)


def take(content: bytes, *, kind: CaseKind, by: User, at: datetime) -> list[Line]:
    """Open the good rows of a table, each in a transaction of its own; return all lines in order.

    A number that is there already opens nothing: a table may be taken twice.
    """
    country = unit_queries.city().country
    rows, faults = register_csv.read(content, today=unit_queries.today(at), country=country)
    topics, places = _topics(), Places()
    lines = [Line(line=fault.line, reason=fault.reason) for fault in faults]
    lines += [_open(row, kind, topics, places, by, at) for row in rows]
    return sorted(lines, key=lambda line: line.line)


def _open(
    row: RegisterRow,
    kind: CaseKind,
    topics: dict[str, Topic],
    places: Places,
    by: User,
    at: datetime,
) -> Line:
    topic = topics.get(fold(row.topic))
    if topic is None:
        words = _("There is no topic called %(topic)s.") % {"topic": row.topic}
        return Line(line=row.line, reason=words)
    try:
        with transaction.atomic():
            case = take_in(_application(row, kind, topic, places), by=by, at=at)
    except PlaceUnknown as unknown:
        return Line(line=row.line, reason=unknown.reason)
    except actions.AlreadyRegistered as already:
        return Line(line=row.line, case=already.case)
    except actions.NeedsMissing:
        return Line(line=row.line, reason=_("This kind needs the full name."))
    return Line(line=row.line, case=case, is_new=True)


def _application(row: RegisterRow, kind: CaseKind, topic: Topic, places: Places) -> Application:
    return Application(
        kind=kind.slug,
        topic=topic,
        place=places.of(row),
        text=row.text,
        reporter=actions.Reporter(full_name=row.full_name, phone=row.phone, email=row.email),
        contact_wish=_wish(row),
        channel=Channel.EXTERNAL_AGENCY,
        external=actions.ExternalReference(
            number=row.number, arrived_date=row.arrived, due_date=row.due
        ),
        proposals_seen=False,
    )


def _topics() -> dict[str, Topic]:
    """Return the topics by name and by slug, as people may write them."""
    found = [topic for topic in unit_queries.topics_by_group() if not topic.information_only]
    return {fold(topic.slug): topic for topic in found} | {
        fold(topic.name): topic for topic in found
    }


def _wish(row: RegisterRow) -> ContactWish:
    if row.email:
        return ContactWish.EMAIL
    if row.phone:
        return ContactWish.SMS if numbers.parse(row.phone).is_mobile else ContactWish.CALL
    return ContactWish.NONE
