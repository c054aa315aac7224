"""Note what became of a message after it left, as the other side says."""

import logging
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from alo153.channels.actions import keep_arrival
from alo153.channels.pushes import Delivery, Push, StatusReport
from alo153.contacts.actions.facts import facts_of
from alo153.contacts.events import (
    MessageDelivered,
    MessageNotDelivered,
    MessageRead,
    MessageSent,
    OfMessage,
)
from alo153.contacts.models import Message
from alo153.core import events
from alo153.core.actor import SYSTEM
from alo153.core.jobs import enqueue_once

log = logging.getLogger(__name__)

LATE_JOB: Final = "contacts.note_delivery"
# A report may be faster than the transaction that writes the name it uses
_WAIT_SECONDS: Final = 60
_MEANING: Final = {
    Delivery.DELIVERED: Message.Delivery.DELIVERED,
    Delivery.READ: Message.Delivery.READ,
    Delivery.EXPIRED: Message.Delivery.NOT_DELIVERED,
    Delivery.REJECTED: Message.Delivery.NOT_DELIVERED,
}
# What is said later counts if it stands behind what is known
_ORDER: Final = (
    Message.Delivery.NONE,
    Message.Delivery.NOT_DELIVERED,
    Message.Delivery.DELIVERED,
    Message.Delivery.READ,
)


def take_push(*, channel: str, push: Push, at: datetime) -> None:
    """Keep the messages that came in, and note the reports; the log counts what was not read.

    Raises:
        OSError: there is no room for a message.
    """
    for why, count in Counter(push.unread).items():
        log.warning("%s: %d events were not read: %s", channel, count, why)
    # Whoever repeats a message may do so within one push
    for message in {each.key: each for each in push.messages}.values():
        keep_arrival(channel=channel, key=message.key, raw=message.raw, at=at)
    take_reports(channel=channel, reports=push.reports, at=at)


def take_reports(*, channel: str, reports: Sequence[StatusReport], at: datetime) -> None:
    """Note reports; one of a message that is not here is looked at once more, after a minute."""
    for report in reports:
        if not note_delivery(
            channel=channel,
            reference=report.reference,
            state=report.state,
            code=report.code,
            at=report.at or at,
            ours=report.ours,
        ):
            enqueue_once(
                LATE_JOB,
                f"{channel} {report.reference} {report.state}",
                wait_seconds=_WAIT_SECONDS,
                channel=channel,
                reference=report.reference,
                state=report.state.value,
                code=report.code,
                at=(report.at or at).isoformat(),
                ours=report.ours,
            )


@transaction.atomic
def note_delivery(
    *, channel: str, reference: str, state: Delivery, code: str, at: datetime, ours: str = ""
) -> bool:
    """Note what became of a message that was sent; returns whether there is such a message.

    Reports come more than once and in any order: the first is noted, and after it only that the
    message arrived after all, or was read. What was read has arrived, whether that is said or not.

    Args:
        ours: our own name for it, where the other side repeats that: of a message of which nobody
            knew whether it left it says that it did.
    """
    named = Message.objects.filter(channel=channel, provider_reference=reference)
    sent = named.filter(state=Message.State.SENT).select_for_update()
    message = sent.order_by("-sent_at").first() or _cleared_up(channel, reference, ours, at)
    if message is None:
        return False
    if (delivery := _MEANING.get(state)) and _is_news(message, delivery):
        _write_down(message, delivery, code, at)
    return True


def _cleared_up(channel: str, reference: str, ours: str, at: datetime) -> Message | None:
    """Return the unclear message that has left after all; what a person did about it stays."""
    try:
        named = Message.objects.filter(pk=UUID(ours), channel=channel)
    except ValueError:
        return None
    unclear = named.filter(state=Message.State.UNCLEAR, settlement=None)
    message = unclear.select_for_update(of=("self",)).first()
    if message:
        message.state, message.last_error = Message.State.SENT, ""
        message.provider_reference, message.sent_at = reference, at
        message.save(update_fields=["state", "last_error", "provider_reference", "sent_at"])
        events.record(MessageSent(**facts_of(message)), subject=message, by=SYSTEM, at=at)
    return message


def _is_news(message: Message, delivery: Message.Delivery) -> bool:
    return _ORDER.index(delivery) > _ORDER.index(Message.Delivery(message.delivery))


def _write_down(message: Message, delivery: Message.Delivery, code: str, at: datetime) -> None:
    had_arrived = message.delivery == Message.Delivery.DELIVERED
    message.delivery, message.delivery_at = delivery, at
    message.save(update_fields=["delivery", "delivery_at"])
    about = facts_of(message)
    told: list[OfMessage] = []
    if delivery == Message.Delivery.NOT_DELIVERED:
        told.append(MessageNotDelivered(**about, code=code))
    elif not had_arrived:
        told.append(MessageDelivered(**about))
    if delivery == Message.Delivery.READ:
        told.append(MessageRead(**about))
    for what in told:
        events.record(what, subject=message, by=SYSTEM, at=at)
