"""Reactions of quality management to events of other packages."""

from typing import cast

from alo153.calls.events.recording import CallRecordingDeleted
from alo153.calls.events.way import CallEnded
from alo153.calls.models import Call
from alo153.citizens.channel import Channel
from alo153.contacts.events import ConversationClosed, InteractionRated
from alo153.contacts.models import Conversation, Interaction
from alo153.core.jobs import enqueue
from alo153.core.models import Event
from alo153.quality.actions.asking import ASK_JOB
from alo153.quality.actions.feedback import link_confidential
from alo153.quality.actions.moments import forget_proposed
from alo153.quality.actions.rating import RATING_JOB, WAIT_SECONDS
from alo153.quality.actions.transcribing import forget_words
from alo153.quality.rules.targeting import LOW_RATING


def rated(event: Event, what: InteractionRated) -> None:
    """Queue the SMS that asks why a rating is low: its failure must not cost the rating itself."""
    contact = cast(Interaction, event.subject)
    if what.rating <= LOW_RATING and contact.channel == Channel.PHONE:
        enqueue(ASK_JOB, interaction_id=contact.pk)


def conversation_closed(event: Event, what: ConversationClosed) -> None:
    """Queue the question how it was, unless the conversation was none of a citizen."""
    contact = cast(Conversation, event.subject).interaction_id
    if contact and what.reason == Conversation.CloseReason.SETTLED:
        enqueue(RATING_JOB, wait_seconds=WAIT_SECONDS, interaction_id=contact)


def call_ended(event: Event, _what: CallEnded) -> None:
    """Keep a call-back about a confidential contact confidential, even if nobody answered."""
    link_confidential(call=cast(Call, event.subject))


def recording_deleted(event: Event, _what: CallRecordingDeleted) -> None:
    """Delete the words with the sound, and what of it waits for the library."""
    recording = cast(Call, event.subject).pk
    forget_words(recording=recording)
    forget_proposed(recording=recording)
