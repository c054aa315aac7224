"""The public numbers of the city: what was dialed decides where a call begins. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from alo153.calls.queue import GENERAL
from alo153.city.rules.dialed import same_number


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicNumber:
    """A number that citizens dial, by all its spellings.

    Its callers begin at the node `menu`, or at the start of the voice menu; `queue` replaces
    the general one for them.
    """

    key: str
    name: str = ""
    dialed: tuple[str, ...] = ()
    menu: str = ""
    queue: str = GENERAL

    def is_dialed(self, number: str) -> bool:
        """Say whether this is a spelling of the number."""
        return any(same_number(number, each) for each in self.dialed)


def reached(
    numbers: Sequence[PublicNumber], *, called: str, to: str = ""
) -> tuple[PublicNumber, str]:
    """Return the number that a call is for, and what was dialed.

    `called` is the address of the request and `to` that of the header To: a provider that knows
    us by an account writes the account into the first, and the number into the second. A call
    for none of ours is one for the first: nobody is turned away for what a provider writes.
    """
    for dialed in (to, called):
        for number in numbers:
            if number.is_dialed(dialed):
                return number, dialed
    return (numbers[0] if numbers else PublicNumber(key="")), called
