"""Answer a conversation, and take an answer back before it leaves."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from alo153.accounts.models import User
from alo153.channels import registry
from alo153.channels.contract import Template, units
from alo153.channels.social.opening import approved
from alo153.channels.social.opening import queries as openings
from alo153.citizens.channel import Channel
from alo153.city import queries as city_queries
from alo153.contacts.about import About
from alo153.contacts.actions.writing import Within, withdraw, write
from alo153.contacts.conversations import message_files, queries, subjects
from alo153.contacts.conversations.actions.files.attaching import hand_over_files, take_files_back
from alo153.contacts.conversations.actions.showing import recall, show
from alo153.contacts.conversations.holding import (
    held,
    held_to_answer,
    let_wait,
    note,
    open_up_again,
    put_into_hand,
)
from alo153.contacts.conversations.ways import Way, way_of, ways_of
from alo153.contacts.events import ConversationAnswered, ConversationReplyTakenBack
from alo153.contacts.models import Conversation, Message, ReplyFile
from alo153.contacts.purposes import Purpose, declare
from alo153.contacts.queries import has_opted_out
from alo153.contacts.written import Written
from alo153.core.actor import Actor
from alo153.core.database.sealed_text import reading

REPLY: Final = declare(Purpose(key="reply", label=_("reply"), answers=True))
# Nobody has asked for it
FIRST: Final = declare(Purpose(key="first", label=_("message that we began with"), owed=False))
OURS: Final = frozenset({REPLY, FIRST})
"""The purposes of messages that staff write into conversations."""
LONGEST_REPLY: Final = 20_000
State, CloseReason = Conversation.State, Conversation.CloseReason


class AnsweredMeanwhile(Exception):
    """A colleague has answered what this answer is about; its writer has not seen that."""

    def __init__(self, answer: Message) -> None:
        super().__init__("answered")
        self.answer = answer


class CannotReply(Exception):
    """An answer cannot leave; ``why`` is one of the reasons below."""

    EMPTY: Final = "empty"
    TOO_LONG: Final = "too_long"
    NO_ADDRESS: Final = "no_address"
    LEAVING: Final = "leaving"
    # The channel takes approved words only, until the citizen writes again
    WINDOW: Final = "window"
    # Nobody has written yet, and this recipient wants only what we must say
    OPTED_OUT: Final = "opted_out"
    # What was chosen is gone: another channel, or approved words
    GONE: Final = "gone"
    # The way takes no files, fewer, or smaller ones; `excess` is how many it takes
    NO_FILES: Final = "no_files"
    MANY_FILES: Final = "many_files"
    LARGE_FILES: Final = "large_files"
    # What is to stand in a gap of approved words cannot; `excess` says in which
    GAP: Final = "gap"

    def __init__(self, why: str, *, excess: int = 0) -> None:
        super().__init__(why)
        self.why = why
        self.excess = excess


@transaction.atomic
def reply(
    *,
    conversation: Conversation,
    text: str,
    by_channel: str = "",
    template: Template | None = None,
    seen: str | None = None,
    with_files: bool = True,
    wait_seconds: int = 0,
    by: User,
    at: datetime,
) -> Message:
    """Answer the citizen, who reads it after some seconds, or in a chat at once.

    The agent who answers has the conversation. Their attached files are sent with the answer, but
    not with approved words.

    Args:
        by_channel: one of `ways_of`; the usual one if it is left out.
        template: approved words in the place of `text`.
        seen: the key of the last answer that the writer knows, empty for none; without it,
            answers of colleagues are not checked.
        with_files: False leaves the attached files for the next answer.

    Raises:
        NotPermitted: this person may not answer citizens' messages.
        HeldByColleague: somebody else has it, or a supervisor decides first.
        AnsweredMeanwhile: a colleague gave an answer that is not seen yet.
        CannotReply: the answer has no words, too many, or no address; another one is leaving; or
            the channel now takes no text from us, or not the files.
    """
    locked = held_to_answer(conversation, by=by)
    if seen is not None and (other := queries.answered_meanwhile(locked, seen, by=by)):
        raise AnsweredMeanwhile(other)
    if queries.is_leaving(locked):
        raise CannotReply(CannotReply.LEAVING)
    way = _chosen(locked, by_channel, at)
    if template is None:
        files = list(queries.reply_files(locked, by=by)) if with_files else []
        words = words_by(way, locked, text, files=files)
        if not way.is_open(at=at):
            raise CannotReply(CannotReply.WINDOW)
    else:
        words = approved_by(way, template)
    if way.comment and queries.is_answered_privately(locked, way.comment):
        raise CannotReply(CannotReply.LEAVING)
    answers = queries.last_received(locked)
    if answers is None and has_opted_out(way.channel, way.to):
        raise CannotReply(CannotReply.OPTED_OUT)
    within = Within(locked, answers=answers, author=by)
    if way.channel == Channel.CHAT:
        message = show(words, within=within, purpose=REPLY, by=by, at=at)
    else:
        message = write(
            words,
            channel=way.channel,
            purpose=REPLY if answers else FIRST,
            to=way.to,
            recipient=way.recipient,
            about=About.row(locked),
            within=within,
            wait_seconds=wait_seconds,
            at=at,
        )
    if template is None and with_files:
        hand_over_files(message, locked, by=by)
    answered(locked, message, by=by, at=at)
    return message


def answered(locked: Conversation, message: Message, *, by: User, at: datetime) -> None:
    """Write down that a message answers a conversation, which is locked; within a transaction."""
    locked.state, locked.waiting_since = State.ANSWERED, None
    put_into_hand(locked, by, at=at)
    if message.purpose != FIRST:
        locked.first_answered_at = locked.first_answered_at or at
    open_up_again(locked)
    locked.last_at = at
    locked.save()
    note(locked, ConversationAnswered(message=str(message.pk)), by=by, at=at)


def _chosen(conversation: Conversation, channel: str, at: datetime) -> Way:
    if not channel:
        usual = way_of(conversation, at=at)
        if usual is None:
            raise CannotReply(CannotReply.NO_ADDRESS)
        return usual
    those = ways_of(conversation, at=at)
    found = next((way for way in those if way.channel == channel), None)
    if found is None:
        raise CannotReply(CannotReply.GONE)
    return found


def approved_by(way: Way, template: Template) -> Written:
    """Put approved words with what fills their gaps into the words that go this way.

    Raises:
        CannotReply: they are approved no more or not for this way, or a gap cannot be filled so.
    """
    those = openings.templates().filter(name=template.name, language=template.language)
    kept = those.first() if registry.takes_templates(way.channel) else None
    if kept is None:
        raise CannotReply(CannotReply.GONE)
    try:
        body = approved.fill(kept.body, template.values)
    except approved.FillingError as error:
        raise CannotReply(CannotReply.GAP, excess=error.number) from error
    return Written(subject="", body=body, language=kept.language, template=template)


def words_by(
    way: Way, conversation: Conversation, text: str, *, files: Sequence[ReplyFile] = ()
) -> Written:
    """Put an answer into the words that go this way.

    Args:
        files: what goes along.

    Raises:
        CannotReply: there are none, or more than fit; or the files do not.
    """
    body = text.strip()
    if not body:
        raise CannotReply(CannotReply.EMPTY)
    subject = _subject_line(conversation) if way.channel == Channel.EMAIL else ""
    words = Written(
        subject=subject, body=body, language=city_queries.city().language, comment=way.comment
    )
    excess = max(registry.excess(way.channel, body), len(body) - LONGEST_REPLY)
    if files:
        excess = max(excess, units(body) - _longest_beside(way, files))
    if excess > 0:
        raise CannotReply(CannotReply.TOO_LONG, excess=excess)
    return words


def _longest_beside(way: Way, files: Sequence[ReplyFile]) -> int:
    """Return how long words with these files may be."""
    taken = way.attaching
    if taken is None:
        raise CannotReply(CannotReply.NO_FILES)
    if len(files) > taken.most:
        raise CannotReply(CannotReply.MANY_FILES, excess=taken.most)
    if sum(file.size for file in files) > taken.most_bytes:
        raise CannotReply(CannotReply.LARGE_FILES, excess=taken.most_bytes)
    return LONGEST_REPLY if taken.longest is None else taken.longest


def _subject_line(conversation: Conversation) -> str:
    subject = _subject(conversation)
    begun = conversation.pk is None or queries.last_received(conversation) is None
    return subject if begun else subjects.answering(subject)


def _subject(conversation: Conversation) -> str:
    """Return the citizen's own subject; of what is confidential a number, which tells nothing."""
    if not conversation.confidential:
        return conversation.subject
    with override(city_queries.city().language):
        return gettext("Your message no. %(number)s") % {"number": conversation.pk or "…"}


