"""Reactions of care to events of other packages."""

from typing import cast

from alo153.accounts import queries as accounts
from alo153.calls.events.recording import CallRecordingKept
from alo153.calls.models import Call
from alo153.calls.permissions import SUPERVISE_CALLS
from alo153.care.actions.evidence import name_recording
from alo153.care.notices import WRITTEN_AFTER_END, of_written_after_end
from alo153.care.tables.abuse import AbuseReport, Step
from alo153.contacts.conversations.queries import readers
from alo153.contacts.events import ConversationHeld, ConversationReplyTakenBack
from alo153.contacts.models import Conversation
from alo153.core.models import Event
from alo153.notices.actions import give_notice


def recording_kept(event: Event, _what: CallRecordingKept) -> None:
    """Name the recording in a file for the prosecutor that was made before it was stored."""
    name_recording(call=cast(Call, event.subject))


def conversation_held(event: Event, _what: ConversationHeld) -> None:
    """Tell supervisors that a message waits for their decision, once for each wait.

    Supervisors who may not read the conversation have no decision to make.
    """
    conversation, words = cast(Conversation, event.subject), of_written_after_end()
    deciding = accounts.holding(SUPERVISE_CALLS).filter(pk__in=readers(conversation))
    give_notice(
        kind=WRITTEN_AFTER_END,
        cause=f"held:{event.pk}",
        about=conversation,
        words=dict.fromkeys(deciding, words),
        by=event.actor,
        at=event.at,
    )


def reply_taken_back(_event: Event, what: ConversationReplyTakenBack) -> None:
    """Delete the report whose only step is a warning that did not reach the citizen."""
    AbuseReport.objects.filter(warning=what.message, step=Step.WARNED, statement="").delete()
