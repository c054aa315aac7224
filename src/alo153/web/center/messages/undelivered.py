"""Messages that did not arrive: read one, have it written again, or give it up."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages as notes
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from alo153.cases.telling import messages
from alo153.citizens.actions import log_access
from alo153.citizens.channel import CARRIED, CHANNEL_LABELS, Channel
from alo153.citizens.permissions import SEE_CITIZEN
from alo153.city import numbers
from alo153.contacts import actions, purposes
from alo153.contacts import queries as contacts
from alo153.contacts.conversations import actions as conversations
from alo153.contacts.models import Conversation, Message
from alo153.core import clock
from alo153.core.database.labels import label_of
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.lists.declared import Column, ListPage
from alo153.web.kit.lists.filters import Choice, Day, ListFilter
from alo153.web.kit.lists.page import respond

State = Message.State


class UndeliveredFilter(ListFilter):
    """By what became of it, how it was to go, and when it was written."""

    state = Choice(
        label=gettext_lazy("State"),
        choices=[
            (each.value, each.label)
            for each in (State.FAILED, State.UNCLEAR, State.WITHHELD, State.SENT)
        ],
    )
    channel = Choice(
        label=gettext_lazy("Channel"),
        choices=[(each.value, CHANNEL_LABELS[each]) for each in CARRIED],
    )
    since = Day("created_at", way="from", label=gettext_lazy("Written from"))


def state_of(message: Message) -> Any:
    """Return what became of a message: whether it arrived, if anybody said so."""
    return message.came_to


UNDELIVERED = ListPage[Message](
    name="undelivered-messages",
    title=gettext_lazy("Undelivered messages"),
    columns=(
        Column(
            name="code",
            label=gettext_lazy("Application or conversation"),
            value=lambda message: message.case_code or message.talk,  # type: ignore[attr-defined]
            template="center/messages/listed_code.html",
        ),
        Column(
            name="purpose",
            label=gettext_lazy("Message"),
            value=lambda message: purposes.named(message.purpose).label,
        ),
        Column(
            name="channel",
            label=gettext_lazy("Channel"),
            value=lambda message: CHANNEL_LABELS[Channel(message.channel)],
        ),
        Column(name="state", label=gettext_lazy("State"), value=state_of),
        Column(
            name="written",
            label=gettext_lazy("Written at"),
            value=lambda message: message.created_at,
            sort="created_at",
        ),
    ),
    filters=UndeliveredFilter,
    order="-written",
    empty=gettext_lazy("Every message arrived, or somebody saw to it."),
    nothing_fits=gettext_lazy("No message fits this filter."),
    template="center/messages/undelivered.html",
)


class NoteForm(forms.Form):
    """Why a message is given up."""

    use_required_attribute = False

    note = forms.CharField(
        label=gettext_lazy("Why is it not written again?"),
        max_length=300,
        help_text=gettext_lazy("For example: told by telephone. Write no personal data."),
        error_messages={"required": gettext_lazy("Write why.")},
    )


@requires(SEE_CITIZEN)
@require_safe
def index(request: StaffRequest) -> HttpResponseBase:
    """List the messages that did not arrive."""
    return respond(request, UNDELIVERED, messages.undelivered(request.user))


def _found(request: StaffRequest, number: UUID) -> Message:
    message = messages.undelivered(request.user).filter(pk=number).first()
    if message is None:
        raise Http404
    return message


@requires(SEE_CITIZEN)
@require_safe
def dead_letter(request: StaffRequest, number: UUID) -> HttpResponse:
    """Show one with its words, and write down who reads them."""
    return _page(request, _found(request, number), NoteForm())


def _page(
    request: StaffRequest, message: Message, form: NoteForm, status: int = 200
) -> HttpResponse:
    subject = _subject(request, message)
    context = {
        "message": message,
        "subject": subject,
        "purpose": purposes.named(message.purpose).label,
        "channel": CHANNEL_LABELS[Channel(message.channel)],
        "state": state_of(message),
        "receiver": _receiver(message, subject),
        "form": form,
    }
    return render(request, "center/messages/dead_letter.html", context, status=status)


@dataclass(frozen=True, kw_only=True)
class Subject:
    """The subject of an undelivered message, as its page names it.

    ``confidential``: its readers give a reason, which the page of the application asks.
    """

    code: str = ""
    talk: int = 0
    confidential: bool


def _subject(request: StaffRequest, message: Message) -> Subject:
    """Return what it is about, and write down who looks."""
    talk = _talk_of(message)
    if talk:
        log_access(user=request.user, citizen=talk.citizen, what="citizen-messages", at=clock.now())
        return Subject(talk=talk.pk, confidential=talk.confidential)
    case = messages.case_of(message)
    log_access(
        user=request.user,
        citizen=case.reporter,
        what="citizen-messages",
        at=clock.now(),
        case_id=case.pk,
    )
    return Subject(code=case.tracking_code, confidential=case.confidential)


def _receiver(message: Message, subject: Subject) -> str:
    """Return whom it reaches; of a confidential application only how."""
    label = str(CHANNEL_LABELS[Channel(message.channel)])
    return label if subject.confidential else f"{label}: {numbers.display(message.to)}"


def _talk_of(message: Message) -> Conversation | None:
    """Return the conversation that a message is an answer of; one about a case is that one's."""
    about_talk = message.about_type == label_of(Conversation)
    return message.conversation if about_talk else None


