"""Netgsm tells reports to those who ask, at most ten times a minute, fifty messages at once."""

from collections.abc import Sequence
from typing import Final

from alo153.channels.providers import http
from alo153.channels.pushes import StatusReport
from alo153.channels.sms.accounts import account_at
from alo153.channels.sms.netgsm.reports import NAME, read_reports

MOST: Final = 50
"""So many messages are asked for at once."""


def ask_reports(address: str, references: Sequence[str]) -> Sequence[StatusReport]:
    """Ask what became of messages; of those beyond the first fifty nothing is asked.

    Raises:
        NotSent: not reachable, or no answer came back.
        Unreadable: the answer is not in Netgsm's shape, or refuses.
    """
    account = account_at(address)
    jobs = [reference.removeprefix(f"{NAME}:") for reference in references[:MOST]]
    answer = http.post(
        f"{account.url.removesuffix('/send')}/report",
        of="sms",
        order={"jobids": jobs},
        auth=(account.user, account.password),
    )
    return read_reports(answer.body)
