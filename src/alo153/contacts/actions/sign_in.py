"""Send the code by which a citizen signs in at the portal."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from alo153.channels.sms.length import simplify
from alo153.citizens import actions as citizens
from alo153.citizens.channel import Channel
from alo153.city import queries as city_queries
from alo153.city.rules.texts import fill
from alo153.contacts.about import About
from alo153.contacts.actions.writing import write
from alo153.contacts.purposes import A_TALK, Purpose, declare
from alo153.contacts.recipient_limits import Recipient
from alo153.contacts.written import Written

# Somebody waits for it at the page, and asks for another one if it does not come
PURPOSE: Final = declare(
    Purpose(
        key="sign_in_code",
        label=_("sign-in code"),
        worth=A_TALK,
        at_any_hour=True,
        followed=True,
        secret=True,
    )
)


@transaction.atomic
def send_sign_in_code(*, phone: str, is_proved: bool = False, at: datetime) -> UUID:
    """Send a code to a telephone and return the code's key for the session.

    It leaves for any number: whether somebody is known by it makes no difference, in words or time.

    Args:
        phone: an ordinary mobile number at home, E.164.
        is_proved: the visitor gave a proof.

    Raises:
        TooManyCodes: codes were asked for too often.
    """
    asked = citizens.ask_code(phone=phone, is_proved=is_proved, at=at)
    write(
        _words(asked.code),
        channel=Channel.SMS,
        purpose=PURPOSE,
        to=phone,
        recipient=Recipient.UNVERIFIED,
        about=About.row(asked.row),
        at=at,
    )
    return asked.row.pk


def _words(code: str) -> Written:
    city, language = city_queries.city(), get_language() or ""
    facts = {"city": city.name, "short_name": city.short_name, "number": city.number}
    template = city_queries.text("sign_in_code_sms", language)
    body = simplify(fill(template, digits=code, **facts))
    return Written(subject="", body=body, language=language)
