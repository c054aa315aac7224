"""What every way out promises. Pure: no Django."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Letter:
    """The words that leave. ``id`` stays the same when they are handed over again."""

    id: UUID
    # E.164, or an e-mail address
    to: str
    # Empty on channels that have none
    subject: str
    body: str


@dataclass(frozen=True)
class Sent:
    """The other side took the words; ``reference`` is its own name for them."""

    reference: str


class NotSent(Exception):
    """The words did not surely leave. ``code`` says why, without personal data."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class TemporaryFailure(NotSent):
    """Nothing left; trying again later may work."""


class PermanentFailure(NotSent):
    """Nothing left, and trying again would not help."""

    def __init__(self, code: str, *, wrong_address: bool = False) -> None:
        super().__init__(code)
        self.wrong_address = wrong_address


class Unclear(NotSent):
    """The words may have left; trying again might tell the citizen twice."""


class Adapter(Protocol):
    """One way out of the municipality."""

    @property
    def drops_repeats(self) -> bool:
        """Tell whether the other side drops a letter that it has already taken."""
        ...

    def send(self, letter: Letter) -> Sent:
        """Hand the letter over, within half a minute.

        Raises:
            NotSent: one of its three kinds. Anything else counts as unclear.
        """
        ...
