"""The files of an answer that is being written: put to it, looked at, taken off again."""

from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from alo153.contacts.conversations import actions, queries
from alo153.contacts.conversations.actions import HeldByColleague, TooManyFiles
from alo153.contacts.conversations.actions.files.attaching import MOST_FILES
from alo153.contacts.conversations.ways import ways_of
from alo153.contacts.models import Conversation
from alo153.core import clock
from alo153.core.files import uploads
from alo153.web.center.conversations.forms import ReplyForm
from alo153.web.center.conversations.opening import READERS, again
from alo153.web.center.conversations.refusals import held_words
from alo153.web.center.conversations.showing import Forms, show
from alo153.web.kit.access import StaffRequest, requires

PART = "reply-files"
"""The part of the page that shows them."""
CHANGED = "reply-files"
"""Tells the page that the exact words, with the files below, have changed."""


@requires(*READERS)
@require_POST
def attach(request: StaffRequest, number: int) -> HttpResponse:
    """Put what was chosen to the answer; what is typed stays typed."""
    found = again(request, number)
    return _shown(request, found, keep_sent(request, found))


@requires(*READERS)
@require_POST
def detach(request: StaffRequest, number: int, file: int) -> HttpResponse:
    """Take a file off the answer."""
    found = again(request, number)
    actions.detach_file(conversation=found, file_id=file, by=request.user)
    return _shown(request, found, [])


@requires(*READERS)
@require_GET
def look(request: StaffRequest, number: int, file: int) -> FileResponse:
    """Send a file that is to go with the reader's own answer, as the citizen will get it."""
    found = again(request, number)
    kept = queries.reply_files(found, by=request.user).filter(pk=file).first()
    if kept is None:
        raise Http404
    return FileResponse(
        kept.content(),
        as_attachment=not kept.content_type.startswith("image/"),
        filename=kept.name,
        content_type=kept.content_type,
    )


def keep_sent(request: StaffRequest, found: Conversation) -> list[str]:
    """Keep the files that came with a form; returns what is wrong with refused ones."""
    wrong = []
    for sent in request.FILES.getlist("files"):
        if words := _keep(request, found, sent):
            wrong.append(f"{sent.name}: {words}")
    return wrong


def _keep(request: StaffRequest, found: Conversation, sent: Any) -> str:
    try:
        actions.attach_file(
            conversation=found,
            file=uploads.check(sent),
            name=sent.name or "",
            by=request.user,
            at=clock.now(),
        )
    except uploads.FileError as error:
        return str(uploads.MESSAGES[error.problem])
    except TooManyFiles:
        return _("An answer takes %(most)s files at most.") % {"most": MOST_FILES}
    except HeldByColleague:
        return held_words(found, request)
    return ""


def _shown(request: StaffRequest, found: Conversation, wrong: list[str]) -> HttpResponse:
    """Show the files alone, so that nothing typed is touched; or the page without script."""
    if not (request.htmx and request.htmx.target == PART):
        form = ReplyForm(initial={"text": request.POST.get("text", "")})
        return show(request, found, Forms(reply=form, files=wrong), status=422 if wrong else 200)
    context = {
        "conversation": found,
        "reply_files": queries.reply_files(found, by=request.user),
        "files_wrong": wrong,
        "may_attach": any(way.attaching for way in ways_of(found, at=clock.now())),
    }
    page = render(request, "center/conversations/composing/files.html", context)
    page["HX-Trigger-After-Swap"] = CHANGED
    return page
