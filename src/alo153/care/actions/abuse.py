"""Step by step with a caller who abuses: ask, warn, end the call, and what supervisors do then."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.calls import actions as calls
from alo153.calls.models import BlockPolicy, Call
from alo153.calls.models.recordings import Recording, RecordingState
from alo153.calls.permissions import ANSWER_CALLS, SUPERVISE_CALLS
from alo153.calls.supervision.blocked_numbers import actions as blocked_numbers
from alo153.care.actions.evidence import HELD_FOR, copies, hold
from alo153.care.actions.hard_calls import mark_hard
from alo153.care.contact import NoContact, contact_meant
from alo153.care.events import AbuseReported, AbuseSettled, ComplaintFiled
from alo153.care.models import Hardness
from alo153.care.permissions import FILE_COMPLAINTS
from alo153.care.tables.abuse import AbuseReport, ComplaintFile, Offence, Step
from alo153.citizens import queries as citizens
from alo153.city import numbers
from alo153.contacts.conversations import queries as conversations
from alo153.contacts.models import Interaction
from alo153.core import events
from alo153.core.actor import Actor

LONGEST: Final = 5_000


class NotTheirs(ValueError):
    """Somebody else was abused."""


class WordsSealed(ValueError):
    """The conversation is confidential: no copy of its words leaves the seal."""


class NoStatement(ValueError):
    """The agent has not written down yet what happened."""


class CallerErased(ValueError):
    """The caller was erased: no words about them are kept any more."""


class NoNumber(ValueError):
    """The caller withheld the number, or it was erased: nothing can be blocked."""


class Settled(ValueError):
    """Somebody has decided about it already."""


@transaction.atomic
def warn(*, step: Step, contact: str = "", by: User, at: datetime) -> AbuseReport:
    """Write down that a caller was asked to stop, or warned; an earlier step is not taken back.

    `contact` is the key of the one that is meant; without it the one at hand is.

    Raises:
        NotPermitted: they answer no calls.
        NoContact: they are in none.
        ContactOver: the one that is meant is over.
    """
    permit(ANSWER_CALLS, by=by)
    report = _report(contact, by, at)
    if step is not Step.ENDED and report.step < step:
        report.step = step
        report.save(update_fields=["step"])
    return report


@transaction.atomic
def end_by_right(*, threat: bool, contact: str = "", by: User, at: datetime) -> AbuseReport:
    """End the call at hand because of abuse or a threat; the agent recovers.

    `contact` is the key of the one that is meant: the next caller is never hung up for it.

    The caller is not asked how it was, and so gets no apology for a low rating.

    Raises:
        NotPermitted: they answer no calls.
        NoContact: they are in none.
        ContactOver: the one that is meant is over.
    """
    permit(ANSWER_CALLS, by=by)
    report = _report(contact, by, at)
    if report.ended_at is None:
        report.step, report.ended_at, report.threat = Step.ENDED, at, threat
        report.save(update_fields=["step", "ended_at", "threat"])
        what = AbuseReported(threat=threat)
        events.record(what, subject=report, by=Actor.staff(by.pk), at=at)
    mark_hard(hardness=Hardness.THREAT if threat else Hardness.ABUSE, by=by, at=at)
    calls.hang_up(user=by, by_right=True, at=at)
    return report


@transaction.atomic
def state(*, report: AbuseReport, words: str, by: User, at: datetime) -> AbuseReport:
    """Write down what happened; until a file is made of it the agent may change it.

    Raises:
        NotTheirs: somebody else was abused.
        Settled: a file for the prosecutor holds the statement.
        CallerErased: the caller was erased in the meantime.
    """
    rows = AbuseReport.objects.select_for_update(of=("self",))
    found = rows.select_related("interaction__citizen").get(pk=report.pk)
    if found.agent_id != by.pk:
        raise NotTheirs
    if ComplaintFile.objects.filter(report=found).exists():
        raise Settled
    if found.erased_at or citizens.is_erased(found.interaction.citizen):
        raise CallerErased
    found.statement, found.stated_at = words.strip()[:LONGEST], at
    found.save(update_fields=["statement", "stated_at"])
    return found


@transaction.atomic
def block_caller(
    *,
    report: AbuseReport,
    policy: BlockPolicy,
    reason: str,
    days: int,
    by: User,
    at: datetime,
) -> AbuseReport:
    """Let a caller's next calls be refused or come last for some days, and settle the report.

    Raises:
        NotPermitted: they do not supervise calls.
        NoNumber: there is none.
    """
    permit(SUPERVISE_CALLS, by=by)
    found = AbuseReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    number = number_of(found.interaction)
    if not number:
        raise NoNumber
    found.block = blocked_numbers.block_number(
        number=numbers.parse(number),
        policy=policy,
        reason=reason,
        until=at + timedelta(days=days),
        by=by,
        at=at,
    )
    return _settled(found, by, at)


@transaction.atomic
def settle(*, report: AbuseReport, by: User, at: datetime) -> AbuseReport:
    """Say that nothing more is done about a report. Raises NotPermitted."""
    permit(SUPERVISE_CALLS, by=by)
    found = AbuseReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    return _settled(found, by, at)


@transaction.atomic
def file_complaint(
    *, report: AbuseReport, offence: Offence, by: User, at: datetime
) -> ComplaintFile:
    """Make the file for the prosecutor: the recording is held, and the statement stays as it is.

    Of abuse in writing the file keeps copies of the messages. A second press returns the first
    file.

    Raises:
        NotPermitted: they file no complaints.
        WordsSealed: it happened in a confidential conversation.
        NoStatement: the agent has not written one.
    """
    permit(FILE_COMPLAINTS, by=by)
    # The conversation is locked first, as an erasure does
    talk = conversations.locked(report.conversation_id) if report.conversation_id else None
    rows = AbuseReport.objects.select_for_update(of=("self",)).select_related("interaction")
    found = rows.get(pk=report.pk)
    if made := ComplaintFile.objects.filter(report=found).first():
        return made
    if talk and talk.confidential:
        raise WordsSealed
    if not found.statement:
        raise NoStatement
    call = Call.objects.filter(interaction=found.interaction_id).first()
    if call:
        hold(call=call, report=found, by=by, at=at)
    file = ComplaintFile.objects.create(
        report=found,
        offence=offence,
        number=number_of(found.interaction),
        statement=found.statement,
        messages=copies(found),
        sha256=_digest_of(call),
        made_by=by,
        made_at=at,
        held_until=at + HELD_FOR,
    )
    what = ComplaintFiled(offence=offence.value)
    events.record(what, subject=file, by=Actor.staff(by.pk), at=at)
    _settled(found, by, at)
    return file


def number_of(contact: Interaction) -> str:
    """Return the telephone number of a contact; empty if there is none."""
    call: Call | None = getattr(contact, "call", None)
    return call.number if call else ""


def _digest_of(call: Call | None) -> str:
    """Return the checksum of what is held; of a recording that is deleted there is nothing."""
    if call is None:
        return ""
    kept = Recording.objects.filter(pk=call.pk, state=RecordingState.KEPT).first()
    return kept.sha256 if kept else ""


def _report(contact: str, by: User, at: datetime) -> AbuseReport:
    found = contact_meant(by, contact, at)
    if found is None:
        raise NoContact
    rows = AbuseReport.objects.select_for_update(of=("self",))
    report, _ = rows.get_or_create(
        agent=by, interaction=found, defaults={"step": Step.ASKED, "begun_at": at}
    )
    return report


def _settled(found: AbuseReport, by: User, at: datetime) -> AbuseReport:
    if found.settled_at is None:
        found.settled_by, found.settled_at = by, at
        what = AbuseSettled(blocked=found.block_id is not None)
        events.record(what, subject=found, by=Actor.staff(by.pk), at=at)
    found.save(update_fields=["block", "settled_by", "settled_at"])
    return found
