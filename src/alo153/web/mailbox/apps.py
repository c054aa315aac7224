"""The development mailbox: what would have been sent."""

from django.apps import AppConfig


class MailboxConfig(AppConfig):
    """The development mailbox: what would have been sent."""

    name = "alo153.web.mailbox"
    label = "web_mailbox"
