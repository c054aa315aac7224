"""The channels on which the signed-in citizen gets reminders."""

from typing import Final

from alo153.cases.life import own_cases
from alo153.citizens.channel import Channel
from alo153.citizens.signed_in import SignedIn
from alo153.contacts.queries.wishes import Wish, wishes_of

_MOST: Final = 20


def wishes_of_visitor(who: SignedIn) -> list[Wish]:
    """Return the citizen's channels: their telephone, and the channels of their applications."""
    theirs = own_cases.shown(who).exclude(contact=None)
    given = theirs.values_list("contact__kind", "contact__value").order_by("contact").distinct()
    own = [(Channel.PHONE.value, who.phone)] if who.phone else []
    return wishes_of([*own, *given[:_MOST]])