@transaction.atomic
def take_reply_back(
    *, conversation: Conversation, message_id: UUID, by: User, at: datetime
) -> str | None:
    """Take an answer back; returns its words, or nothing if it is too late.

    Its files wait for the next answer of the person who takes it back.

    One that has not left leaves no trace, and what only asks for a private message has no words of
    anybody. One that a chat has shown goes for `RECALL_WITHIN`: the citizen reads that an answer
    was taken back, and staff read what it was.

    Raises:
        NotPermitted: this person does not answer what citizens write.
        HeldByColleague: somebody else has it.
    """
    locked = held(conversation, by=by)
    with reading(locked):
        waiting = queries.waiting_reply(locked, message_id)
    asked = waiting.comment if waiting and waiting.is_public else ""
    text = waiting.body if waiting and not asked else ""
    about = About.row(locked)
    actor = Actor.staff(by.pk)
    files = message_files.of_reply(locked, message_id)
    withdrawn = any(
        withdraw(message_id=message_id, about=about, purpose=each, by=actor, at=at) for each in OURS
    )
    if not withdrawn and not recall(message_id=message_id, conversation=locked, by=actor, at=at):
        return None
    take_files_back(files, locked, by=by, at=at)
    locked.comment = asked or locked.comment
    since = queries.unanswered_since(locked)
    if locked.state != State.CLOSED:
        locked.waiting_since = since
        locked.state = State.WAITING if since else State.ANSWERED
    elif since and locked.close_reason == CloseReason.SETTLED:
        # It was settled by the answer that never left
        let_wait(locked, since=since)
    locked.first_answered_at = queries.first_reply_at(locked)
    locked.save()
    note(locked, ConversationReplyTakenBack(message=str(message_id)), by=by, at=at)
    return text
