"""Files of an article: its readers open them, its writers add and remove them."""

from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alo153.cases.permissions import OPEN_CASE
from alo153.core import clock
from alo153.core.files import uploads
from alo153.knowledge.articles import actions, queries
from alo153.knowledge.models import Article
from alo153.knowledge.permissions import EDIT_ARTICLES
from alo153.web.center.knowledge.showing import article_or_404
from alo153.web.kit.access import StaffRequest, requires


class FileForm(forms.Form):
    """A file, and what it is."""

    title = forms.CharField(
        label=gettext_lazy("What the file is"),
        max_length=80,
        help_text=gettext_lazy("As readers see it: application form, list of papers."),
    )
    file = forms.FileField(
        label=gettext_lazy("File"), help_text=gettext_lazy("A PDF or a photo, at most 10 MB.")
    )

    def clean_file(self) -> uploads.CheckedFile:
        """See by its content what it is; citizens open it, so nothing is taken with care alone."""
        try:
            checked = uploads.check(self.cleaned_data["file"])
        except uploads.FileError as error:
            raise forms.ValidationError(uploads.MESSAGES[error.problem]) from error
        if checked.needs_care:
            words = _("Nobody could look into this PDF. Save it without a password, and try again.")
            raise forms.ValidationError(words)
        return checked


@requires(OPEN_CASE, EDIT_ARTICLES)
@require_GET
def file(_request: StaffRequest, number: int) -> FileResponse:
    """Send a file of an article."""
    found = queries.file(number, at=clock.now(), for_staff=True)
    if found is None or not found.file.storage.exists(str(found.file.name)):
        raise Http404
    return FileResponse(found.file.open("rb"), content_type=found.content_type)


@requires(EDIT_ARTICLES)
@require_http_methods(["GET", "POST"])
def attach(request: StaffRequest, slug: str) -> HttpResponse:
    """Keep a file with an article."""
    article = article_or_404(slug)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _kept(request, form, article):
        messages.success(request, _("The file belongs to the article."))
        return redirect("center:article", slug)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"form": form, "article": article}
    return render(request, "center/knowledge/attach.html", context, status=status)


def _kept(request: StaffRequest, form: FileForm, article: Article) -> bool:
    given = form.cleaned_data
    try:
        actions.attach_file(
            article=article,
            title=given["title"],
            file=given["file"],
            by=request.user,
            at=clock.now(),
        )
    except actions.TooManyFiles:
        form.add_error("file", _("An article has at most ten files. Take one off first."))
    except uploads.FileError as error:
        form.add_error("file", str(uploads.MESSAGES[error.problem]))
    return not form.errors


@requires(EDIT_ARTICLES)
@require_POST
def detach(request: StaffRequest, number: int) -> HttpResponse:
    """Take a file off its article."""
    found = queries.file(number, at=clock.now(), for_staff=True)
    if found is None:
        raise Http404
    actions.detach_file(file=found, by=request.user, at=clock.now())
    messages.success(request, _("The file is taken off."))
    return redirect("center:article", found.article.slug)
