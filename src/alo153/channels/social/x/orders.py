"""Signed orders to X, and what its errors mean.

https://docs.x.com/x-api/fundamentals/response-codes-and-errors
https://docs.x.com/resources/fundamentals/authentication/oauth-1-0a/creating-a-signature
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlsplit

from oauthlib.oauth1 import Client

from alo153.channels.contract import (
    NotFetched,
    NotSent,
    PermanentFailure,
    TemporaryFailure,
    Unclear,
)
from alo153.channels.providers import http, payloads
from alo153.channels.pushes import Unreadable
from alo153.channels.social.x.account import XAccount
from alo153.core.files.uploads import MAX_BYTES

NAME: Final = "x"
_TAKEN: Final = (HTTPStatus.OK, HTTPStatus.CREATED)
# Some of its limits are for a day
_LONGEST_WAIT: Final = 24 * 3600
# In its words of what is wrong: they take no messages of ours, or are gone
_WRONG_ADDRESS: Final = ("permission to dm", "cannot send messages")
_NOBODY: Final = "/resource-not-found"
# Files of messages: to be had by their two sides alone
_PRIVATE_FILES: Final = "ton.twitter.com"
_PUBLIC_FILES: Final = ("pbs.twimg.com", "video.twimg.com")


def signed(account: XAccount, method: str, url: str) -> dict[str, str]:
    """Return the header by which X knows us; a body of JSON is no part of it (RFC 5849, 3.4.1)."""
    client = Client(
        account.key,
        client_secret=account.of.secret,
        resource_owner_key=account.of.token,
        resource_owner_secret=account.token_secret,
    )
    _, headers, _ = client.sign(url, http_method=method)
    return {"Authorization": str(headers["Authorization"])}


def post(account: XAccount, path: str, order: dict[str, Any]) -> Mapping[str, Any]:
    """Post an order, and return what X says of it.

    Raises:
        NotSent: refused, not reachable, or no answer came back.
    """
    url = f"{account.url}/2/{path}"
    return _taken(http.post(url, of=NAME, order=order, headers=signed(account, "POST", url)))


def delete(account: XAccount, path: str) -> None:
    """Delete something; a deleted one is no error.

    Raises:
        NotSent: refused, not reachable, or no answer came back.
    """
    url = f"{account.url}/2/{path}"
    answer = http.delete(url, of=NAME, headers=signed(account, "DELETE", url))
    if answer.status != HTTPStatus.NOT_FOUND:
        _taken(answer)


def name_in(told: Mapping[str, Any], name: str) -> str:
    """Return what X calls something that it took.

    Raises:
        Unclear: it does not say.
    """
    try:
        given = payloads.word(told, name)
    except Unreadable:
        given = ""
    if not given:
        raise Unclear("x no id")
    return given


def fetch(account: XAccount, url: str) -> bytes:
    """Fetch a file from where X says that it is.

    Raises:
        NotFetched: see there; also where the address is none of X's.
    """
    if not (_is_private(url, account) or _is_at(url, _PUBLIC_FILES)):
        raise NotFetched("strange address")
    headers = signed(account, "GET", url) if _is_private(url, account) else None
    return http.get(url, headers=headers, most=MAX_BYTES)


def _is_private(url: str, account: XAccount) -> bool:
    return _is_at(url, (_PRIVATE_FILES,)) or _origin(url) == _origin(account.url)


def _is_at(url: str, hosts: tuple[str, ...]) -> bool:
    return any(_origin(url) == ("https", host) for host in hosts)


def _origin(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", ""
    return parts.scheme, parts.netloc


def _taken(answer: http.Answer) -> Mapping[str, Any]:
    told = _told(answer.body)
    if answer.status not in _TAKEN:
        raise _refusal(answer, told)
    found = told.get("data")
    return found if isinstance(found, dict) else {}


def _told(body: bytes) -> Mapping[str, Any]:
    try:
        found = payloads.read(body)
    except Unreadable:
        return {}
    return found if isinstance(found, dict) else {}


def _refusal(answer: http.Answer, told: Mapping[str, Any]) -> NotSent:
    code = f"{NAME} http {answer.status}"
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        return TemporaryFailure(code, wait_seconds=min(answer.wait_seconds, _LONGEST_WAIT))
    if _is_wrong_address(told):
        return PermanentFailure(code, wrong_address=True)
    if answer.status == HTTPStatus.FORBIDDEN:
        # It says so of words, too, and in nothing that tells both apart
        return PermanentFailure(code)
    return http.by_status(answer.status, of=NAME)


def _is_wrong_address(told: Mapping[str, Any]) -> bool:
    words = str(told.get("detail", "")).lower()
    gone = str(told.get("type", "")).endswith(_NOBODY)
    return gone or any(each in words for each in _WRONG_ADDRESS)
