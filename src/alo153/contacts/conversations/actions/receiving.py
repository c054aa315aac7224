"""Take in a message: into the conversation it continues, or a new one. None gets lost."""

from datetime import datetime
from typing import Final

from django.db import connection, transaction

from alo153.channels.actions import mark_read, mark_unreadable
from alo153.channels.inbound import Inbound
from alo153.channels.models import Arrival
from alo153.channels.pushes import Delivery, StatusReport
from alo153.citizens.actions import verify_identity
from alo153.citizens.channel import reached_by
from alo153.city import queries as city
from alo153.city.rules import alarms
from alo153.contacts.about import About
from alo153.contacts.actions.delivery import take_reports
from alo153.contacts.conversations import keywords, matching, queries, stretches
from alo153.contacts.conversations.actions.acknowledging import acknowledge
from alo153.contacts.conversations.actions.files.fetching import await_files
from alo153.contacts.conversations.actions.files.storing import checked, keep_files
from alo153.contacts.conversations.actions.naming import note_writer, rename
from alo153.contacts.conversations.actions.sealing import seal_later
from alo153.contacts.conversations.answer_address import answer_address
from alo153.contacts.conversations.holding import changed, open_up_again
from alo153.contacts.events import ConversationHeld, MessageReceived
from alo153.contacts.models import Conversation, Direction, Message
from alo153.core import events
from alo153.core.actor import CITIZEN, Actor
from alo153.core.text import plain_name

RECEIVED: Final = "received"


def receive(
    inbound: Inbound, *, arrival: Arrival, unreadable: str = "", at: datetime
) -> Message | None:
    """Take a message in; nothing if it was taken in before.

    Its files are looked at before anything is written, each for seconds at most.

    Args:
        unreadable: why nobody could read it, where somebody has to look at the arrival itself.

    Raises:
        FileError: too many files wait to be looked at, or the disk is full; to be tried again.
    """
    files = [(each, checked(each)) for each in inbound.files]
    with transaction.atomic():
        address = answer_address(inbound, ours=matching.our_addresses(inbound))
        one_at_a_time(arrival.channel, address)
        if not _settle(arrival, unreadable) or matching.same(arrival.channel, inbound):
            return None
        rename(arrival.channel, before=inbound.former_senders, now=address)
        if inbound.is_notice:
            return None
        asked = keywords.asked(arrival.channel, inbound, at=at)
        answered = None if asked else matching.answered(arrival.channel, inbound, at=at)
        proved = answered is not None and answered.to == inbound.sender
        if proved:
            kind = reached_by(arrival.channel)
            verify_identity(kind=kind, value=inbound.sender, by=CITIZEN, at=at)
        own = proved or (answered is not None and answered.sender == inbound.sender)
        if asked:
            conversation = _begun(inbound, address, arrival.channel, at)
        else:
            theirs = answered if own else None
            conversation = _conversation(inbound, address, theirs, arrival.channel, at)
        if proved and conversation.citizen is None and conversation.address == inbound.sender:
            conversation.citizen = matching.known_by(arrival.channel, inbound.sender)
        message = _written(inbound, conversation, answered, arrival, at)
        keep_files(message, files)
        await_files(message, inbound.remote_files)
        note_writer(conversation, inbound, at=at)
        if asked:
            _note_asked(conversation, at)
        else:
            note_waiting(conversation, inbound, at)
        what = MessageReceived(
            channel=message.channel,
            conversation=conversation.pk,
            answers=str(answered.pk) if answered else None,
            proved=proved,
            automatic=inbound.automatic,
            keyword=asked.name if asked else "",
        )
        events.record(what, subject=message, by=Actor.citizen(conversation.citizen_id), at=at)
        take_reports(channel=arrival.channel, reports=_reports(inbound), at=at)
        acknowledge(conversation, message, inbound, at=at)
        if conversation.confidential:
            seal_later(conversation)
        changed(conversation)
        return message


def _settle(arrival: Arrival, unreadable: str) -> bool:
    """Note what became of the arrival; whether this run is the first that has read it."""
    if unreadable:
        mark_unreadable(arrival_id=arrival.pk, code=unreadable)
        return not Message.objects.filter(arrival=arrival).exists()
    return mark_read(arrival_id=arrival.pk)


def _reports(inbound: Inbound) -> list[StatusReport]:
    """Return which of ours did not arrive. It is believed, since it names the key of our row."""
    return [
        StatusReport(reference=each.reference, state=Delivery.REJECTED, code=each.code[:40])
        for each in inbound.undelivered
        if each.final and each.reference
    ]


