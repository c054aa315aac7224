"""What a stand-in for the other side of a transport offers to the suite."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import Enum, auto
from importlib import import_module
from typing import Protocol, cast

from alo153.channels.transport import Transport


class Mood(Enum):
    """How the other side takes the next letter, other than well."""

    LATER = auto()
    REFUSES = auto()
    WRONG_ADDRESS = auto()
    # It knows neither our name nor our password
    STRANGER = auto()
    # It has read all, and the line is cut before its answer
    CUT = auto()
    ABSENT = auto()


@dataclass(frozen=True)
class Taken:
    """What arrived, as the other side reads it."""

    to: str
    subject: str
    body: str


class OtherSide(Protocol):
    """A server that reads by its own rules what our adapter sends, and refuses what is wrong."""

    @property
    def address(self) -> str:
        """Return the address for the settings."""
        ...

    @property
    def settings(self) -> Mapping[str, object]:
        """Return the settings beside it."""
        ...

    def taken(self) -> Sequence[Taken]:
        """Return what it took, in order."""
        ...

    def be(self, mood: Mood) -> None:
        """Meet the next letter in this mood."""
        ...


class StandIn(Protocol):
    """The module in `stand_ins` that has a transport's name."""

    # Those that its kind of other side can have
    MOODS: frozenset[Mood]
    # Whom it can reach
    TO: str

    def running(self) -> AbstractContextManager[OtherSide]:
        """Run the other side."""
        ...


class PushingStandIn(StandIn, Protocol):
    """One whose other side also posts to us, as every transport with `read_push` says."""

    # So many messages it puts into one post; 0 if it only tells what became of ours
    MOST_IN_ONE: int

    def pushed(self, text: str, *, name: str = "1", times: int = 1) -> bytes:
        """Return what it posts of a message of somebody: with one name it is one message.

        Args:
            times: so many times the post holds it, at most `MOST_IN_ONE`.
        """
        ...

    def signed(self, raw: bytes) -> Mapping[str, str]:
        """Return the headers by which it proves a post; none where our address is the proof."""
        ...


def pushing_stand_in_of(transport: Transport) -> PushingStandIn:
    """Return the stand-in of a transport that posts to us.

    Raises:
        AttributeError: it has no `pushed` yet, so that the suite fails.
    """
    found = stand_in_of(transport)
    missing = [name for name in ("MOST_IN_ONE", "pushed", "signed") if not hasattr(found, name)]
    if missing:
        raise AttributeError(f"the stand-in of {transport.name} lacks {', '.join(missing)}")
    return cast(PushingStandIn, found)


def stand_in_of(transport: Transport) -> StandIn:
    """Return the stand-in of a transport.

    Raises:
        ModuleNotFoundError: it has none yet; the suite fails until it has.
    """
    name = f"tests.channels.contract.stand_ins.{transport.name}"
    return cast(StandIn, import_module(name))
