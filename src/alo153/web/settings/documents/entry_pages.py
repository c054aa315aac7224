"""One entry of a document on a page: written into the draft."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alo153.city import actions
from alo153.city.citypack.documents import (
    entries,
    inner_lists,
    number_words,
    tables,
    topic_groups,
)
from alo153.city.permissions import EDIT_CITY
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.settings.documents import labels, wording
from alo153.web.settings.documents.by_document import names
from alo153.web.settings.documents.entry_faults import name_faults
from alo153.web.settings.documents.entry_forms import INHERITED, BaseEntryForm
from alo153.web.settings.documents.forms_by_kind import form_of
from alo153.web.settings.documents.working import Work, work_of
from alo153.web.templatetags.web import language_name


@requires(EDIT_CITY)
@require_http_methods(["GET", "POST"])
def change(request: StaffRequest, kind: str, entry: str) -> HttpResponse:
    """Write an entry anew."""
    work = _work(request, kind)
    said = _entry(work, entry)
    initial = said | {INHERITED: entries.inherited(kind, work.text, entry)}
    form = form_of(kind, entry=entry)(request.POST or None, initial=initial, known=True)
    if request.method == "POST" and form.is_valid():
        text = entries.put(kind, work.text, entry, form.values())
        if not name_faults(form, work.document, text, entry):
            _keep(request, work, text)
            return redirect("settings:document", kind=kind)
    facts = {
        "name": _name(kind, entry, said),
        "may_go": not entries.is_fixed(kind, work.text, entry),
    }
    return _page(request, work, form, {"key": entry, **facts})


def _name(kind: str, entry: str, said: dict[str, Any]) -> str:
    if number_words.is_numbers(kind, entry):
        language = language_name(entry.removeprefix(number_words.PREFIX))
        return f"{labels.field(number_words.TABLE)} ({language})"
    if tables.is_table(kind, entry):
        return labels.table(entry)
    if kind in entries.TEXTS:
        return names.of_text(kind, entry.partition("-")[2], said)
    if inner := inner_lists.of_entry(kind, entry):
        return names.of_entry(inner.name, said)
    return entries.named(said, entry)


@requires(EDIT_CITY)
@require_http_methods(["GET", "POST"])
def add(request: StaffRequest, kind: str) -> HttpResponse:
    """Write one more entry."""
    work = _work(request, kind)
    # Nor to a draft that cannot be read
    if kind in entries.FIXED or work.entries is None:
        raise Http404
    asked = request.GET.get("group", "")
    # A new group of topics belongs to none
    known = [] if asked == topic_groups.GROUPS else entries.groups(kind, work.text)
    groups = [(each.key, each.name) for each in known]
    form = form_of(kind, group=asked)(request.POST or None, known=False, groups=groups)
    if request.method == "POST" and form.is_valid():
        said = form.values()
        group = said.pop("group", asked)
        try:
            text = entries.add(kind, work.text, said, group=group)
        except entries.EntryExists:
            words = _("This key is taken. Choose another one.")
            form.add_error(entries.key_of(kind, asked), words)
        else:
            key = entries.key_of_new(kind, asked, said)
            if not name_faults(form, work.document, text, key):
                _keep(request, work, text)
                return redirect("settings:document", kind=kind)
    return _page(request, work, form, {})


@requires(EDIT_CITY)
@require_POST
def remove(request: StaffRequest, kind: str, entry: str) -> HttpResponse:
    """Take an entry out of the draft."""
    work = _work(request, kind)
    _entry(work, entry)
    if entries.is_fixed(kind, work.text, entry):
        raise Http404
    _keep(request, work, entries.remove(kind, work.text, entry))
    return redirect("settings:document", kind=kind)


def _work(request: StaffRequest, kind: str) -> Work:
    work = work_of(request, kind)
    if kind not in entries.KINDS:
        raise Http404
    return work


def _entry(work: Work, key: str) -> dict[str, Any]:
    try:
        found = entries.entry(work.document.kind, work.text, key)
    except entries.NoEntries:
        found = None
    if found is None:
        raise Http404
    return dict(found)


def _keep(request: StaffRequest, work: Work, text: str) -> None:
    actions.keep_document(kind=work.document.kind, text=text, by=request.user, at=clock.now())
    messages.success(request, _("It stands in your draft. Put it in force when you are done."))


def _page(
    request: StaffRequest, work: Work, form: BaseEntryForm, facts: dict[str, Any]
) -> HttpResponse:
    context = {"work": work, "title": wording.title(work.document.kind), "form": form, **facts}
    status = 422 if request.method == "POST" else 200
    return render(request, "settings/documents/entry.html", context, status=status)
