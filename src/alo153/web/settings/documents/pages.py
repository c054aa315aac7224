"""The list of documents, and one of them: its draft, what is wrong with it, its versions."""

import io
import zipfile
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from alo153.city import actions, queries
from alo153.city.citypack.documents import DOCUMENTS, overlaid
from alo153.city.models import DocumentVersion
from alo153.city.permissions import EDIT_CITY
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.settings.documents import wording
from alo153.web.settings.documents.boundaries import BoundariesForm, effects_of
from alo153.web.settings.documents.by_document.menu_picture import picture_of
from alo153.web.settings.documents.forms import FileForm, PublishForm, TextForm
from alo153.web.settings.documents.working import Work, document_or_404, work_of

_VERSIONS_SHOWN = 30
type AnyForm = TextForm | FileForm | BoundariesForm


@requires(EDIT_CITY)
@require_GET
def listing(request: StaffRequest) -> HttpResponse:
    """Show all documents with their state."""
    latest = queries.documents_latest(request.user)
    drafts = queries.document_drafts(request.user)
    rows = [
        {
            "kind": each.kind,
            "title": wording.title(each.kind),
            "states": {row.state: row for row in latest.get(each.kind, [])},
            "draft": drafts.get(each.kind),
        }
        for each in DOCUMENTS
    ]
    return render(request, "settings/documents/list.html", {"rows": rows})


@requires(EDIT_CITY)
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, kind: str) -> HttpResponse:
    """Show a document; by POST keep it as the draft, typed or brought as a file."""
    document_or_404(kind)
    if request.method == "POST":
        work = work_of(request, kind)
        form = _form(request, work)
        if _keep(request, work, form):
            return redirect("settings:document", kind=kind)
        return page(request, work, form=form, status=422)
    return page(request, work_of(request, kind))


def _form(request: StaffRequest, work: Work) -> AnyForm:
    if work.is_of_areas:
        return BoundariesForm(request.POST, request.FILES, work=work)
    if "import" in request.POST:
        return FileForm(request.POST, request.FILES)
    return TextForm(request.POST)


def _keep(request: StaffRequest, work: Work, form: AnyForm) -> bool:
    if not form.is_valid():
        return False
    if isinstance(form, TextForm) and form.refuse_other_draft(work.draft_mark):
        return False
    kind = work.document.kind
    try:
        text = form.cleaned_data["text"] if isinstance(form, TextForm) else form.text()
        actions.keep_document(kind=kind, text=text, by=request.user, at=clock.now())
    except UnicodeDecodeError:
        form.add_error("file", _("The file is no text in UTF-8. Save it so, and choose it again."))
        return False
    except actions.DocumentTooLong:
        words = (
            _("The boundaries are too long for the city's file. Simplify the lines, and try again.")
            if isinstance(form, BoundariesForm)
            else _("The document is too long. Choose the right file.")
        )
        form.add_error(None, words)
        return False
    return True


def page(
    request: StaffRequest,
    work: Work,
    *,
    form: AnyForm | None = None,
    publishing: PublishForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Return the page of a document."""
    kind = work.document.kind
    versions = queries.document_versions(request.user, kind)
    latest = {row.state: row for row in queries.documents_latest(request.user).get(kind, [])}
    context: dict[str, Any] = {
        "work": work,
        "title": wording.title(kind),
        **_forms(work, form),
        "publishing": publishing
        or PublishForm(initial={"onto": work.onto, "draft": work.draft_mark}),
        "versions": versions.defer("text")[:_VERSIONS_SHOWN],
        "scheduled": latest.get(DocumentVersion.State.SCHEDULED),
        "waiting": latest.get(DocumentVersion.State.WAITING),
        "places": effects_of(request.user, work) if work.is_of_areas else None,
        "drawn": picture_of(work.text) if kind == "menu" else None,
        "refused": (refused := latest.get(DocumentVersion.State.REFUSED)),
        "why_refused": _why_refused(refused),
    }
    return render(request, "settings/documents/document.html", context, status=status)


def _forms(work: Work, form: AnyForm | None) -> dict[str, AnyForm]:
    """Return the forms of the page, one of them perhaps as somebody has sent it."""
    if work.is_of_areas:
        return {"file_form": form or BoundariesForm(work=work)}
    return {
        "form": form if isinstance(form, TextForm) else TextForm(initial=_as_it_is(work)),
        "file_form": form if isinstance(form, FileForm) else FileForm(),
    }


def _as_it_is(work: Work) -> dict[str, str]:
    return {"text": work.text, "made_from": work.draft_mark}


def _why_refused(refused: DocumentVersion | None) -> str | Promise:
    said = queries.why_refused(refused) if refused else None
    return wording.told_refusal(said.cause) if said else ""


@requires(EDIT_CITY)
@require_http_methods(["GET", "POST"])
def version(request: StaffRequest, kind: str, number: int) -> HttpResponse:
    """Show a version next to what is in force; by POST take it up as the draft."""
    work = work_of(request, kind)
    asked = queries.document_versions(request.user, kind).filter(number=number).first()
    if asked is None:
        raise Http404
    if request.method == "POST":
        actions.discard_document(kind=kind, by=request.user)
        actions.keep_document(kind=kind, text=asked.text, by=request.user, at=clock.now())
        words = _("Version %(number)s is your draft now: look at it, then put it in force.")
        messages.success(request, words % {"number": number})
        return redirect("settings:document", kind=kind)
    # Of the version in force the draft is what differs
    of_draft = asked.state == DocumentVersion.State.IN_FORCE
    other = work.text if of_draft else asked.text
    context = {
        "version": asked,
        "work": work,
        "title": wording.title(kind),
        "of_draft": of_draft,
        "differs": work.in_force.text != other,
        "lines": [] if work.is_of_areas else wording.difference(work.in_force.text, other),
    }
    return render(request, "settings/documents/version.html", context)


@requires(EDIT_CITY)
@require_GET
def file(_request: StaffRequest, kind: str) -> HttpResponse:
    """Give what is in force as the file of a city pack."""
    asked = document_or_404(kind)
    text = queries.document_in_force(asked).text
    form = "geo+json" if asked.file.endswith(".geojson") else "toml"
    return HttpResponse(
        text,
        content_type=f"application/{form}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{asked.file}"'},
    )


@requires(EDIT_CITY)
@require_GET
def pack(_request: StaffRequest) -> HttpResponse:
    """Give the whole city as it is in force: a folder that another installation can load."""
    folder, said = queries.city_folder(), queries.texts_of_pack()
    box = io.BytesIO()
    # Also a file that the city had not, before somebody wrote it on a page
    with (
        overlaid(folder, said) as made,
        zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for path in sorted(made.iterdir()):
            if path.is_file():
                archive.write(path, f"{folder.name}/{path.name}")
    return HttpResponse(
        box.getvalue(),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{folder.name}.zip"'},
    )
