"""Words that are answered without a person, as citizens send them by SMS.

They are in the city's data. What an answer says is known above (`intake`); that there is one is
known here, because such a message waits for nobody.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from alo153.channels.inbound import Inbound
from alo153.channels.sms import keywords
from alo153.channels.sms.keywords import Asked, Keyword
from alo153.citizens.channel import Channel
from alo153.city import queries as city
from alo153.city.rules.sms_keywords import LINE, START, STATUS
from alo153.contacts import machine_limits
from alo153.contacts.models import Message
from alo153.contacts.purposes import Purpose, declare
from alo153.contacts.queries import has_opted_out

log = logging.getLogger(__name__)
_KNOWS: Final = dict[str, Callable[[str, datetime], bool]]()

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
    if not _is_known(found, at):
        return None
    return found if machine_limits.has_room(KEYWORD, at=at) else None


def only_if(name: str, knows: Callable[[str, datetime], bool]) -> None:
    """Answer a keyword only if somebody above knows what follows it: else a person reads it.

    "HAT 500 gelmedi" is a complaint: there is no stop of that name.
    """
    _KNOWS[name] = knows


def _is_known(found: Asked, at: datetime) -> bool:
    knows = _KNOWS.get(found.name)
    try:
        return knows is None or knows(found.text, at)
    except Exception:
        # Whatever fails there, the message is taken in
        log.exception("nobody could say what follows the keyword %s", found.name)
        return False


def text_of(message: Message) -> str:
    """Return what followed the word of a message that asked by one."""
    found = _read(message.body)
    return found.text if found else ""


def digits_of(message: Message) -> str:
    """Return the digits that followed the word of a message that asked by one."""
    found = _read(message.body)
    return found.digits if found else ""


def _read(text: str) -> Asked | None:
    return keywords.read(
        text,
        [
            Keyword(
                name=name,
                spellings=frozenset(spellings),
                with_number=name == STATUS,
                with_text=name == LINE,
            )
            for name, spellings in city.sms_keywords().items()
        ],
    )
