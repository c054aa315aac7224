"""Ask what became of messages, what came in and who wants none, where nobody tells by itself."""

import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from alo153.channels import adapters
from alo153.channels.actions import keep_arrival
from alo153.channels.contract import NotSent
from alo153.channels.pushes import Push, Unreadable
from alo153.channels.transport import Transport
from alo153.citizens.channel import WRITTEN, Channel
from alo153.contacts import queries
from alo153.contacts.actions.delivery import take_push
from alo153.contacts.actions.opting import opt_out
from alo153.core.actor import CITIZEN

# Providers give up after two days
_LONGEST: Final = timedelta(days=3)
# As many as Netgsm takes at once
_MOST: Final = 50
_LATELY: Final = timedelta(minutes=15)
_DAY: Final = timedelta(days=1)
_DAYS_BACK: Final = 3
"""At the begin of an hour so many days are asked for: worker or provider may have been away."""
_BEGIN_MINUTES: Final = 3

logger = logging.getLogger(__name__)
type Ask[T] = Callable[[str, datetime, datetime], Sequence[T]]


def ask_reports(*, at: datetime) -> None:
    """Ask each transport in use that wants to be asked for some of the messages it took."""
    for channel in WRITTEN:
        for address, transport in adapters.in_use(channel):
            push = _asked(address, transport, since=at - _LONGEST)
            take_push(channel=channel, push=push, at=at)


def _asked(address: str, transport: Transport, *, since: datetime) -> Push:
    if transport.ask_reports is None:
        return Push()
    names = list(queries.awaiting_report(transport.channel, transport.name, since=since)[:_MOST])
    try:
        return transport.ask_reports(address, names) if names else Push()
    except (NotSent, Unreadable) as error:
        logger.warning("no reports of %s: %s", transport.name, error)
        return Push()


def ask_messages(*, at: datetime) -> None:
    """Keep what came in at the transports in use that have to be asked; a repeat is kept once.

    Raises:
        OSError: there is no room for a message.
    """
    for address, transport in adapters.in_use(Channel.SMS):
        if ask := transport.ask_messages:
            for message in _told(ask, address, transport, at):
                keep_arrival(channel=Channel.SMS, key=message.key, raw=message.raw, at=at)


def ask_opt_outs(*, at: datetime) -> None:
    """Keep who opted out at the transports in use that keep a list of their own."""
    for address, transport in adapters.in_use(Channel.SMS):
        if ask := transport.ask_opt_outs:
            for phone in _told(ask, address, transport, at):
                opt_out(channel=Channel.SMS, to=phone, by=CITIZEN, at=at)


def _told[T](ask: Ask[T], address: str, transport: Transport, at: datetime) -> Iterator[T]:
    for since, until in _times(at):
        try:
            yield from ask(address, since, until)
        except (NotSent, Unreadable) as error:
            logger.warning("nothing told by %s: %s", transport.name, error)
            return


def _times(at: datetime) -> list[tuple[datetime, datetime]]:
    """Return the times that are asked for; a day at most each."""
    if at.minute >= _BEGIN_MINUTES:
        return [(at - _LATELY, at)]
    return [(at - day * _DAY, at - (day - 1) * _DAY) for day in range(1, _DAYS_BACK + 1)]
