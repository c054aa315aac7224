"""One POST a message to the bot's address, which holds its token: it is in no log."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from alo153.channels.contract import (
    Letter,
    LetterFile,
    NotFetched,
    NotSent,
    PermanentFailure,
    Sent,
    TemporaryFailure,
    Unclear,
    units,
)
from alo153.channels.providers import http, payloads
from alo153.channels.pushes import Unreadable
from alo153.channels.social.accounts import Account
from alo153.channels.social.telegram import length
from alo153.channels.social.telegram.updates import NAME, reference
from alo153.core.files.uploads import MAX_BYTES

_LONGEST_WAIT: Final = 3600
# In its words of what is wrong: whoever is meant blocked the bot, is gone, or never wrote
_WRONG_ADDRESS: Final = ("chat not found", "user not found", "deactivated", "chat_id")


@dataclass(frozen=True)
class TelegramAdapter:
    """Messages of the city's bot. It drops no repeats, so a lost answer stays unclear."""

    account: Account

    def send(self, letter: Letter) -> Sent:
        """Post the letter.

        Raises:
            NotSent: refused, not reachable, or no answer came back.
        """
        if letter.files:
            return _sent(self._with_file(letter, letter.files[0]))
        if length.excess(letter.body):
            raise PermanentFailure("telegram too long")
        order = {
            "chat_id": letter.to,
            "text": letter.body,
            # A picture of some page is no part of an answer
            "link_preview_options": {"is_disabled": True},
        }
        return _sent(ordered(self.account, "sendMessage", order))

    def _with_file(self, letter: Letter, file: LetterFile) -> Any:
        """Post a file with the words below it: one message, so that both arrive or neither."""
        if len(letter.files) > 1 or units(letter.body) > length.LONGEST_CAPTION:
            raise PermanentFailure("telegram too long")
        kind = "photo" if file.content_type == "image/jpeg" else "document"
        order = {"chat_id": letter.to, "caption": letter.body}
        return ordered(self.account, f"send{kind.capitalize()}", order, file=(kind, file))


def tell_typing(account: Account, to: str) -> None:
    """Show that one of us types, for five seconds; a message takes it away.

    https://core.telegram.org/bots/api#sendchataction

    Raises:
        NotSent: refused, not reachable, or no answer came back.
    """
    ordered(account, "sendChatAction", {"chat_id": to, "action": "typing"})


def _sent(told: Any) -> Sent:
    try:
        return Sent(reference(payloads.part(told, "result")))
    except Unreadable:
        raise Unclear("telegram no number") from None


def ordered(
    account: Account,
    method: str,
    order: dict[str, Any],
    *,
    file: tuple[str, LetterFile] | None = None,
    well: str = "",
) -> Any:
    """Post an order, and return the answer to it.

    Args:
        file: a file, and what its part of the order is called.
        well: error texts which mean that it is already done.

    Raises:
        NotSent: refused, not reachable, or no answer came back.
    """
    url = _method(account, method)
    if file:
        part, content = file
        answer = http.post_file(url, of=NAME, fields=order, part=part, file=content)
    else:
        answer = http.post(url, of=NAME, order=order)
    told = _told(answer)
    done = answer.status == HTTPStatus.OK and told.get("ok") is True
    if not done and not (well and well in str(told.get("description", "")).lower()):
        raise _refusal(answer.status, told)
    return told


def fetch(account: Account, file_id: str) -> bytes:
    """Fetch a file: its path is asked for, and holds for an hour.

    Raises:
        NotFetched: see there.
    """
    try:
        answer = http.post(_method(account, "getFile"), of=NAME, order={"file_id": file_id})
    except NotSent as problem:
        raise NotFetched(problem.code, temporary=True) from None
    told = _told(answer)
    path = payloads.part(told, "result").get("file_path")
    if not isinstance(path, str) or not _is_plain(path):
        raise _not_told(answer.status, told)
    return http.get(f"{account.url}/file/bot{_key(account)}/{path}", most=MAX_BYTES)


def _not_told(status: int, told: Any) -> NotFetched:
    problem = _refusal(status, told)
    if "too big" in str(told.get("description")):
        return NotFetched(NotFetched.TOO_LARGE)
    return NotFetched(problem.code, temporary=not isinstance(problem, PermanentFailure))


def _is_plain(path: str) -> bool:
    """Say whether a path stays below the bot's files."""
    return ".." not in path and not set(path) & set("?#\\:@%") and path.isprintable()


def _method(account: Account, name: str) -> str:
    return f"{account.url}/bot{_key(account)}/{name}"


def _key(account: Account) -> str:
    return f"{account.name}:{account.token}"


def _told(answer: http.Answer) -> Any:
    try:
        found = payloads.read(answer.body)
    except Unreadable:
        return {}
    return found if isinstance(found, dict) else {}


def _refusal(status: int, told: Any) -> NotSent:
    words = str(told.get("description", "")).lower()
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return TemporaryFailure("telegram http 429", wait_seconds=_wait(told))
    if status == HTTPStatus.FORBIDDEN or any(each in words for each in _WRONG_ADDRESS):
        return PermanentFailure(f"telegram http {status}", wrong_address=True)
    return http.by_status(status, of=NAME)


def _wait(told: Any) -> int:
    parameters = told.get("parameters")
    wait = parameters.get("retry_after") if isinstance(parameters, dict) else 0
    return min(wait, _LONGEST_WAIT) if isinstance(wait, int) and wait > 0 else 0
