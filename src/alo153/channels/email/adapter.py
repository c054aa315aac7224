"""E-mail through Django's mailer: SMTP, or a provider by django-anymail."""

import re
import smtplib
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Final

import requests
from anymail.exceptions import (
    AnymailAPIError,
    AnymailError,
    AnymailInvalidAddress,
    AnymailRecipientsRefused,
)
from urllib3.exceptions import MaxRetryError, NewConnectionError

from alo153.channels.contract import (
    Letter,
    NotSent,
    PermanentFailure,
    Sent,
    TemporaryFailure,
    Unclear,
)
from alo153.channels.email.headers import Mail
from alo153.core.text import is_one_line

_REFUSED: Final = 500
_TOO_MANY: Final = 429
# Token, payment, right, address: nothing of the letter
_OF_ACCOUNT: Final = frozenset({401, 402, 403, 404})
# No sign-in, or a wrong one (RFC 4954, 6)
_SIGN_IN: Final = frozenset({530, 534, 535, 538})
# A server that carries nothing for us says so of the recipient
_NOT_FOR_US: Final = re.compile(
    rb"relay(ing)? (access )?denied|relaying not (allowed|permitted)|unable to relay", re.IGNORECASE
)
# The address is bad (RFC 3463, 3.2), whatever the words around it are
_OF_ADDRESS: Final = re.compile(rb"\s*5\.1\.\d")
# Mailbox unknown, not here, name not allowed (RFC 5321, 4.2.3)
_NO_SUCH_BOX: Final = frozenset({550, 551, 553})
# What strangers wrote becomes a header of ours
_NAME: Final = re.compile(r"<[!-;=?-~]{1,190}>", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class EmailAdapter:
    """E-mail. Mail servers do not drop a repeated Message-ID, so a lost answer stays unclear."""

    sender: str
    mailer: str = "default"

    def send(self, letter: Letter) -> Sent:
        """Hand the letter to the mail server.

        Raises:
            NotSent: refused, not reachable, or the line was lost; or a header would hold a line
                break.
        """
        if not (is_one_line(letter.to) and is_one_line(letter.subject)):
            raise PermanentFailure("line break in a header")
        reference = f"<{letter.id}@{parseaddr(self.sender)[1].rpartition('@')[2]}>"
        message = Mail(
            subject=letter.subject,
            body=letter.body,
            from_email=self.sender,
            to=[letter.to],
            headers={"Message-ID": reference, **_headers(letter)},
        )
        for file in letter.files:
            message.attach(file.name, file.content, file.content_type)
        try:
            message.send(using=self.mailer)
        except (smtplib.SMTPException, AnymailError, OSError) as error:
            raise _understand(error) from None  # its text may hold the address
        return Sent(reference)


def _headers(letter: Letter) -> dict[str, str]:
    """Return what ties an answer to what it answers, and what other machines may do with ours.

    RFC 5322, 3.6.4 (the oldest reference first); RFC 3834, 5.
    """
    automatic = "auto-replied" if letter.is_reply_of_machine else "auto-generated"
    headers = {} if letter.is_personal else {"Auto-Submitted": automatic}
    if letter.unsubscribe_url:
        # RFC 8058: a mail program posts there when its button is pressed
        headers["List-Unsubscribe"] = f"<{letter.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    known = [name for name in letter.answers if _NAME.fullmatch(name)]
    if known:
        headers |= {"In-Reply-To": known[0], "References": " ".join(reversed(known))}
    return headers


def _understand(error: Exception) -> NotSent:
    match error:
        case smtplib.SMTPRecipientsRefused():
            return _of_recipients(error)
        case smtplib.SMTPDataError():
            return _of_code(error.smtp_code)
        case smtplib.SMTPResponseException():
            # Greeting, sign-in or sender: the words are not heard of yet
            return _of_code(error.smtp_code, of_account=True)
        case smtplib.SMTPNotSupportedError():
            return PermanentFailure("smtp not supported", of_account=True)
        case AnymailError():
            return _of_provider(error)
    # Before the words were handed over: the careful connection reports a later loss as unclear
    return TemporaryFailure("smtp not reachable")


def _of_recipients(error: smtplib.SMTPRecipientsRefused) -> NotSent:
    code, words = next(iter(error.recipients.values()))
    if code in _SIGN_IN or _carries_nothing_for_us(words):
        return _of_code(code, of_account=True)
    return _of_code(code, wrong_address=code in _NO_SUCH_BOX)


def _carries_nothing_for_us(words: bytes) -> bool:
    return bool(_NOT_FOR_US.search(words)) and not _OF_ADDRESS.match(words)


def _of_code(code: int, *, wrong_address: bool = False, of_account: bool = False) -> NotSent:
    if code < _REFUSED:
        return TemporaryFailure(f"smtp {code}")
    return PermanentFailure(f"smtp {code}", wrong_address=wrong_address, of_account=of_account)


def _of_provider(error: AnymailError) -> NotSent:
    if isinstance(error, AnymailRecipientsRefused | AnymailInvalidAddress):
        return PermanentFailure("mail recipient refused", wrong_address=True)
    if _was_not_connected(error):
        return TemporaryFailure("mail not reachable")
    status = error.status_code
    if status is None:
        refused_here = not isinstance(error, AnymailAPIError)
        return PermanentFailure("mail refused") if refused_here else Unclear("mail no answer")
    if status == _TOO_MANY or status >= _REFUSED:
        return TemporaryFailure(f"mail http {status}")
    return PermanentFailure(f"mail http {status}", of_account=status in _OF_ACCOUNT)


def _was_not_connected(error: Exception) -> bool:
    """Say whether no line came about; requests gives one name to that and to a line that broke."""
    if isinstance(error, requests.ConnectTimeout):
        return True
    if not isinstance(error.__cause__, requests.ConnectionError):
        return False
    tries = error.__cause__.args[0]
    return isinstance(tries, MaxRetryError) and isinstance(tries.reason, NewConnectionError)
