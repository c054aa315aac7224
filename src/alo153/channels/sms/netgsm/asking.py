"""Netgsm gives reports and messages on request, at most ten times a minute."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from alo153.channels.providers import http
from alo153.channels.providers.payloads import TURKEY
from alo153.channels.pushes import Push, Pushed
from alo153.channels.sms.accounts import account_at
from alo153.channels.sms.netgsm.messages import read_list
from alo153.channels.sms.netgsm.reports import NAME, read_reports

MOST: Final = 50
"""So many messages are asked for at once."""
_MOST_BYTES: Final = 8 * 1024 * 1024


def ask_reports(address: str, references: Sequence[str]) -> Push:
    """Ask what became of messages; of those beyond the first fifty nothing is asked.

    Raises:
        NotSent: not reachable, or no answer came back.
        Unreadable: the answer is not in Netgsm's shape, or refuses.
    """
    account = account_at(address)
    jobs = [reference.removeprefix(f"{NAME}:") for reference in references[:MOST]]
    answer = http.post(
        f"{_path(account.url)}/report",
        of="sms",
        order={"jobids": jobs},
        auth=(account.user, account.password),
    )
    return read_reports(answer.body)


def ask_messages(address: str, since: datetime, until: datetime) -> Sequence[Pushed]:
    """Ask for the messages of a time. Without one Netgsm would tell each once, and to nobody else.

    Raises:
        NotSent: not reachable, or no answer came back.
        Unreadable: the answer is not in Netgsm's shape, or refuses.
    """
    account = account_at(address)
    words = urlencode({"startdate": _stamp(since), "stopdate": _stamp(until)})
    answer = http.ask(
        f"{_path(account.url)}/inbox?{words}",
        of="sms",
        auth=(account.user, account.password),
        most=_MOST_BYTES,
    )
    return read_list(answer.body)


def _path(url: str) -> str:
    return url.removesuffix("/send")


def _stamp(at: datetime) -> str:
    return at.astimezone(TURKEY).strftime("%d%m%Y%H%M%S")
