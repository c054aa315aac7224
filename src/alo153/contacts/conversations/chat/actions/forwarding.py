"""Send a citizen what they have not seen on the page of a chat, to the address that they left."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from alo153.channels.registry import attaching_of
from alo153.citizens.channel import Channel
from alo153.city import queries as city_queries
from alo153.contacts.about import About
from alo153.contacts.actions.enclosing import enclose
from alo153.contacts.actions.writing import Within, write
from alo153.contacts.conversations import queries
from alo153.contacts.conversations.actions.answering import REPLY
from alo153.contacts.conversations.actions.showing import UNREAD_FOR
from alo153.contacts.models import Chat, Message, MessageFile
from alo153.contacts.recipient_limits import Recipient
from alo153.contacts.written import Written
from alo153.core.database.sealed_text import unseal_row

_CUT: Final = "…"


@transaction.atomic
def forward_unread(*, conversation_id: int, at: datetime) -> None:
    """Write what the page has not shown for `UNREAD_FOR` to the citizen's address, all in one.

    What is younger has a look of its own. Nobody has proved the address, so its limits are narrow.
    """
    conversation = queries.locked(conversation_id)
    chat = Chat.objects.get(pk=conversation_id)
    unread = _unread(chat, at)
    if not unread or not chat.away_address:
        return
    files = [file for each in unread for file in each.files.all()]
    goes_along = _fit(files, Channel(chat.away_channel))
    left_out = 0 if goes_along else len(files)
    by_sms = chat.away_channel == Channel.SMS
    forwarded = write(
        _words([each.body for each in unread], left_out=left_out, by_sms=by_sms),
        channel=chat.away_channel,
        purpose=REPLY,
        to=chat.away_address,
        recipient=Recipient.UNVERIFIED,
        about=About.row(conversation),
        within=Within(conversation, answers=None),
        at=at,
    )
    if goes_along:
        enclose(forwarded, files)
    Chat.objects.filter(pk=chat.pk).update(forwarded_at=unread[-1].created_at)


def _unread(chat: Chat, at: datetime) -> list[Message]:
    shown = Message.objects.filter(
        conversation=chat.pk,
        channel=Channel.CHAT,
        author__isnull=False,
        state=Message.State.SENT,
        created_at__lte=at - UNREAD_FOR,
    )
    for known in (chat.read_at, chat.forwarded_at):
        if known:
            shown = shown.filter(created_at__gt=known)
    unread = list(shown.prefetch_related("files").order_by("created_at", "pk"))
    for each in unread:
        unseal_row(each)
    return unread


def _fit(files: Sequence[MessageFile], channel: Channel) -> bool:
    """Say whether there are files, and a channel takes them all."""
    taken = attaching_of(channel)
    if taken is None or not 0 < len(files) <= taken.most:
        return False
    return sum(file.size for file in files) <= taken.most_bytes


def _words(answers: Sequence[str], *, left_out: int, by_sms: bool) -> Written:
    """Put the answers into one message.

    Args:
        left_out: how many files came with them and do not go along.
    """
    city = city_queries.city()
    with override(city.language):
        name = {"city": f"{city.short_name} {city.number}"}
        lead = _("%(city)s answered you in the chat:") % name
        subject = "" if by_sms else _("Our answer in the chat") + f" · {name['city']}"
        more = [_without_files(left_out)] if left_out else []
    body = "\n\n".join([lead, *more, *answers])
    words = Written(subject=subject, body=body, language=city.language)
    return _fitting(words) if by_sms else words


def _without_files(count: int) -> str:
    words = ngettext(
        "%(count)s file came with it. Answer this message, and we send it to you another way.",
        "%(count)s files came with it. Answer this message, and we send them to you another way.",
        count,
    )
    return words % {"count": count}


def _fitting(words: Written) -> Written:
    """Cut an answer that is longer than any SMS; the conversation has the whole of it."""
    while excess := words.excess:
        body = words.body.removesuffix(_CUT)[: -max(excess, 1)].rstrip() + _CUT
        words = Written(subject="", body=body, language=words.language)
    return words
