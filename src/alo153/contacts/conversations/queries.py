"""Conversations, by what came in and by what waits."""

from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Left

from alo153.accounts.models import User
from alo153.accounts.queries import holding
from alo153.accounts.registry import Permission
from alo153.citizens.channel import Channel
from alo153.citizens.permissions import READ_CONFIDENTIAL
from alo153.contacts.models import (
    Chat,
    Conversation,
    ConversationNote,
    Direction,
    Interaction,
    Message,
    MessageFile,
    ReplyFile,
)
from alo153.contacts.permissions import ANSWER_MESSAGES
from alo153.contacts.queries import below_posts, undelivered
from alo153.core.database.sealed_text import MARK, open_up, unseal_row

# Letters of what was said last
_BEGINNING: Final = 300
TOKEN_HOLDS: Final = timedelta(days=1)
"""So long after the page of a chat was last open its token opens it again."""

State = Conversation.State


def visible(asker: User) -> QuerySet[Conversation]:
    """Return the conversations that somebody may read; confidential ones are for those few alone.

    Raises:
        PermissionDenied: they may read none.
    """
    if not (asker.may(ANSWER_MESSAGES) or asker.may(READ_CONFIDENTIAL)):
        raise PermissionDenied
    return read_by(asker).select_related(
        "assignee", "citizen__person", "chat", "interaction__topic"
    )


def opened(asker: User, key: int) -> Conversation | None:
    """Return a conversation that somebody may read, open for the rest of the reading.

    Raises:
        PermissionDenied: they may read none.
    """
    found = visible(asker).filter(pk=key).first()
    if found and found.confidential:
        open_up(found)
        unseal_row(found)
    return found


def read_by(asker: User) -> QuerySet[Conversation]:
    """Return the conversations that somebody may read; none if they may read none."""
    rights = {False: ANSWER_MESSAGES, True: READ_CONFIDENTIAL}
    kinds = [confidential for confidential, right in rights.items() if asker.may(right)]
    return Conversation.objects.filter(confidential__in=kinds)


def below_post(asker: User, channel: str, post: str) -> QuerySet[Conversation]:
    """Return what somebody may read of what comments below a post became, the last one first."""
    talks = below_posts.comments(channel, post).values("conversation")
    return read_by(asker).filter(pk__in=talks).order_by("-last_at", "-pk")


def right_to_read(conversation: Conversation) -> Permission:
    """Return by which right somebody reads a conversation."""
    return READ_CONFIDENTIAL if conversation.confidential else ANSWER_MESSAGES


def readers(conversation: Conversation) -> QuerySet[User]:
    """Return the staff who may read a conversation, by name."""
    return holding(right_to_read(conversation))


def locked(key: int) -> Conversation:
    """Return a conversation with its contact, behind its lock."""
    with_contact = Conversation.objects.select_related("interaction")
    return with_contact.select_for_update(of=("self",)).get(pk=key)


def waiting(asker: User) -> QuerySet[Conversation]:
    """Return conversations that wait for an answer, chats first, then by waiting time.

    Raises:
        PermissionDenied: they may read none.
    """
    live_first = Case(When(channel=Channel.CHAT, then=0), default=1)
    return visible(asker).filter(state=State.WAITING).order_by(live_first, "waiting_since", "pk")


def for_review(asker: User) -> QuerySet[Conversation]:
    """Return what citizens wrote after an end because of abuse, and nobody has read; oldest first.

    A person who may read no conversation gets none.
    """
    those = read_by(asker).filter(review_since__isnull=False)
    return those.select_related("citizen__person").order_by("review_since", "pk")


def with_last_words(those: QuerySet[Conversation]) -> QuerySet[Conversation]:
    """Annotate each chat with what its citizen wrote last (`last_words`)."""
    received = Message.objects.filter(conversation=OuterRef("pk"), direction=Direction.INBOUND)
    words = received.order_by("-created_at", "-pk").values("body")[:1]
    is_open_chat = Q(channel=Channel.CHAT, confidential=False)
    return those.annotate(
        last_words=Case(
            When(is_open_chat, then=Subquery(words)), default=Value(""), output_field=TextField()
        )
    )


