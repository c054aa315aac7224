"""Ask what became of messages, where the other side does not tell by itself."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from alo153.channels import adapters
from alo153.channels.contract import NotSent
from alo153.channels.pushes import StatusReport, Unreadable
from alo153.channels.transport import Transport
from alo153.citizens.channel import WRITTEN
from alo153.contacts import queries
from alo153.contacts.actions.delivery import take_reports

# Providers give up after two days
_LONGEST: Final = timedelta(days=3)
# As many as Netgsm takes at once
_MOST: Final = 50

logger = logging.getLogger(__name__)


def ask_reports(*, at: datetime) -> None:
    """Ask each transport in use that wants to be asked for some of the messages it took."""
    for channel in WRITTEN:
        for address, transport in adapters.in_use(channel):
            reports = _asked(address, transport, since=at - _LONGEST)
            take_reports(channel=channel, reports=reports, at=at)


def _asked(address: str, transport: Transport, *, since: datetime) -> Sequence[StatusReport]:
    if transport.ask_reports is None:
        return []
    names = list(queries.awaiting_report(transport.channel, transport.name, since=since)[:_MOST])
    try:
        return transport.ask_reports(address, names) if names else []
    except (NotSent, Unreadable) as error:
        logger.warning("no reports of %s: %s", transport.name, error)
        return []
