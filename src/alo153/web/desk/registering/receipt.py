"""The paper a visitor takes home: code, promise, and a square that opens the page of the case."""

import io
from datetime import datetime, timedelta
from typing import Any, Final

import segno
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from alo153.cases import queries as cases
from alo153.cases.export.archiving import paper
from alo153.cases.export.archiving.document import Document, File, Section
from alo153.cases.life import personal_files
from alo153.cases.models import Case, PersonalFile
from alo153.cases.permissions import OPEN_CASE
from alo153.cases.telling import proofs
from alo153.city.queries.local_time import local
from alo153.core import clock
from alo153.web.cases.loading import case_or_404
from alo153.web.cases.paper import fonts
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.shell.context import current_city
from alo153.web.templatetags import web as written

MUNICIPALITY: Final = "municipality"
# While the visitor is still there
_AT_THE_DESK: Final = timedelta(minutes=30)
_SCALE: Final = 8
"""Pixels of a module: sharp at seven centimeters."""


@requires(OPEN_CASE)
@require_GET
def receipt(request: StaffRequest, key: str, code: str) -> HttpResponse:
    """Show the receipt of a case for printing; of a confidential one, its code alone.

    The copy that the municipality keeps shows the signature.
    """
    case, kept = _of(request, code)
    context: dict[str, Any] = {
        "key": key,
        "case": case,
        "kept": kept,
        "receipt": None if kept else proofs.receipt_of(case),
    }
    if not kept:
        context["address"] = address_of(case)
        context["square"] = square(address_of(case))
        if request.GET.get("copy") == MUNICIPALITY:
            # The visitor's own paper does without: it lies about
            context["signed"] = personal_files.of_case(case).get(PersonalFile.Kind.SIGNATURE)
    return render(request, "desk/registering/opened/receipt.html", context)


@cache_control(private=True, no_store=True)
@requires(OPEN_CASE)
@require_GET
def as_pdf(request: StaffRequest, key: str, code: str) -> HttpResponse:  # noqa: ARG001 - as `opened`
    """Give the receipt as a file, to be printed or sent along."""
    case, kept = _of(request, code)
    file = paper.write(_document(case, kept=kept, at=clock.now()), fonts())
    response = HttpResponse(file, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{case.tracking_code}.pdf"'
    return response


def _of(request: StaffRequest, code: str) -> tuple[Case, bool]:
    """Return a case, and whether it is one whose code alone its agent still sees."""
    kept = cases.just_opened(request.user, code, since=clock.now() - _AT_THE_DESK)
    return kept or case_or_404(request.user, code, what="desk-receipt"), kept is not None


def _document(case: Case, *, kept: bool, at: datetime) -> Document:
    city, code = current_city(), written.code(case.tracking_code)
    ask = _("To ask how it stands, call %(number)s and say your tracking code.")
    sections = [
        Section(title=_("Your tracking code"), words=code),
        *([] if kept else [_facts(case), _way(case, at)]),
        Section(title="", words=ask % {"number": city.number}),
    ]
    return Document(
        title=_("We received your application"),
        subtitle=city.name,
        language=get_language() or city.language,
        author=city.name,
        made_at=at,
        sections=tuple(sections),
        files=(),
        foot=f"{city.name} · {code}",
    )


def _facts(case: Case) -> Section:
    known = proofs.receipt_of(case)
    facts = [
        (_("Topic"), case.topic.name),
        (pgettext("receipt", "Received"), date_format(local(case.opened_at), "DATETIME_FORMAT")),
        (_("Went to"), case.unit.name if case.unit else ""),
        (_("You get an answer by"), _day(case.promised_at)),
        (_("Your receipt code"), written.receipt_code(known) if known else ""),
    ]
    return Section(title=_("Receipt"), facts=tuple(fact for fact in facts if fact[1]))


def _day(at: datetime | None) -> str:
    """Write the day until which an answer was promised; nothing where none was."""
    return date_format(local(at), "DATE_FORMAT") if at else ""


def _way(case: Case, at: datetime) -> Section:
    """Return the square that leads to the page of the case, with its address in letters."""
    address, drawn = address_of(case), io.BytesIO()
    _code_of(address).save(drawn, kind="png", border=4, scale=_SCALE)
    square = File(_("Page of your application"), "image/png", drawn.getvalue(), at, address)
    words = _(
        "Point the camera of your telephone at the square: it opens the page of your application. "
        "Whoever has this paper can open it."
    )
    return Section(title="", words=words, photos=(square,))


def address_of(case: Case) -> str:
    """Return the page of a case as its messages name it."""
    return f"{settings.PUBLIC_URL}{reverse('portal:link', args=[case.link_key])}"


def square(address: str) -> SafeString:
    """Draw an address as a QR code (ISO/IEC 18004) that a smudge of 15 % does not spoil."""
    drawn = _code_of(address)
    # Modules alone: the drawing holds no word of the address
    return SafeString(drawn.svg_inline(border=4, dark="#000", light="#fff", omitsize=True))


def _code_of(address: str) -> segno.QRCode:
    return segno.make(address, error="m", micro=False)
