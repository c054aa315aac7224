"""E-mail through Django's mailer: SMTP, or a provider by django-anymail."""

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
from django.core.mail import EmailMessage

from alo153.channels.contract import (
    Letter,
    NotSent,
    PermanentFailure,
    Sent,
    TemporaryFailure,
    Unclear,
)
from alo153.core.text import is_one_line

_REFUSED: Final = 500
_TOO_MANY: Final = 429
# Mailbox unknown, not here, name not allowed (RFC 5321, 4.2.3)
_NO_SUCH_BOX: Final = frozenset({550, 551, 553})


@dataclass(frozen=True, kw_only=True)
class EmailAdapter:
    """E-mail. Mail servers do not drop a repeated Message-ID, so a lost answer stays unclear."""

    sender: str
    mailer: str = "default"
    drops_repeats: bool = False

    def send(self, letter: Letter) -> Sent:
        """Hand the letter to the mail server.

        Raises:
            NotSent: refused, not reachable, or the line was lost; or a header would hold a line
                break.
        """
        if not (is_one_line(letter.to) and is_one_line(letter.subject)):
            raise PermanentFailure("line break in a header")
        reference = f"<{letter.id}@{parseaddr(self.sender)[1].rpartition('@')[2]}>"
        message = EmailMessage(
            subject=letter.subject,
            body=letter.body,
            from_email=self.sender,
            to=[letter.to],
            headers={"Message-ID": reference, "Auto-Submitted": "auto-generated"},
        )
        try:
            message.send(using=self.mailer)
        except (smtplib.SMTPException, AnymailError, OSError) as error:
            raise _understand(error) from None  # its text may hold the address
        return Sent(reference)


def _understand(error: Exception) -> NotSent:
    match error:
        case smtplib.SMTPRecipientsRefused():
            return _of_recipients(error)
        case smtplib.SMTPResponseException():
            return _of_code(error.smtp_code)
        case smtplib.SMTPNotSupportedError():
            return PermanentFailure("smtp not supported")
        case AnymailError():
            return _of_provider(error)
    # Before the words were handed over: the careful connection reports a later loss as unclear
    return TemporaryFailure("smtp not reachable")


def _of_recipients(error: smtplib.SMTPRecipientsRefused) -> NotSent:
    return _of_code(next(iter(error.recipients.values()))[0], of_recipient=True)


def _of_code(code: int, *, of_recipient: bool = False) -> NotSent:
    if code < _REFUSED:
        return TemporaryFailure(f"smtp {code}")
    return PermanentFailure(f"smtp {code}", wrong_address=of_recipient and code in _NO_SUCH_BOX)


def _of_provider(error: AnymailError) -> NotSent:
    if isinstance(error, AnymailRecipientsRefused | AnymailInvalidAddress):
        return PermanentFailure("mail recipient refused", wrong_address=True)
    if isinstance(error, requests.ConnectTimeout):
        return TemporaryFailure("mail not reachable")
    status = error.status_code
    if status is None:
        refused_here = not isinstance(error, AnymailAPIError)
        return PermanentFailure("mail refused") if refused_here else Unclear("mail no answer")
    if status == _TOO_MANY or status >= _REFUSED:
        return TemporaryFailure(f"mail http {status}")
    return PermanentFailure(f"mail http {status}")
