"""One conversation: what was written, and the answer."""

from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.contrib import messages as notes
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from alo153.care import actions as care
from alo153.cases import actions as cases
from alo153.cases import queries as case_queries
from alo153.channels.actions import open_raw
from alo153.citizens.channel import Channel
from alo153.contacts.conversations import actions, message_files, queries
from alo153.contacts.conversations.actions import (
    AnsweredMeanwhile,
    CannotReply,
    HeldByColleague,
    WrittenMeanwhile,
)
from alo153.contacts.conversations.actions.attending import note_typing
from alo153.contacts.conversations.chat import signs
from alo153.contacts.conversations.chat.typing import agent_types
from alo153.contacts.models import Conversation
from alo153.contacts.permissions import ANSWER_MESSAGES
from alo153.core import clock
from alo153.web.center.conversations.attaching import keep_sent
from alo153.web.center.conversations.forms import CaseForm, MoveForm, ReplyForm
from alo153.web.center.conversations.opening import READERS, draft_key, of
from alo153.web.center.conversations.refusals import answered_words, held_words, why_not
from alo153.web.center.conversations.showing import Forms, show
from alo153.web.kit.access import StaffRequest, requires

CloseReason = Conversation.CloseReason


@requires(*READERS)
@require_GET
def talk(request: StaffRequest, number: int) -> HttpResponse:
    """Show a conversation."""
    return show(request, of(request, number))


@requires(*READERS)
@require_POST
def take(request: StaffRequest, number: int) -> HttpResponse:
    """Take a conversation, from a colleague only if the button said that colleague's name."""
    found = of(request, number)
    named = request.POST.get("from") == str(found.assignee_id)
    over_from = found.assignee_id if named else None
    try:
        taken = actions.take(
            conversation=found, over_from=over_from, by=request.user, at=clock.now()
        )
    except HeldByColleague:
        return _overtaken(request, number)
    if not taken:
        _say_over(request)
    return redirect("center:conversation", number)


@requires(*READERS)
@require_POST
def give_back(request: StaffRequest, number: int) -> HttpResponse:
    """Give a conversation back to all."""
    found = of(request, number)
    try:
        actions.give_back(conversation=found, by=request.user, at=clock.now())
    except HeldByColleague:
        return _overtaken(request, number)
    notes.success(request, _("The conversation waits for anybody again."))
    return redirect("center:conversation", number)


@requires(*READERS)
@require_POST
def move(request: StaffRequest, number: int) -> HttpResponse:
    """Let a conversation wait in another queue."""
    found = of(request, number)
    form = MoveForm(request.POST, now=found.queue)
    if not form.is_valid():
        return show(request, found, Forms(move=form), status=422)
    queue = form.cleaned_data["queue"]
    try:
        moved = actions.move(conversation=found, queue=queue, by=request.user, at=clock.now())
    except HeldByColleague:
        return _overtaken(request, number)
    said = _("The conversation waits in the queue “%(queue)s”.")
    if moved:
        notes.success(request, said % {"queue": form.queues[queue]})
    else:
        _say_over(request)
    return redirect("center:conversation", number)


@requires(*READERS)
@require_POST
def reply(request: StaffRequest, number: int) -> HttpResponse:
    """Answer, and let the answer be taken back for some seconds."""
    found, form = of(request, number), ReplyForm(request.POST)
    # They are kept whatever else is wrong
    files = keep_sent(request, found)
    if not form.is_valid() or files:
        return show(request, found, Forms(reply=form, files=files), status=422)
    try:
        actions.reply(
            conversation=found,
            text=form.cleaned_data["text"],
            by_channel=request.POST.get("by", ""),
            seen=request.POST.get("seen"),
            wait_seconds=settings.SEND_DELAY_SECONDS,
            by=request.user,
            at=clock.now(),
        )
    except CannotReply as refused:
        form.add_error("text", why_not(refused, found, by=request.POST.get("by", "")))
        return show(request, found, Forms(reply=form), status=422)
    except HeldByColleague:
        form.add_error(None, held_words(found, request))
        return show(request, found, Forms(reply=form), status=HTTPStatus.CONFLICT)
    except AnsweredMeanwhile as other:
        form.add_error(None, answered_words(other.answer))
        return show(request, found, Forms(reply=form), status=HTTPStatus.CONFLICT)
    cases.discard_draft(user=request.user, key=draft_key(found))
    return redirect("center:conversation", number)


