"""The kinds of e-mail declare themselves; Django's mailers, made at the start, are behind both."""

from email.utils import formataddr
from typing import Final

from alo153.channels.contract import Adapter
from alo153.channels.email.servers import name_of
from alo153.channels.transport import Attaching, Transport, named_in, no_excess
from alo153.citizens.channel import Channel

# Many servers take no mail of more than 25 MB, and in a mail a file is a third larger
ATTACHED: Final = Attaching(most=5, most_bytes=15 * 1024 * 1024)


def _open(address: str) -> Adapter:
    from django.conf import settings  # noqa: PLC0415 - the settings read the registry

    # The libraries of a provider take every start a quarter of a second
    from alo153.channels.email.adapter import EmailAdapter  # noqa: PLC0415 - see above

    number = settings.EMAIL_URL.split().index(address)
    return EmailAdapter(sender=settings.EMAIL_FROM or _city_mail(), mailer=name_of(number))


def _city_mail() -> str:
    from alo153.city import queries  # noqa: PLC0415 - needs models

    city = queries.city()
    return formataddr((f"{city.short_name} {city.number}", city.email_sender))


def _email(name: str, *schemes: str) -> Transport:
    return Transport(
        name=name,
        channel=Channel.EMAIL,
        schemes=schemes,
        addresses=named_in("EMAIL_URL"),
        open=_open,
        may_begin=True,
        drops_repeats=False,
        excess=no_excess,
        attaching=ATTACHED,
    )


EMAIL_TRANSPORTS: Final = (_email("smtp", "smtp", "smtps"), _email("anymail", "anymail"))
