"""A work for a contractor, by its link: where, what to do, nothing of a citizen."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from alo153.cases import actions
from alo153.cases.models import Attachment, ContractorLink
from alo153.cases.together import shared_work
from alo153.core import clock
from alo153.core.files import uploads
from alo153.web.kit.proof.proof import source_of
from alo153.web.portal.follow.tracking import private


class WorkForm(forms.Form):
    """The report of the work."""

    use_required_attribute = False

    note = forms.CharField(
        label=gettext_lazy("What did you do?"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Write what you did.")},
    )
    photo = forms.FileField(
        label=gettext_lazy("Photo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )

    def __init__(self, *args: Any, source: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._source = source

    def clean_photo(self) -> uploads.CheckedFile | None:
        """Tell by its content whether it is a photo."""
        sent: Any = self.cleaned_data["photo"]
        if not sent:
            return None
        try:
            checked = uploads.check(sent, source=self._source)
        except uploads.FileError as error:
            raise forms.ValidationError(str(uploads.MESSAGES[error.problem])) from error
        if not checked.content_type.startswith("image/"):
            raise forms.ValidationError(_("Send a photo here."))
        return checked


@private
@require_http_methods(["GET", "POST"])
def work(request: HttpRequest, token: str) -> HttpResponse:
    """Show the work, and take what was done."""
    link = _open(token)
    form = WorkForm(request.POST or None, request.FILES or None, source=source_of(request))
    if request.method == "POST" and form.is_valid() and _report(link, form):
        messages.success(request, _("Thank you. The unit sees it now."))
        return redirect("portal:contractor", token)
    context = {
        "link": link,
        "case": link.case,
        "form": form,
        "photos": _photos(link),
        "reports": link.reports.all(),
        "token": token,
    }
    status = 422 if form.errors else 200
    response = render(request, "portal/follow/contractor.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


def _report(link: ContractorLink, form: WorkForm) -> bool:
    try:
        actions.report_work(link=link, at=clock.now(), **form.cleaned_data)
    except uploads.FileError as error:
        form.add_error("photo", str(uploads.MESSAGES[error.problem]))
        return False
    except actions.TooManyReports:
        form.add_error(None, _("Very much was reported by this link. Please call the unit."))
        return False
    return True


@private
@require_GET
def photo(request: HttpRequest, token: str, pk: int) -> FileResponse:  # noqa: ARG001 - as the page
    """Show one of the photos, if the unit shows them."""
    found = next((each for each in _photos(_open(token)) if each.pk == pk), None)
    if not found:
        raise Http404
    return FileResponse(found.content(), content_type=found.content_type)


def _open(token: str) -> ContractorLink:
    try:
        return actions.open_work(token=token, at=clock.now())
    except actions.LinkOver as error:
        raise Http404 from error


def _photos(link: ContractorLink) -> list[Attachment]:
    return list(shared_work.photos(link.case)) if link.with_photos else []