@requires(*READERS)
@require_POST
def typing(request: StaffRequest, number: int) -> HttpResponse:
    """Tell colleagues that somebody types, and the citizen where they can see it."""
    found = queries.read_by(request.user).filter(pk=number).first()
    if found is None:
        raise Http404
    note_typing(conversation_id=found.pk, by=request.user, at=clock.now())
    if found.channel == Channel.CHAT:
        agent_types(found.pk)
    else:
        signs.agent_types(found, by=request.user, at=clock.now())
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@requires(*READERS)
@require_POST
def take_back(request: StaffRequest, number: int, message: UUID) -> HttpResponse:
    """Take an answer back that has not left; its words are in the field again."""
    found = of(request, number)
    try:
        text = actions.take_reply_back(
            conversation=found, message_id=message, by=request.user, at=clock.now()
        )
    except HeldByColleague:
        return _overtaken(request, number)
    if text is None:
        notes.warning(request, _("Too late: it has left already."))
    else:
        # Of what leaves in fixed words no agent has written any: their own draft stays
        if text not in care.fixed_words():
            cases.save_draft(
                user=request.user, key=draft_key(found), fields={"text": text}, at=clock.now()
            )
        notes.success(request, _("Taken back; nothing left."))
    return redirect("center:conversation", number)


@requires(*READERS)
@require_POST
def close(request: StaffRequest, number: int) -> HttpResponse:
    """End a conversation: nothing is left to do, or nobody wants it."""
    unwanted = request.POST.get("reason") == CloseReason.SPAM
    reason = CloseReason.SPAM if unwanted else CloseReason.SETTLED
    found = of(request, number)
    try:
        closed = actions.close(
            conversation=found,
            reason=reason,
            seen=request.POST.get("seen"),
            by=request.user,
            at=clock.now(),
        )
    except HeldByColleague:
        return _overtaken(request, number)
    except WrittenMeanwhile:
        notes.warning(request, _("The citizen wrote again: the conversation goes on."))
        return redirect("center:conversation", number)
    said = _("It is unwanted: nothing of this address waits any more.")
    if closed:
        notes.success(request, said if unwanted else _("The conversation is over."))
    else:
        _say_over(request)
    return redirect("center:conversation", number)


@requires(*READERS)
@require_POST
def reopen(request: StaffRequest, number: int) -> HttpResponse:
    """Open a conversation again."""
    found = of(request, number)
    try:
        actions.reopen(conversation=found, by=request.user, at=clock.now())
    except HeldByColleague:
        notes.warning(request, held_words(found, request))
    return redirect("center:conversation", number)


@requires(ANSWER_MESSAGES)
@require_POST
def link(request: StaffRequest, number: int) -> HttpResponse:
    """Say which application a conversation is about."""
    found, form = of(request, number), CaseForm(request.POST)
    case = None
    if form.is_valid():
        visible = case_queries.visible_to(request.user)
        case = visible.filter(tracking_code=form.cleaned_data["code"]).first()
        if case is None:
            form.add_error("code", _("No application has this code."))
    if case is None:
        return show(request, found, Forms(case=form), status=422)
    cases.link_conversation(case=case, conversation=found, by=request.user, at=clock.now())
    return redirect("center:conversation", number)


@requires(*READERS)
@require_GET
def file(request: StaffRequest, number: int, file: int) -> FileResponse:
    """Send a file of a message: a picture to look at, anything else to take along."""
    found = of(request, number)
    kept = message_files.one(found, file)
    if kept is None or kept.malware or kept.fetch:
        raise Http404
    shown = kept.content_type.startswith("image/")
    content_type = kept.content_type or "application/octet-stream"
    return FileResponse(
        kept.content(),
        as_attachment=not shown,
        filename=kept.name,
        content_type=content_type,
    )


@requires(*READERS)
@require_GET
def raw(request: StaffRequest, number: int, message: UUID) -> FileResponse:
    """Send a message as it came, to take along; not one with malware."""
    found = of(request, number)
    kept = queries.message_of(found, message)
    arrival = kept.arrival if kept and not kept.is_infected else None
    if arrival is None or not arrival.raw:
        raise Http404
    return FileResponse(
        open_raw(arrival) if found.confidential else arrival.raw.open("rb"),
        as_attachment=True,
        filename=f"{message}.eml",
        content_type="application/octet-stream",
    )


def _say_over(request: StaffRequest) -> None:
    """Say why nothing was done: a colleague or the citizen was faster."""
    notes.warning(request, _("This conversation is over already. Open it again to go on."))


def _overtaken(request: StaffRequest, number: int) -> HttpResponse:
    notes.warning(request, _("A colleague has this conversation. Take it over to go on."))
    return redirect("center:conversation", number)
