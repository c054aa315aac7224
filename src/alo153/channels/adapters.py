"""Which way out is in use: what the settings name by an address."""

from email.utils import formataddr
from typing import Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from alo153.channels.contract import Adapter
from alo153.channels.email.adapter import EmailAdapter
from alo153.channels.mailbox.adapter import MailboxAdapter
from alo153.channels.sms.netgsm import NetgsmAdapter
from alo153.citizens.channel import Channel
from alo153.city import queries as unit_queries

_MAILBOX: Final = "mailbox:"
_NETGSM: Final = "netgsm+"


def adapter_for(channel: str) -> Adapter:
    """Return the way out of a channel; one query for the city's sender if none is set.

    Raises:
        ImproperlyConfigured: the address in the settings is of no known kind.
    """
    return _email() if channel == Channel.EMAIL else _sms()


def _email() -> Adapter:
    if settings.EMAIL_URL == _MAILBOX:
        return MailboxAdapter(Channel.EMAIL)
    return EmailAdapter(sender=settings.EMAIL_FROM or _city_mail())


def _city_mail() -> str:
    city = unit_queries.city()
    return formataddr((f"{city.short_name} {city.number}", city.email_sender))


def _sms() -> Adapter:
    if settings.SMS_URL == _MAILBOX:
        return MailboxAdapter(Channel.SMS)
    if not settings.SMS_URL.startswith(_NETGSM):
        raise ImproperlyConfigured("ALO153_SMS_URL must be mailbox: or netgsm+https://...")
    return NetgsmAdapter(
        url=settings.SMS_URL.removeprefix(_NETGSM),
        user=settings.SMS_USER,
        password=settings.SMS_PASSWORD,
        sender=settings.SMS_SENDER or unit_queries.city().sms_sender,
        fold=settings.SMS_FOLD,
    )
