"""Take what a citizen wrote, and what they were answered, out of every row and file."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from alo153.channels.actions import forget_captured, forget_raw
from alo153.contacts.conversations import stretches
from alo153.contacts.conversations.holding import changed, take_from_hand
from alo153.contacts.models import (
    Chat,
    Conversation,
    ConversationAddress,
    ConversationNote,
    Interaction,
    Message,
    MessageFile,
    ReplyFile,
    Settlement,
)


def lock_conversations(*, values: Collection[str], chats: Collection[int]) -> list[int]:
    """Lock what `erase_conversations` blanks, before any row that depends on it; return its keys.

    Agents write a conversation's contact and reports within its lock: a caller that takes the
    locks in another order ends in a deadlock, and misses a report that is not yet committed.
    """
    rows = Conversation.objects.filter(pk__in=_talks(values, chats)).order_by("pk")
    return list(rows.select_for_update().values_list("pk", flat=True))


@transaction.atomic
def erase_conversations(
    *, values: Collection[str], chats: Collection[int], word: str, at: datetime
) -> int:
    """Blank these chats and the conversations with these addresses; their number stays.

    One that waits is over: nobody can answer it any more.
    Files go before rows: a killed run is run again. Returns how many files went.

    Args:
        chats: keys of chats known to be theirs: most chats have no address.
    """
    talks = _talks(values, chats)
    for waits in Conversation.objects.filter(pk__in=talks, state=Conversation.State.WAITING):
        _end(waits, at)
    messages = Message.objects.filter(conversation__in=talks)
    files = list(MessageFile.objects.filter(message__in=messages))
    waiting = list(ReplyFile.objects.filter(conversation__in=talks))
    for each in (*files, *waiting):
        each.file.delete(save=False)
    MessageFile.objects.filter(pk__in=[each.pk for each in files]).delete()
    ReplyFile.objects.filter(pk__in=[each.pk for each in waiting]).delete()
    arrivals = messages.filter(arrival__isnull=False).values_list("arrival", flat=True)
    raw = forget_raw(keys=list(arrivals))
    forget_captured(keys=list(messages.values_list("pk", flat=True)), values=values)
    messages.filter(state=Message.State.QUEUED).update(state=Message.State.WITHHELD)
    messages.update(
        sender="",
        reply_to="",
        to="",
        subject="",
        body=word,
        full_text="",
        html="",
        template="",
        comment="",
        provider_reference="",
    )
    Settlement.objects.filter(message__in=messages).exclude(note="").update(note=word)
    ConversationNote.objects.filter(conversation__in=talks).update(text=word)
    ConversationAddress.objects.filter(conversation__in=talks).delete()
    Chat.objects.filter(pk__in=talks).update(token_hash=None, away_channel="", away_address="")
    Interaction.objects.filter(conversation__in=talks).update(address="", note="")
    Conversation.objects.filter(pk__in=talks).update(address="", name="", subject="", comment="")
    return len(files) + len(waiting) + raw


def _end(waiting: Conversation, at: datetime) -> None:
    changed(waiting)
    waiting.state, waiting.waiting_since = Conversation.State.CLOSED, None
    waiting.closed_at, waiting.close_reason = at, Conversation.CloseReason.LEFT
    take_from_hand(waiting)
    stretches.left(waiting, at=at)
    waiting.save()


def _talks(values: Collection[str], chats: Collection[int]) -> list[int]:
    theirs = Q(address__in=values) | Q(chat__away_address__in=values) | Q(pk__in=chats)
    theirs |= Q(other_addresses__address__in=values)
    return list(Conversation.objects.filter(theirs).values_list("pk", flat=True).distinct())
