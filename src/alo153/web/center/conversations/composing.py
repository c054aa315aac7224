"""Help for writing an answer: ready answers, and its channel."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from alo153.accounts.models import User
from alo153.cases.telling.conversations import subjects_of
from alo153.cases.telling.ready_answers import finding
from alo153.cases.telling.ready_answers.finding import Fitting
from alo153.channels.sms.length import MAX_PARTS, measure
from alo153.citizens.channel import Channel
from alo153.contacts import frame, unsubscribing
from alo153.contacts import queries as contacts
from alo153.contacts.conversations import queries
from alo153.contacts.conversations.actions import CannotReply
from alo153.contacts.conversations.actions.answering import FIRST, REPLY, words_by
from alo153.contacts.conversations.ways import Way, way_of, ways_of
from alo153.contacts.models import Conversation, ReplyFile
from alo153.core import clock
from alo153.core.database.row_key import row_key
from alo153.web.center.conversations import opening
from alo153.web.center.conversations.refusals import why_not
from alo153.web.kit.access import StaffRequest, requires

_OFFERED: Final = 8
_ALL: Final = 10_000
_LONGEST_SEARCH: Final = 100


@requires(*opening.READERS)
@require_GET
def find(request: StaffRequest, number: int) -> HttpResponse:
    """List the ready answers that hold what is typed; each as it would be in the field."""
    found = opening.again(request, number)
    way = way_of(found, at=clock.now())
    context = {"conversation": found} | searched(request, found, way)
    return render(request, "center/conversations/composing/ready_answers.html", context)


def searched(request: StaffRequest, found: Conversation, way: Way | None) -> dict[str, Any]:
    """Return what the list shows: what was typed, and the ready answers for it, the best first."""
    typed = request.GET.get("q", "")
    sought = typed[:_LONGEST_SEARCH]
    those = _fitting(request.user, found, way, typed=sought, most=_OFFERED) if way else []
    return {"typed": typed, "those": those}


def _fitting(asker: User, found: Conversation, way: Way, *, typed: str, most: int) -> list[Fitting]:
    case = opening.only_case(subjects_of(asker, found))
    return finding.fitting(found, case, way, typed=typed, most=most)


def with_ready_answer(request: StaffRequest, found: Conversation, way: Way, typed: str) -> str:
    """Return what is typed with the ready answer behind it that a page without script asked for."""
    key = row_key(request.GET.get("ready", ""))
    if key is None:
        return typed
    those = _fitting(request.user, found, way, typed="", most=_ALL)
    chosen = next((each.text for each in those if each.template.pk == key), "")
    return "\n".join(part for part in (typed, chosen) if part)


@requires(*opening.READERS)
@require_POST
def preview(request: StaffRequest, number: int) -> HttpResponse:
    """Show an answer as it would leave, and whether it fits."""
    found = opening.again(request, number)
    way = _chosen(found, request.POST.get("by", ""))
    files = queries.reply_files(found, by=request.user)
    leaves = as_it_leaves(found, way, request.POST.get("text", ""), files) if way else {}
    return render(request, "center/conversations/composing/preview.html", {"leaves": leaves})


def _chosen(found: Conversation, channel: str) -> Way | None:
    """Return the way by which an answer is to go; the usual one where nobody has chosen."""
    those = ways_of(found, at=clock.now())
    return next((way for way in those if way.channel == channel), those[0] if those else None)


def as_it_leaves(
    found: Conversation, way: Way, text: str, files: Iterable[ReplyFile] = ()
) -> dict[str, Any]:
    """Return what a page shows of an answer before it leaves: words, their size, and files."""
    along = list(files)
    try:
        words = words_by(way, found, text, files=along)
    except CannotReply as refused:
        if refused.why == CannotReply.EMPTY:
            return {}
        return {"wrong": _wrong(refused, found, way), "length": _length(way, text.strip())}
    body = words.body
    if way.channel == Channel.EMAIL:
        body = frame.framed(body, language=words.language, signed=True)
        if found.pk is None or queries.last_received(found) is None:
            link = unsubscribing.shape_of_link()
            body = frame.with_way_out(body, link, language=words.language, by_person=True)
    return {
        "subject": words.subject,
        "body": body,
        "files": along,
        "length": _length(way, body),
        "quiet_until": _quiet_until(found, way),
    }


def _quiet_until(found: Conversation, way: Way) -> datetime | None:
    """Return when quiet hours let an answer go that is sent now; nothing if it leaves at once."""
    if way.channel == Channel.CHAT:
        return None
    now = clock.now()
    begun = found.pk is None or queries.last_received(found) is None
    leaves = contacts.leaves_at(
        purpose=FIRST if begun else REPLY,
        recipient=way.recipient,
        channel=way.channel,
        to=way.to,
        conversation=found.pk,
        at=now,
    )
    return None if leaves == now else leaves


def _wrong(refused: CannotReply, found: Conversation, way: Way) -> str:
    if refused.why == CannotReply.TOO_LONG:
        return _("Make it about %(excess)s characters shorter.") % {"excess": refused.excess}
    return why_not(refused, found, by=way.channel)


def _length(way: Way, body: str) -> dict[str, int]:
    if way.channel != Channel.SMS:
        return {"letters": len(body)}
    size = measure(body)
    return {"letters": size.units, "parts": size.parts, "most": MAX_PARTS, "left": size.left}
