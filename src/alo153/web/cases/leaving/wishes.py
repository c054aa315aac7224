"""Change by which ways somebody gets what is not owed to them."""

from collections.abc import Mapping, Sequence

from alo153.contacts import actions
from alo153.contacts.queries.wishes import Wish
from alo153.core import clock
from alo153.core.actor import Actor


def change(wishes: Sequence[Wish], posted: Mapping[str, str], *, by: Actor) -> Wish | None:
    """Do what was pressed; returns the way that was meant, as it was, or None if it is none.

    Args:
        wishes: the ways that may be changed here: what is posted names one of them.
        posted: `channel`, `to`, and `wanted`: anything for everything again.

    Raises NotPermitted.
    """
    named = (posted.get("channel"), posted.get("to"))
    meant = next((each for each in wishes if (each.channel.value, each.to) == named), None)
    if meant is None:
        return None
    verb = actions.opt_in if posted.get("wanted") else actions.opt_out
    verb(channel=meant.channel, to=meant.to, by=by, at=clock.now())
    return meant
