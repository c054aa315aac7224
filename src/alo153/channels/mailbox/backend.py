"""Django's own mail in development (password reset) goes to the same page."""

from collections.abc import Sequence
from uuid import uuid4

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from alo153.channels.contract import Letter
from alo153.channels.mailbox.adapter import MailboxAdapter
from alo153.citizens.channel import Channel


class EmailBackend(BaseEmailBackend):
    """Keeps every e-mail for the mailbox page."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep one letter for each recipient."""
        mailbox = MailboxAdapter(Channel.EMAIL)
        for message in email_messages:
            for recipient in message.recipients():
                mailbox.send(
                    Letter(
                        id=uuid4(),
                        to=recipient,
                        subject=str(message.subject),
                        body=str(message.body),
                    )
                )
        return len(email_messages)