def one_at_a_time(channel: str, address: str) -> None:
    """Let messages of one address wait for each other: two would begin two conversations."""
    with connection.cursor() as cursor:
        key = f"conversation {channel} {address}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def _conversation(
    inbound: Inbound, address: str, answered: Message | None, channel: str, at: datetime
) -> Conversation:
    """Return the conversation that a message belongs to, locked or new."""
    theirs = answered.conversation if answered else None
    goes_on = theirs or matching.going_on(channel, address, sender=inbound.sender, at=at)
    if goes_on:
        return queries.locked(goes_on.pk)
    begun = _begun(inbound, address, channel, at)
    if answered:  # what it answers is the first of the talk
        Message.objects.filter(pk=answered.pk).update(conversation=begun)
    return begun


def _begun(inbound: Inbound, address: str, channel: str, at: datetime) -> Conversation:
    return Conversation.objects.create(
        channel=channel,
        address=address,
        name=plain_name(inbound.sender_name)[:200],
        subject=inbound.subject[:200],
        # By whoever is named for the answer nobody is known
        citizen=matching.known_by(channel, inbound.sender),
        queue=city.written_queue(channel, to=inbound.to),
        state=Conversation.State.WAITING,
        began_at=at,
        last_at=at,
        waiting_since=at,
    )


def _written(
    inbound: Inbound,
    conversation: Conversation,
    answered: Message | None,
    arrival: Arrival,
    at: datetime,
) -> Message:
    about = About.row(conversation)
    return Message.objects.create(
        direction=Direction.INBOUND,
        channel=arrival.channel,
        purpose=RECEIVED,
        about_type=about.type,
        about_id=about.id,
        conversation=conversation,
        answers=answered,
        arrival=arrival,
        sender=inbound.sender,
        reply_to=inbound.reply_to,
        to=inbound.to[0][:254] if inbound.to else "",
        subject=inbound.subject[:200],
        body=inbound.new_text,
        full_text=inbound.text,
        html=inbound.html,
        automatic=inbound.automatic,
        complete=inbound.complete,
        state=Message.State.RECEIVED,
        created_at=at,
        due_at=at,
        provider_reference=matching.kept(inbound.reference),
        comment=inbound.comment,
        post=inbound.post,
        is_public=bool(inbound.comment),
    )


def note_waiting(conversation: Conversation, inbound: Inbound, at: datetime) -> None:
    """Let the conversation wait for an answer; not for one to a machine or to what nobody wants.

    An alarm word of an unwanted sender is read by a person all the same. Messages on the day of an
    end because of abuse wait for a supervisor.
    """
    state, reason = Conversation.State, Conversation.CloseReason
    conversation.last_at = at
    begun = conversation.began_at == at
    if inbound.automatic and begun:
        conversation.state, conversation.waiting_since = state.CLOSED, None
        conversation.closed_at, conversation.close_reason = at, reason.AUTOMATIC
    elif not inbound.automatic and (conversation.close_reason != reason.SPAM or _alarms(inbound)):
        stretches.begin(conversation, at=at)
        if matching.is_of_abuse(conversation, at=at) and not _alarms(inbound):
            _hold(conversation, at)
        else:
            since = conversation.waiting_since or conversation.review_since
            conversation.waiting_since = since or at
            conversation.state = state.WAITING
            open_up_again(conversation)
    conversation.save()


def _hold(conversation: Conversation, at: datetime) -> None:
    """Let it wait for a supervisor, and say so once."""
    if conversation.review_since is None:
        conversation.review_since = at
        by = Actor.citizen(conversation.citizen_id)
        events.record(ConversationHeld(), subject=conversation, by=by, at=at)


def _alarms(inbound: Inbound) -> bool:
    """Say whether it has one of the city's alarm words: it waits for no supervisor then."""
    words = f"{inbound.subject}. {inbound.new_text}"
    return bool(alarms.heard(words, city.alarms()))


def _note_asked(conversation: Conversation, at: datetime) -> None:
    """Let the conversation wait for nobody: what was asked for is answered at once."""
    conversation.state, conversation.waiting_since = Conversation.State.CLOSED, None
    conversation.closed_at = at
    conversation.close_reason = Conversation.CloseReason.KEYWORD
    stretches.served(conversation, at=at)
    conversation.save()
