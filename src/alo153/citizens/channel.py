"""The ways between the city and a citizen: one vocabulary for what comes, goes and reaches. Pure.

How somebody *wishes* to hear an answer, or was asked, is another question with other answers (a
telephone call, a letter, no message): `cases.models.ContactWish`, `Question.Way`, `Notice.Way`.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Final

from django.utils.translation import gettext_lazy as _


class Channel(StrEnum):
    """How a contact came in or went out, and what an address is for."""

    PHONE = "phone"
    WEB = "web"
    EMAIL = "email"
    SMS = "sms"
    COUNTER = "counter"
    EXTERNAL_AGENCY = "agency"
    # An incident that the municipality knows of by itself
    INTERNAL = "internal"


CHANNEL_LABELS: Final = {
    Channel.PHONE: _("telephone"),
    Channel.WEB: _("web"),
    Channel.EMAIL: _("e-mail"),
    Channel.SMS: _("SMS"),
    Channel.COUNTER: _("counter"),
    Channel.EXTERNAL_AGENCY: _("external agency"),
    Channel.INTERNAL: _("the municipality itself"),
}
REACHING: Final = (Channel.PHONE, Channel.EMAIL)
"""Those of which a citizen has an address; an SMS goes to that of the telephone."""
WRITTEN: Final = (Channel.SMS, Channel.EMAIL)
"""Those in which the program itself sends words."""


def choices(channels: Iterable[Channel] = Channel) -> list[tuple[str, Any]]:
    """Return values and labels, for a column or a form."""
    return [(each.value, CHANNEL_LABELS[each]) for each in channels]
