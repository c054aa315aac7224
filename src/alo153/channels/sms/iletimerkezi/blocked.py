"""Numbers that İleti Merkezi has blocked: they answered RET to a message, or are on its list."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from alo153.channels.providers import http, payloads
from alo153.channels.providers.payloads import TURKEY
from alo153.channels.pushes import Unreadable
from alo153.channels.sms import numbers
from alo153.channels.sms.accounts import Account, account_at

PAGE: Final = 1000
_MOST_PAGES: Final = 20
_MOST_BYTES: Final = 1024 * 1024
_FOUND: Final = "200"


def ask_opt_outs(address: str, since: datetime, until: datetime) -> Sequence[str]:
    """Ask which telephones were put on its list between two instants.

    Raises:
        NotSent: not reachable, or no answer came back.
        Unreadable: the answer is not in İleti Merkezi's shape, or refuses.
    """
    return list(_all(account_at(address), since, until))


def _all(account: Account, since: datetime, until: datetime) -> Iterator[str]:
    for number in range(1, _MOST_PAGES + 1):
        found = read_list(_page(account, number, since, until))
        yield from filter(None, map(numbers.e164, found))
        if len(found) < PAGE:
            return


def _page(account: Account, number: int, since: datetime, until: datetime) -> bytes:
    wanted = {
        "filter": {"start": _stamp(since), "end": _stamp(until)},
        "page": str(number),
        "rowCount": str(PAGE),
    }
    asked = {"key": account.user, "hash": account.password}
    return http.post(
        account.url.replace("/send-sms/", "/get-blacklist/"),
        of="sms",
        order={"request": {"authentication": asked, "blacklist": wanted}},
        most=_MOST_BYTES,
    ).body


def read_list(raw: bytes) -> list[str]:
    """Return the numbers of a page.

    Raises:
        Unreadable: it is not in İleti Merkezi's shape, or refuses.
    """
    found = payloads.read(raw)
    answer = payloads.part(found, "response") if isinstance(found, dict) else {}
    told = payloads.word(payloads.part(answer, "status"), "code")
    if told != _FOUND:
        raise Unreadable(f"code {payloads.code(told)}")
    return _numbers(payloads.part(answer, "blacklist"))


def _numbers(row: Mapping[str, Any]) -> list[str]:
    those = row.get("number") or []
    if not isinstance(those, list) or len(those) > PAGE:
        raise Unreadable("no list")
    return [each for each in those if isinstance(each, str)]


def _stamp(at: datetime) -> str:
    return at.astimezone(TURKEY).strftime("%Y-%m-%d %H:%M:%S")
