"""Words that are answered without a person, as citizens send them by SMS.

They stand in the city's data. What an answer says is known above (`intake`); that there is one is
known here, because such a message waits for nobody.
"""

from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from alo153.channels.inbound import Inbound
from alo153.channels.sms import keywords
from alo153.channels.sms.keywords import Asked, Keyword
from alo153.citizens.channel import Channel
from alo153.city import queries as city
from alo153.city.rules.sms_keywords import START, STATUS
from alo153.contacts import machine_limits
from alo153.contacts.models import Message
from alo153.contacts.purposes import Purpose, declare
from alo153.contacts.queries import has_opted_out

# It stands in its conversation; whoever heard nothing asks again
KEYWORD: Final = declare(
    Purpose(
        key="keyword",
        label=_("answer to a keyword"),
        at_any_hour=True,
        followed=True,
        replies=True,
    )
)


def asked(channel: str, inbound: Inbound, *, at: datetime) -> Asked | None:
    """Return what a message asks for; nothing if a person is to read it."""
    if channel != Channel.SMS or not inbound.sender or not inbound.complete:
        return None
    found = _read(inbound.new_text)
    # "KABUL" alone is mostly an answer to somebody
    if found is None or (found.name == START and not has_opted_out(channel, inbound.sender)):
        return None
    return found if machine_limits.has_room(KEYWORD, at=at) else None


def digits_of(message: Message) -> str:
    """Return the digits that followed the word of a message that asked by one."""
    found = _read(message.body)
    return found.digits if found else ""


def _read(text: str) -> Asked | None:
    return keywords.read(
        text,
        [
            Keyword(name=name, spellings=frozenset(spellings), with_number=name == STATUS)
            for name, spellings in city.sms_keywords().items()
        ],
    )
