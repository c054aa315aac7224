"""Orders to Meta's Graph API, and what its errors mean.

https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
https://developers.facebook.com/docs/messenger-platform/error-codes
https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/error-codes
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlsplit

from alo153.channels.contract import (
    LetterFile,
    NotFetched,
    NotSent,
    PermanentFailure,
    TemporaryFailure,
    Unclear,
)
from alo153.channels.providers import http, payloads
from alo153.channels.pushes import Unreadable
from alo153.channels.social.accounts import Account
from alo153.core.files.uploads import MAX_BYTES

# Too many of an application, an account, a number, and for one person; their service is down
_TEMPORARY: Final = frozenset(
    {4, 17, 32, 613, 80006, 80007, 130429, 131016, 131056, 131057, 133016}
    # Of Instagram's publishing: so many a day; a picture that could not be fetched, is fetched
    # still, or took too long to be fetched
    | {9, 9004, 9007, -2}
)
# One a person and six seconds; one that is looked at still
_WAITS: Final = {131056: 60, 9007: 10}
# It cannot be reached there, may not be written to, or is our own; Messenger's: no such person
_WRONG_ADDRESS: Final = frozenset({131021, 131026, 131030, 131062, 551})
# With its second number: "no matching user found"
_NOBODY: Final = frozenset({(100, 2018001)})
# With its second number: there is no such object any more, or none that we may see
_GONE: Final = (100, 33)
# Session or token run out, a right that was taken away. 10 and 200 are of a message, too
_OF_ACCOUNT: Final = frozenset({3, 102, 190, 131005})
# They do not know themselves whether it went
_UNCLEAR: Final = frozenset({-1, 1, 2, 131000})
# A code of events has room for it
_LARGEST: Final = 999_999_999
# From where Meta hands out files; nothing of ours goes anywhere else
_FILES: Final = (".fbcdn.net", ".fbsbx.com", ".cdninstagram.com", ".whatsapp.net")


def post(account: Account, path: str, order: dict[str, Any], *, of: str) -> Mapping[str, Any]:
    """Post an order, and return the answer to it.

    Raises:
        NotSent: refused, not reachable, or no answer came back.
    """
    url = f"{account.url}/{path}"
    return _taken(http.post(url, of=of, order=order, headers=_bearer(account)), of=of)


def upload(
    account: Account, path: str, fields: Mapping[str, str], file: LetterFile, *, of: str
) -> Mapping[str, Any]:
    """Hand a file over, which nobody gets before a message names it; returns the answer.

    Raises:
        NotSent: see `post`; nothing is unclear, since nothing was said to anybody.
    """
    url, bearer = f"{account.url}/{path}", _bearer(account)
    try:
        answer = http.post_file(url, of=of, fields=fields, part="file", file=file, headers=bearer)
        return _taken(answer, of=of)
    except Unclear as problem:
        raise TemporaryFailure(problem.code) from None


def delete(account: Account, path: str, *, of: str) -> None:
    """Delete an object; a deleted one is no error.

    Raises:
        NotSent: refused, not reachable, or no answer came back.
    """
    answer = http.delete(f"{account.url}/{path}", of=of, headers=_bearer(account))
    error = _told(answer.body).get("error")
    if (_number(error, "code"), _number(error, "error_subcode")) != _GONE:
        _taken(answer, of=of)


def _taken(answer: http.Answer, *, of: str) -> Mapping[str, Any]:
    told = _told(answer.body)
    if answer.status == HTTPStatus.OK and "error" not in told:
        return told
    raise _refusal(answer.status, told, of=of)


def ask(account: Account, path: str) -> Mapping[str, Any]:
    """Ask for an object.

    Raises:
        NotFetched: see there.
    """
    return _told(http.get(f"{account.url}/{path}", headers=_bearer(account)))


def fetch(account: Account, url: str, *, known: bool = False) -> bytes:
    """Fetch a file from where Meta says that it is.

    Args:
        known: it wants to know who asks.

    Raises:
        NotFetched: see there; also where the address is none of Meta's.
    """
    if not _is_of_meta(url, account):
        raise NotFetched("strange address")
    return http.get(url, headers=_bearer(account) if known else None, most=MAX_BYTES)


def _is_of_meta(url: str, account: Account) -> bool:
    try:
        asked, ours = urlsplit(url), urlsplit(account.url)
    except ValueError:
        return False
    host = asked.hostname or ""
    if asked.scheme == "https" and host.endswith(_FILES):
        return asked.port in {None, 443}
    return (asked.scheme, asked.netloc) == (ours.scheme, ours.netloc)


def _bearer(account: Account) -> dict[str, str]:
    return {"Authorization": f"Bearer {account.token}"}


def _told(body: bytes) -> Mapping[str, Any]:
    try:
        found = payloads.read(body)
    except Unreadable:
        return {}
    return found if isinstance(found, dict) else {}


def _refusal(status: int, told: Mapping[str, Any], *, of: str) -> NotSent:
    error = told.get("error")
    code = _number(error, "code")
    if not code:
        return http.by_status(status, of=of)
    words = f"{of} code {code}"
    if code in _TEMPORARY:
        return TemporaryFailure(words, wait_seconds=_WAITS.get(code, 0))
    if code in _UNCLEAR:
        return Unclear(words)
    wrong = code in _WRONG_ADDRESS or (code, _number(error, "error_subcode")) in _NOBODY
    return PermanentFailure(words, wrong_address=wrong, of_account=code in _OF_ACCOUNT)


def _number(error: Any, name: str) -> int:
    found = error.get(name) if isinstance(error, dict) else None
    return found if isinstance(found, int) and abs(found) <= _LARGEST else 0