def with_last_said(talks: QuerySet[Conversation]) -> QuerySet[Conversation]:
    """Annotate each with what a person said last (`last_said`) and which side (`last_direction`).

    Of what is confidential no words are read.
    """
    by_people = Q(direction=Direction.INBOUND, automatic=False) | Q(author__isnull=False)
    said = Message.objects.filter(by_people, conversation=OuterRef("pk"))
    said = said.exclude(state=Message.State.RECALLED)
    last = said.order_by("-created_at", "-pk")
    words = Subquery(last.annotate(beginning=Left("body", _BEGINNING)).values("beginning")[:1])
    return talks.annotate(
        last_said=Case(
            When(confidential=False, then=words), default=Value(""), output_field=TextField()
        ),
        last_direction=Subquery(last.values("direction")[:1]),
    )


def with_dead_replies(talks: QuerySet[Conversation]) -> QuerySet[Conversation]:
    """Add to each `has_dead_reply`: something in it did not arrive, and nobody saw to it."""
    dead = undelivered().filter(conversation=OuterRef("pk"))
    return talks.annotate(has_dead_reply=Exists(dead))


def thread(conversation: Conversation) -> QuerySet[Message]:
    """Return its messages with their files, the oldest first; two queries."""
    return (
        Message.objects.filter(conversation=conversation)
        .select_related("author")
        .prefetch_related("files")
        # What a machine answered at once stands behind it
        .order_by("created_at", "direction", "pk")
    )


def of_contact(contact: Interaction) -> Conversation | None:
    """Return the conversation that a moment of contact was a part of; None if there is none.

    A conversation names its last contact alone. An earlier one is found by channel, address and
    time; a contact without an address only while it is the last.
    """
    found = Q(interaction=contact)
    if contact.address:
        began = contact.started_at
        found |= Q(address=contact.address, began_at__lte=began, last_at__gte=began)
    its_own_first = Case(When(interaction=contact, then=0), default=1)
    talks = Conversation.objects.filter(found, channel=contact.channel)
    return talks.order_by(its_own_first, "-began_at").first()


def not_all_sealed() -> list[int]:
    """Return the keys of confidential conversations of which something is in the open."""
    in_the_open = [
        Q(conversation=OuterRef("pk")) & ~Q(**{column: ""}) & ~Q(**{f"{column}__startswith": MARK})
        for column in ("subject", "body", "full_text", "html", "template")
    ]
    words = Message.objects.filter(reduce(or_, in_the_open))
    of_it = MessageFile.objects.filter(message__conversation=OuterRef("pk"))
    is_open = ~Q(name__startswith=MARK) & ~Q(name="") | Q(sealed=False) & ~Q(file="")
    named_by_page = ~Q(content_id__startswith=MARK) & ~Q(content_id="")
    files = of_it.filter(is_open | named_by_page)
    waiting = ReplyFile.objects.filter(is_open, conversation=OuterRef("pk"))
    came = Message.objects.filter(conversation=OuterRef("pk"), arrival__sealed=False)
    came = came.exclude(arrival__raw="")
    notes = ConversationNote.objects.filter(conversation=OuterRef("pk"))
    notes = notes.exclude(text__startswith=MARK)
    hidden = Conversation.objects.filter(
        Exists(words) | Exists(files) | Exists(waiting) | Exists(came) | Exists(notes),
        confidential=True,
    )
    return list(hidden.values_list("pk", flat=True))


def last_received(conversation: Conversation) -> Message | None:
    """Return the last message that came in."""
    return _received(conversation).last()


def last_written(conversation: Conversation) -> Message | None:
    """Return the last message that a person wrote; a machine may answer for them elsewhere."""
    return _received(conversation).filter(automatic=False).last()


