"""Internal notes about a conversation, and the people who have it open."""

from django.contrib import messages as notes
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from alo153.cases import actions as cases
from alo153.contacts.conversations import actions, presence, queries
from alo153.contacts.conversations.actions import CannotNote
from alo153.contacts.permissions import ANSWER_MESSAGES
from alo153.core import clock
from alo153.core.database.row_key import row_key
from alo153.web.center.conversations.forms import NoteForm
from alo153.web.center.conversations.opening import READERS, note_key, of
from alo153.web.center.conversations.showing import Forms, show
from alo153.web.kit.access import StaffRequest, requires

_MOST = 200
"""Conversations of a list."""


@requires(*READERS)
@require_POST
def note(request: StaffRequest, number: int) -> HttpResponse:
    """Keep an internal note."""
    found, form = of(request, number), NoteForm(request.POST)
    if not form.is_valid():
        return show(request, found, Forms(note=form), status=422)
    text = form.cleaned_data["note"]
    try:
        actions.note_inside(conversation=found, text=text, by=request.user, at=clock.now())
    except CannotNote as refused:
        form.add_error("note", _why_not(refused))
        return show(request, found, Forms(note=form), status=422)
    cases.discard_draft(user=request.user, key=note_key(found))
    notes.success(request, _("The note is kept; only colleagues see it."))
    return redirect("center:conversation", number)


def _why_not(refused: CannotNote) -> str:
    match refused.why:
        case CannotNote.UNKNOWN:
            words = _("Nobody here is called %(names)s. Choose from the list behind @.")
        case CannotNote.NOT_A_READER:
            words = _("%(names)s may not read this conversation. Take the name out.")
        case CannotNote.TOO_MANY_NAMES:
            words = _("It names too many colleagues. Name ten at most.")
        case CannotNote.TOO_MANY:
            words = _("This conversation has as many notes as it can hold.")
        case CannotNote.TOO_LONG:
            words = _("It is too long. Make it %(excess)s characters shorter.")
        case _:
            words = _("Write what colleagues are to read.")
    names = ", ".join(refused.names)
    return words % {"names": names, "excess": refused.excess}


@requires(*READERS)
@require_GET
def present(request: StaffRequest, number: int) -> HttpResponse:
    """Say who else has a conversation open, and who types."""
    found = queries.read_by(request.user).filter(pk=number).first()
    if found is None:
        raise Http404
    others = presence.colleagues_at([found.pk], but=request.user, at=clock.now())
    context = {"conversation": found, "present": others}
    return render(request, "center/conversations/inside/present.html", context)


@requires(ANSWER_MESSAGES)
@require_GET
def present_in_list(request: StaffRequest) -> HttpResponse:
    """Say who else is at the conversations of a list."""
    typed = request.GET.get("talks", "").split(",")[:_MOST]
    shown = queries.read_by(request.user).filter(pk__in=[key for key in map(row_key, typed) if key])
    others = presence.colleagues_at(
        list(shown.values_list("pk", flat=True)), but=request.user, at=clock.now()
    )
    return render(request, "center/conversations/inside/present_in_list.html", {"present": others})
