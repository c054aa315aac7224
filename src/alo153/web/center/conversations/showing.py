"""The page of a conversation, whatever was just done to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from alo153.care import actions as care
from alo153.cases import queries as case_queries
from alo153.cases.permissions import OPEN_CASE
from alo153.cases.telling import messages as case_messages
from alo153.cases.telling.conversations import subjects_of
from alo153.channels.email.reading.safe_html import MOST_LETTERS
from alo153.citizens.channel import DECLINED
from alo153.citizens.permissions import SEE_CITIZEN
from alo153.contacts import queries as contact_queries
from alo153.contacts.conversations import presence, queries
from alo153.contacts.conversations.offering import queries as offering
from alo153.contacts.conversations.ways import Way, ways_of
from alo153.contacts.models import Conversation, ConversationNote, Direction, Message
from alo153.core import clock
from alo153.quality.queries import candidates
from alo153.web.center.conversations import chatting, choosing, composing
from alo153.web.center.conversations.forms import (
    AbuseForm,
    AddressForm,
    ApprovedForm,
    CaseForm,
    MoveForm,
    NoteForm,
    ReplyForm,
)
from alo153.web.center.conversations.opening import draft_key, note_key
from alo153.web.kit.access import StaffRequest
from alo153.web.kit.telephone import callbar
from alo153.web.kit.telephone.shortcuts import KEYS

_MOST_NAMES = 300


@dataclass(frozen=True, kw_only=True)
class Forms:
    """Typed values that came back; an empty one begins with its draft."""

    reply: ReplyForm | None = None
    case: CaseForm | None = None
    note: NoteForm | None = None
    address: AddressForm | None = None
    approved: ApprovedForm | None = None
    abuse: AbuseForm | None = None
    move: MoveForm | None = None
    # Of the files that came with an answer and were not kept: what is wrong with each
    files: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing of a thread: a message, or a note between colleagues."""

    at: datetime
    message: Message | None = None
    note: ConversationNote | None = None

    @property
    def is_page(self) -> bool:
        """Return whether it is an HTML mail that can be shown in its sender's format."""
        html = self.message.html if self.message else ""
        return 0 < len(html) <= MOST_LETTERS


def _may_evaluate(request: StaffRequest, found: Conversation) -> bool:
    key = found.interaction_id
    is_closed = found.state == Conversation.State.CLOSED
    return key is not None and is_closed and candidates.may_take(key, asker=request.user)


def show(
    request: StaffRequest, found: Conversation, forms: Forms = Forms(), *, status: int = 200
) -> HttpResponse:
    """Show a conversation, alone or next to its list."""
    said, now = list(queries.thread(found)), clock.now()
    ways = ways_of(found, at=now)
    # Where the usual one takes no words of ours now, the next one does
    way = next((each for each in ways if each.is_open(at=now)), ways[0] if ways else None)
    leaving = next((each for each in said if _waits(each) and not each.claimed_at), None)
    last = queries.last_reply(found)
    context: dict[str, Any] = {
        "conversation": found,
        "lines": _lines(found, said),
        "dead": _dead(request, found),
        "leaving": leaving,
        "put_off": [(each, _receiver(each, None)) for each in said if _is_put_off(each)],
        "way": way,
        "chat": chatting.page_of(found, said, way, at=now),
        "case_form": forms.case or CaseForm(),
        "note_form": forms.note
        or NoteForm(initial=case_queries.draft(request.user, note_key(found))),
        "note_draft": note_key(found),
        "colleagues": queries.readers(found).exclude(pk=request.user.pk)[:_MOST_NAMES],
        "present": presence.colleagues_at([found.pk], but=request.user, at=now),
        "seen": str(last.pk) if last else "",
        "read": next((each.pk for each in reversed(said) if _is_of_citizen(each)), ""),
        "draft": draft_key(found),
        "cases": subjects_of(request.user, found),
        "may_link": request.user.may(OPEN_CASE),
        "receiver": _receiver(leaving, way),
        "declined": way is not None and _is_declined(way),
        "others": found.assignee if found.assignee != request.user else None,
        "is_own": found.assignee == request.user,
        "may_evaluate": _may_evaluate(request, found),
        "spam": Conversation.CloseReason.SPAM,
        "abuse_form": forms.abuse or AbuseForm(),
        "abuse_words": (care.warning(), care.last_words(confidential=found.confidential)),
        "taken_over": offering.before(found, request.user),
        "moved": offering.moved(found),
        "keys": KEYS,
        "move_form": forms.move or MoveForm(now=found.queue),
    }
    context |= _composer(request, found, way, forms.reply)
    context["files_wrong"] = forms.files
    context |= choosing.choices(found, ways, context["form"], forms.approved, at=now)
    context["address_form"] = forms.address or AddressForm()
    if request.htmx and request.htmx.target == "case":
        return render(request, "center/conversations/talk.html", context, status=status)
    context["bar"] = callbar.of(request.user, now)
    return render(request, "center/conversations/page.html", context, status=status)


def _composer(
    request: StaffRequest, found: Conversation, way: Way | None, form: ReplyForm | None
) -> dict[str, Any]:
    """Return what the part of the page shows in which an answer is written."""
    typed = case_queries.draft(request.user, draft_key(found)).get("text", "")
    if way is None:
        return {"form": form or ReplyForm(initial={"text": typed})}
    files = queries.reply_files(found, by=request.user)
    typed = composing.with_ready_answer(request, found, way, typed)
    form = form or ReplyForm(initial={"text": typed})
    return {
        "form": form,
        "leaves": composing.as_it_leaves(found, way, form["text"].value() or "", files),
        "reply_files": files,
        "those": None,
        # A page without script searches by sending the line
        **(composing.searched(request, found, way) if "q" in request.GET else {}),
    }


def _is_of_citizen(message: Message) -> bool:
    return message.direction == Direction.INBOUND and not message.automatic


def _lines(found: Conversation, said: list[Message]) -> list[Line]:
    """Return messages and notes as one thread; messages of one moment stay in their order."""
    notes = found.notes.select_related("author")
    lines = [Line(at=each.created_at, message=each) for each in said]
    lines += [Line(at=each.at, note=each) for each in notes]
    return sorted(lines, key=lambda line: line.at)


def _receiver(leaving: Message | None, way: Way | None) -> str:
    """Say whom the answer reaches that is about to leave, or the next one."""
    if leaving:
        return choosing.receiver(Way(leaving.channel, leaving.to))
    return choosing.receiver(way) if way else ""


def _is_declined(way: Way) -> bool:
    return way.channel in DECLINED and contact_queries.has_opted_out(way.channel, way.to)


def _dead(request: StaffRequest, found: Conversation) -> set[UUID]:
    """Return which of its messages wait in the list of what did not arrive, for this reader."""
    if not request.user.may(SEE_CITIZEN):
        return set()
    waiting = case_messages.undelivered(request.user).filter(conversation=found)
    return set(waiting.values_list("pk", flat=True))


def _is_put_off(message: Message) -> bool:
    """Say whether an answer waits for the end of quiet hours, or of a limit of its recipient."""
    return _waits(message) and message.claimed_at is not None


def _waits(message: Message) -> bool:
    """Say whether somebody's answer can still be taken back."""
    waits = message.state == Message.State.QUEUED and not message.attempts
    return bool(message.author_id and waits)
