"""The file for the prosecutor as a PDF: who, when, what was said, written and done."""

from collections.abc import Mapping
from datetime import datetime

from django.http import Http404, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from alo153.care.models import ComplaintFile
from alo153.care.permissions import FILE_COMPLAINTS
from alo153.care.queries import abuse as queries
from alo153.cases.export.archiving import paper
from alo153.cases.export.archiving.document import Document, Entry, Section
from alo153.citizens import actions as citizens
from alo153.city import numbers
from alo153.city.queries.local_time import local
from alo153.contacts.models import Direction
from alo153.core import clock
from alo153.web.cases.paper import fonts
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.shell.context import current_city


@cache_control(private=True, no_store=True)
@requires(FILE_COMPLAINTS)
@require_safe
def as_pdf(request: StaffRequest, number: int) -> HttpResponse:
    """Give the file for printing and signing."""
    found = queries.complaints(request.user).filter(report=number).first()
    if found is None:
        raise Http404
    citizen = found.report.interaction.citizen
    if citizen:
        now = clock.now()
        citizens.log_accesses(user=request.user, citizens=[citizen], what="abuse-report", at=now)
    response = HttpResponse(paper.write(_document(found), fonts()), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="complaint-{found.pk}.pdf"'
    return response


def _document(found: ComplaintFile) -> Document:
    city = current_city()
    return Document(
        title=_("Statement about abuse of a member of staff"),
        subtitle=city.name,
        language=get_language() or city.language,
        author=city.name,
        made_at=clock.now(),
        sections=(_facts(found), _statement(found), *_evidence(found), _signatures(found)),
        files=(),
        foot=f"{city.name} · {found.pk}",
    )


def _facts(found: ComplaintFile) -> Section:
    report = found.report
    facts = [
        (_("Member of staff"), report.agent.full_name),
        (_("Time of the contact"), _moment(report.interaction.started_at)),
        _whose(found),
        (_("Offence"), found.get_offence_display()),
        (_("What the agent did"), report.get_step_display()),
        (_("Contact ended at"), _moment(report.ended_at) if report.ended_at else ""),
    ]
    return Section(title=_("The contact"), facts=tuple(fact for fact in facts if fact[1]))


def _whose(found: ComplaintFile) -> tuple[str, str]:
    if found.messages and not found.number:
        senders = {each["sender"]: None for each in found.messages if each["sender"]}
        return _("Sender"), ", ".join(senders)
    return _("Number"), numbers.display(found.number) if found.number else _("withheld number")


def _statement(found: ComplaintFile) -> Section:
    return Section(title=_("Statement"), words=found.statement)


def _evidence(found: ComplaintFile) -> tuple[Section, ...]:
    if not found.messages:
        return (_recording(found),)
    # A contact that was a call as well
    heard = (_recording(found),) if found.number else ()
    return (_messages(found), *heard)


def _messages(found: ComplaintFile) -> Section:
    return Section(title=_("The messages"), entries=tuple(_entry(each) for each in found.messages))


def _entry(message: Mapping[str, str]) -> Entry:
    files = _("Files: %(names)s") % {"names": message["files"]} if message["files"] else ""
    words = (message["subject"], message["words"], files)
    return Entry(
        when=_moment(datetime.fromisoformat(message["at"])),
        title=message["staff"] or _sender(message),
        detail="\n".join(filter(None, words)),
    )


def _sender(message: Mapping[str, str]) -> str:
    if message["direction"] == Direction.OUTBOUND:
        return _("Automatic message")
    return message["sender"] or _("Sender")


def _recording(found: ComplaintFile) -> Section:
    videos = [
        (_("Video recording of %(when)s (SHA-256)") % {"when": _moment(each.began_at)}, each.sha256)
        for each in queries.evidence(found.report).videos
    ]
    if not found.sha256 and not videos:
        return Section(title=_("Recording"), words=_unnamed(found))
    sound = [(_("Recording (SHA-256)"), found.sha256)] if found.sha256 else []
    held = (_("Held until"), date_format(local(found.held_until), "DATE_FORMAT"))
    return Section(title=_("Recording"), facts=(*sound, *videos, held))


def _unnamed(found: ComplaintFile) -> str:
    if queries.evidence(found.report).is_pending:
        return _("It is still being stored. This file names it once it is: print it again.")
    return _("There is no recording of this call.")


def _signatures(found: ComplaintFile) -> Section:
    facts = (
        (_("Signature of the member of staff"), "……………………………………"),
        (_("Prepared by"), f"{found.made_by.full_name}, {_moment(found.made_at)}"),
    )
    return Section(title="", facts=facts)


def _moment(at: datetime) -> str:
    return date_format(local(at), "DATETIME_FORMAT")
