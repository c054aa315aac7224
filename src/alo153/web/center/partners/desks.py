"""The partner desks: what came, what goes back, and what waits for it too long."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alo153.cases.permissions import APPROVE_ANSWER
from alo153.cases.telling import call_backs
from alo153.city import queries as city
from alo153.city.models import PartnerDesk
from alo153.core import clock
from alo153.partners import queries
from alo153.partners.bundles import actions as bundles
from alo153.partners.bundles import waiting
from alo153.partners.imports import actions as imports
from alo153.partners.permissions import EXCHANGE_WITH_PARTNERS
from alo153.partners.rules.table import MOST_BYTES
from alo153.web.center.partners.listing import desk_or_404
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.fields.one_line import one_line
from alo153.web.kit.found import or_404

_SHOWN = 20
"""The newest; all of them are a list of their own."""


class TableForm(forms.Form):
    """A file of a desk."""

    table = forms.FileField(
        label=gettext_lazy("The table, as CSV"),
        help_text=gettext_lazy("At most 20 MB and 50,000 lines. You see first what becomes of it."),
        error_messages={
            "required": gettext_lazy("Choose the file."),
            "empty": gettext_lazy("This file is empty."),
        },
    )

    def clean_table(self) -> bytes:
        """Read the file, if it is not too large."""
        given = self.cleaned_data["table"]
        if given.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 20 MB: split it."))
        content: bytes = given.read()
        return content


class ToldForm(forms.Form):
    """A person's statement that an answer is on the desk's own page."""

    reference = forms.CharField(
        label=gettext_lazy("Number or date there"), max_length=120, validators=[one_line]
    )


@requires(EXCHANGE_WITH_PARTNERS)
@require_GET
def index(request: StaffRequest) -> HttpResponse:
    """List the desks; of a city with one, show it."""
    desks = list(city.partners_now().values())
    if len(desks) == 1:
        return redirect("center:partner", desks[0].slug)
    shown = [(desk, waiting.answers(desk).count()) for desk in desks]
    return render(request, "center/partners/index.html", {"desks": shown})


@requires(EXCHANGE_WITH_PARTNERS)
@require_http_methods(["GET", "POST"])
def desk(request: StaffRequest, slug: str) -> HttpResponse:
    """Show what came from a desk and what goes back; take a table."""
    shown = desk_or_404(slug)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = TableForm(*given)
    if form.is_valid():
        content = form.cleaned_data["table"]
        table = imports.upload(desk=shown, content=content, by=request.user, at=clock.now())
        return redirect("center:partner_table", table.pk)
    return _page(request, shown, form)


@requires(EXCHANGE_WITH_PARTNERS)
@require_POST
def make_bundle(request: StaffRequest, slug: str) -> HttpResponse:
    """Gather the answers since the last bundle."""
    made = bundles.make_bundle(desk=desk_or_404(slug), by=request.user, at=clock.now())
    if made:
        words = _("Bundle %(number)s is made: take it along below.") % {"number": made.number}
        messages.success(request, words)
    else:
        messages.info(request, _("No answer waits for a bundle."))
    return redirect("center:partner", slug)


@requires(EXCHANGE_WITH_PARTNERS)
@require_POST
def take_bundle(request: StaffRequest, number: int) -> FileResponse:
    """Send the file of a bundle, and write down who took it."""
    bundle = or_404(queries.bundle(request.user, number))
    file, ending = bundles.take_bundle(bundle=bundle, by=request.user, at=clock.now())
    name = f"{bundle.desk.slug}-{bundle.number}.{ending}"
    return FileResponse(file, as_attachment=True, filename=name)


@requires(APPROVE_ANSWER)
@require_POST
def told_by_hand(request: StaffRequest, relay: int) -> HttpResponse:
    """Write down that a confidential answer is on the desk's own page."""
    found = call_backs.by_key(relay)
    there = city.partner_of(found.case.kind) if found else None
    if found is None or there is None:
        raise Http404
    form = ToldForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say under which number or date it stands there."))
        return redirect("center:partner", there.slug)
    reference = form.cleaned_data["reference"]
    bundles.tell_by_hand(relay=found, reference=reference, by=request.user, at=clock.now())
    messages.success(request, _("Written down: the answer stands there."))
    return redirect("center:partner", there.slug)


def _page(request: StaffRequest, desk: PartnerDesk, form: TableForm) -> HttpResponse:
    now = clock.now()
    ready = waiting.answers(desk)
    oldest = ready.first()
    context: dict[str, Any] = {
        "desk": desk,
        "form": form,
        "told_form": ToldForm(auto_id=False),
        "waiting": ready.count(),
        "oldest": oldest,
        "is_late": oldest is not None and oldest.asked_at < now - waiting.TOO_LONG,
        "by_hand": waiting.by_hand(desk).select_related("case__register_entry"),
        "bundles": queries.bundles(request.user, desk)[:_SHOWN],
        "late_since": now - waiting.TOO_LONG,
        "tables": queries.tables(request.user, desk)[:_SHOWN],
    }
    status = 422 if form.errors else 200
    return render(request, "center/partners/desk.html", context, status=status)
