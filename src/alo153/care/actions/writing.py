"""Step by step with a citizen who abuses in writing: warn, end, and look at what follows.

The telephone has the same steps in `abuse`.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.calls.permissions import ANSWER_CALLS, SUPERVISE_CALLS
from alo153.care.actions.abuse import LONGEST
from alo153.care.actions.evidence import ONE_MATTER
from alo153.care.actions.hard_calls import note_hard
from alo153.care.contact import NoContact
from alo153.care.events import AbuseReported
from alo153.care.models import Hardness
from alo153.care.tables.abuse import AbuseReport, Step
from alo153.citizens import queries as citizens
from alo153.citizens.channel import Channel
from alo153.city import queries as city
from alo153.contacts.conversations import actions as conversations
from alo153.contacts.conversations import queries
from alo153.contacts.models import Conversation, Message
from alo153.core import events
from alo153.core.actor import Actor

CloseReason = Conversation.CloseReason


class NoReason(ValueError):
    """The agent has not written why it ends."""


def warning() -> str:
    """Return the words of the warning, in the language of the city; everybody gets the same."""
    with override(city.city().language):
        return _(
            "We would like to help you. Please write to us without insults. "
            "If you go on like this we will have to end this conversation."
        )


def last_words(*, confidential: bool = False) -> str:
    """Return the words that end a conversation, in the language of the city.

    No supervisor reads what is confidential.
    """
    with override(city.city().language):
        words = (
            _(
                "We end this conversation now because of insults or threats. "
                "In an emergency please call %(emergency)s."
            )
            if confidential
            else _(
                "We end this conversation now because of insults or threats. If you write again "
                "today, a supervisor reads it first. In an emergency please call %(emergency)s."
            )
        )
        return words % {"emergency": city.city().emergency_number}


def fixed_words() -> tuple[str, ...]:
    """Return all words above: no agent has written them."""
    return warning(), last_words(), last_words(confidential=True)


@transaction.atomic
def warn_in_writing(
    *, conversation: Conversation, wait_seconds: int = 0, by: User, at: datetime
) -> AbuseReport:
    """Answer with the warning, and write the step down; attached files wait for the next answer.

    Raises:
        NotPermitted: this person does not answer what citizens write.
        HeldByColleague: somebody else has it, or a supervisor decides first.
        CannotReply: the warning cannot leave.
        NoContact: no citizen wrote.
    """
    message = conversations.reply(
        conversation=conversation,
        text=warning(),
        with_files=False,
        wait_seconds=wait_seconds,
        by=by,
        at=at,
    )
    report = _report(queries.locked(conversation.pk), by, at)
    if report.step < Step.WARNED:
        report.step, report.warning = Step.WARNED, message.pk
        report.save(update_fields=["step", "warning"])
    return report


@transaction.atomic
def end_in_writing(
    *,
    conversation: Conversation,
    threat: bool,
    reason: str,
    wait_seconds: int = 0,
    by: User,
    at: datetime,
) -> tuple[AbuseReport, bool]:
    """End a conversation because of abuse or a threat; an agent of the telephone recovers.

    The citizen is told if that is possible, which the second value says, and is not asked how it
    was. What they write on this day waits for a supervisor. A second press changes nothing. If the
    citizen was erased in the meantime it ends as well, and the words are not kept.

    Args:
        reason: what happened, in the agent's own words: their statement.

    Raises:
        NotPermitted: this person does not answer what citizens write.
        HeldByColleague: somebody else has it.
        NoReason: there are no words.
        NoContact: no citizen wrote.
    """
    locked = queries.locked(conversation.pk)
    permit(queries.right_to_read(locked), by=by)
    if not reason.strip():
        raise NoReason
    report, is_over = _report(locked, by, at), _is_over(locked)
    is_told = _was_told(locked) if is_over else _tell(locked, wait_seconds, by, at)
    if is_over and report.ended_at:
        return report, is_told
    conversations.close(conversation=locked, reason=CloseReason.ABUSE, by=by, at=at)
    erased = _is_erased(locked, report)
    _end(report, "" if erased else reason.strip()[:LONGEST], threat=threat, at=at)
    what = AbuseReported(threat=threat)
    events.record(what, subject=report, by=Actor.staff(by.pk), at=at)
    if by.may(ANSWER_CALLS):
        hardness = Hardness.THREAT if threat else Hardness.ABUSE
        note_hard(report.interaction, hardness, by=by, at=at)
    return report, is_told


@transaction.atomic
def let_through(*, conversation: Conversation, by: User, at: datetime) -> bool:
    """Let what a citizen wrote after the end wait for an agent; False if somebody has decided.

    Raises:
        NotPermitted: they do not supervise, or may not read it.
    """
    permit(SUPERVISE_CALLS, by=by)
    return conversations.end_review(conversation=conversation, is_answered=True, by=by, at=at)


@transaction.atomic
def leave_closed(*, conversation: Conversation, by: User, at: datetime) -> bool:
    """Read what a citizen wrote after the end, and leave it unanswered.

    Returns False if somebody has decided.

    Raises:
        NotPermitted: they do not supervise, or may not read it.
    """
    permit(SUPERVISE_CALLS, by=by)
    return conversations.end_review(conversation=conversation, is_answered=False, by=by, at=at)


def _tell(conversation: Conversation, wait_seconds: int, by: User, at: datetime) -> bool:
    """Answer with the last words, if they can leave: the end does not wait for it."""
    try:
        with transaction.atomic():
            conversations.reply(
                conversation=conversation,
                text=last_words(confidential=conversation.confidential),
                with_files=False,
                wait_seconds=wait_seconds,
                by=by,
                at=at,
            )
    except conversations.CannotReply:
        return False
    return True


def _is_over(conversation: Conversation) -> bool:
    """Say whether an agent ended it because of abuse, or as unwanted: nothing more leaves."""
    return conversation.close_reason in {CloseReason.ABUSE, CloseReason.SPAM}


def _was_told(conversation: Conversation) -> bool:
    """Say whether the answer of the moment of the end has left, or is on its way."""
    ended, state = conversation.closed_at, Message.State
    if ended is None:
        return False
    words = conversation.messages.filter(author__isnull=False, created_at=ended)
    return words.exclude(state__in=[state.FAILED, state.WITHHELD, state.RECALLED]).exists()


def _end(report: AbuseReport, words: str, *, threat: bool, at: datetime) -> None:
    """Write the end down; a contact that was opened again has one report of both ends.

    Args:
        words: empty if the citizen was erased.
    """
    report.step, report.ended_at, report.threat = Step.ENDED, at, report.threat or threat
    if words:
        report.statement = f"{report.statement}\n\n{words}" if report.statement else words
        report.stated_at = at
    else:
        report.erased_at = report.erased_at or at
    report.settled_by, report.settled_at = None, None
    report.save()


def _is_erased(locked: Conversation, report: AbuseReport) -> bool:
    """Say whether the citizen was erased; a chat has no address that could be missing."""
    if report.erased_at or (locked.channel != Channel.CHAT and not locked.address):
        return True
    return any(map(citizens.is_erased, {locked.citizen, report.interaction.citizen}))


def _report(locked: Conversation, by: User, at: datetime) -> AbuseReport:
    """Return the report that a step belongs to, locked; within the lock of the conversation."""
    if locked.interaction is None:
        raise NoContact
    rows = AbuseReport.objects.select_for_update(of=("self",))
    own = rows.filter(agent=by, conversation=locked, begun_at__gt=at - ONE_MATTER)
    last = own.order_by("-begun_at").first()
    # A second press of the end is none of another report
    if last and (last.ended_at is None or _is_over(locked)):
        return last
    found, _made = rows.get_or_create(
        agent=by,
        interaction=locked.interaction,
        defaults={"conversation": locked, "step": Step.ASKED, "begun_at": at},
    )
    if found.conversation_id is None:
        # The page of the telephone reported this contact first
        found.conversation = locked
        found.save(update_fields=["conversation"])
    return found