@requires(SEE_CITIZEN)
@require_POST
def resend(request: StaffRequest, number: UUID) -> HttpResponse:
    """Have a message written again."""
    message = _found(request, number)
    talk, by, at = _talk_of(message), request.user, clock.now()
    wait = settings.SEND_DELAY_SECONDS
    try:
        if talk:
            conversations.resend_reply(
                message=message, conversation=talk, wait_seconds=wait, by=by, at=at
            )
        else:
            actions.resend(message=message, wait_seconds=wait, by=by, at=at)
    except actions.AlreadySettledError:
        raise Http404 from None
    except conversations.HeldByColleague:
        return _overtaken(request, message)
    if wait:
        return redirect("center:resent_message", number)
    notes.success(request, _("The message is on its way again."))
    return redirect("center:undelivered")


@requires(SEE_CITIZEN)
@require_safe
def resent(request: StaffRequest, number: UUID) -> HttpResponse:
    """Show what somebody had sent again while it waits; once it has left, the list."""
    message = _resent(request, number)
    if message.due_at <= clock.now():
        leaves_at = contacts.waits_until(message, at=clock.now())
        left = {"left": True, "leaves_at": leaves_at}
        return render(request, "center/messages/resent.html", left)
    subject = _subject(request, message)
    context = {
        "message": message,
        "dead": number,
        "subject": subject,
        "receiver": _receiver(message, subject),
    }
    return render(request, "center/messages/resent.html", context)


@requires(SEE_CITIZEN)
@require_POST
def take_resend_back(request: StaffRequest, number: UUID) -> HttpResponse:
    """Take back what was sent again and has not left: it is in the list as before."""
    dead = _resent(request, number).first.message
    talk, by, at = _talk_of(dead), request.user, clock.now()
    try:
        if talk:
            taken = conversations.take_resent_reply_back(
                message=dead, conversation=talk, by=by, at=at
            )
        else:
            taken = actions.take_resend_back(message=dead, by=by, at=at)
    except conversations.HeldByColleague:
        return _overtaken(request, dead)
    if taken:
        notes.success(request, _("Taken back; nothing left."))
        return redirect("center:dead_letter", number)
    notes.warning(request, _("Too late: it has left already."))
    return redirect("center:undelivered")


def _resent(request: StaffRequest, number: UUID) -> Message:
    """Find what this person wrote in the place of a message that did not arrive."""
    message = contacts.resent(request.user, number)
    if message is None:
        raise Http404
    return message


@requires(SEE_CITIZEN)
@require_POST
def give_up(request: StaffRequest, number: UUID) -> HttpResponse:
    """Take a message off the list, with the reason."""
    message, form = _found(request, number), NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, message, form, 422)
    note, by, at = form.cleaned_data["note"], request.user, clock.now()
    talk = _talk_of(message)
    try:
        if talk:
            conversations.give_reply_up(message=message, conversation=talk, note=note, by=by, at=at)
        else:
            actions.give_up(message=message, note=note, by=by, at=at)
    except actions.AlreadySettledError:
        raise Http404 from None
    except conversations.HeldByColleague:
        return _overtaken(request, message)
    notes.success(request, _("The message is off the list."))
    return redirect("center:undelivered")


def _overtaken(request: StaffRequest, message: Message) -> HttpResponse:
    notes.warning(request, _("A colleague has this conversation. Take it over to go on."))
    return redirect("center:dead_letter", message.pk)
