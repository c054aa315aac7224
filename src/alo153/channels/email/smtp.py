"""SMTP that tells a line lost before the words from one lost after them."""

import smtplib
from base64 import b64encode
from typing import Any, Final

from django.core.mail.backends import smtp

from alo153.channels.contract import Unclear

# Signed in, or already (RFC 4954, 4)
_SIGNED_IN: Final = frozenset({235, 503})
_CANNOT_BE_SAID: Final = 535


class _CarefulSMTP(smtplib.SMTP):
    """Once the words are on their way, a lost line leaves it open whether they arrived."""

    def data(self, message: Any) -> tuple[int, bytes]:
        """Send the words and wait for the server's receipt."""
        try:
            return super().data(message)
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            raise Unclear("smtp line lost") from error

    def auth(self, mechanism: str, authobject: Any, *, initial_response_ok: bool = True) -> Any:
        """Sign in; a name or password with letters like ş goes by PLAIN, in UTF-8 (RFC 4616)."""
        if f"{self.user}{self.password}".isascii():
            return super().auth(mechanism, authobject, initial_response_ok=initial_response_ok)
        if mechanism != "PLAIN":
            raise smtplib.SMTPAuthenticationError(_CANNOT_BE_SAID, b"ASCII alone")
        said = b64encode(authobject().encode()).decode()
        code, answer = self.docmd("AUTH", f"PLAIN {said}")
        if code in _SIGNED_IN:
            return code, answer
        raise smtplib.SMTPAuthenticationError(code, answer)


class _CarefulSMTPOverTLS(_CarefulSMTP, smtplib.SMTP_SSL):
    pass


class EmailBackend(smtp.EmailBackend):
    """Django's SMTP backend over the careful connection."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """Return the connection for plain SMTP or SMTP over TLS."""
        return _CarefulSMTPOverTLS if self.use_ssl else _CarefulSMTP
