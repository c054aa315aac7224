"""SMTP that tells a line lost before the words from one lost after them."""

import smtplib
from typing import Any

from django.core.mail.backends import smtp

from alo153.channels.contract import Unclear


class _Careful:
    """Once the words are on their way, a lost line leaves it open whether they arrived."""

    def data(self, message: Any) -> tuple[int, bytes]:
        """Send the words and wait for the server's receipt."""
        try:
            return super().data(message)  # type: ignore[misc, no-any-return] # of smtplib.SMTP
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            raise Unclear("smtp line lost") from error


class _CarefulSMTP(_Careful, smtplib.SMTP):
    pass


class _CarefulSMTPOverTLS(_Careful, smtplib.SMTP_SSL):
    pass


class EmailBackend(smtp.EmailBackend):
    """Django's SMTP backend over the careful connection."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """Return the connection for plain SMTP or SMTP over TLS."""
        return _CarefulSMTPOverTLS if self.use_ssl else _CarefulSMTP