def has_written(conversation: Conversation, address: str) -> bool:
    """Say whether a message of it came from an address."""
    return _received(conversation).filter(sender=address).exists()


def received_since(
    conversation: Conversation, since: datetime | None, *, most: int
) -> list[Message]:
    """Return the last messages of people since then, the oldest first; at least the last of all."""
    by_people = _received(conversation).filter(automatic=False).reverse()
    lately = by_people.filter(created_at__gte=since) if since else by_people
    return list(reversed(lately[:most] or by_people[:1]))


def received_after(conversation: Conversation, at: datetime) -> bool:
    """Say whether a person wrote after then."""
    return _received(conversation).filter(automatic=False, created_at__gt=at).exists()


def unanswered_since(conversation: Conversation) -> datetime | None:
    """Return when the oldest message came that nobody answered; nothing if all are."""
    last = _replies(conversation).order_by("created_at").values_list("created_at", flat=True).last()
    unanswered = _received(conversation).filter(automatic=False)
    if last:
        unanswered = unanswered.filter(created_at__gt=last)
    return unanswered.values_list("created_at", flat=True).first()


def first_reply_at(conversation: Conversation) -> datetime | None:
    """Return when somebody answered first; what we began with answers nothing."""
    replies = _replies(conversation).filter(answers__isnull=False).order_by("created_at")
    return replies.values_list("created_at", flat=True).first()


def last_reply(conversation: Conversation) -> Message | None:
    """Return the last answer of staff."""
    return _replies(conversation).select_related("author").order_by("created_at", "pk").last()


def answered_meanwhile(conversation: Conversation, seen: str, *, by: User) -> Message | None:
    """Return the last answer if it is a colleague's and not the one that was seen last."""
    last = last_reply(conversation)
    return last if last and last.author != by and str(last.pk) != seen else None


def is_leaving(conversation: Conversation) -> bool:
    """Say whether an answer is about to leave: a second press is no second answer.

    One that was put off (quiet hours, limits of its recipient) waits, and further ones may follow
    it.
    """
    replies = conversation.messages.filter(author__isnull=False, claimed_at=None)
    return replies.filter(state=Message.State.QUEUED, attempts=0).exists()


def is_answered_privately(conversation: Conversation, comment: str) -> bool:
    """Say whether an answer to a comment has left, may have, or is on its way: there is one."""
    answers = conversation.messages.filter(
        direction=Direction.OUTBOUND, comment=comment, is_public=False
    )
    state = Message.State
    over = [state.FAILED, state.WITHHELD, state.RECALLED]
    return answers.exclude(state__in=over).exists()


def message_of(conversation: Conversation, key: UUID) -> Message | None:
    """Return a message with how it came; nothing if it is not one of this conversation."""
    return conversation.messages.filter(pk=key).select_related("arrival").first()


def waiting_reply(conversation: Conversation, message_id: UUID) -> Message | None:
    """Return an answer; nothing if it is not one of this conversation."""
    return conversation.messages.filter(pk=message_id, author__isnull=False).first()


def reply_files(conversation: Conversation, *, by: User) -> QuerySet[ReplyFile]:
    """Return the files that go with somebody's next answer."""
    return conversation.reply_files.filter(author=by).select_related("conversation")


def has_page(chat: Chat, *, at: datetime) -> bool:
    """Say whether its citizen can still open the page of a chat."""
    return chat.token_hash is not None and chat.seen_at > at - TOKEN_HOLDS


def _replies(conversation: Conversation) -> QuerySet[Message]:
    """Return what staff answered and did not take back."""
    return conversation.messages.filter(author__isnull=False).exclude(state=Message.State.RECALLED)


def _received(conversation: Conversation) -> QuerySet[Message]:
    those = conversation.messages.filter(direction=Direction.INBOUND)
    return those.order_by("created_at", "pk")
