"""The contract of an identity provider, and its three ways to fail.

A visitor is sent there and comes back with an answer in their address. Nothing of it is believed
until `finish` has asked the provider itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class NotVouched(Exception):
    """Nobody vouched; ``code`` is a fixed word for the log, never what somebody sent."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Unreachable(NotVouched):
    """It cannot be reached, is too slow, or broken: it may work in a while."""


class Declined(NotVouched):
    """The citizen, or the provider for them, said no."""


class Untrue(NotVouched):
    """The answer is not authentic: made up, meant for another receiver, or too old."""


@dataclass(frozen=True)
class Begun:
    """The address for the visitor, and the data that their session keeps until they return."""

    url: str
    kept: Mapping[str, str]


@dataclass(frozen=True)
class Vouched:
    """The identity of a person. Other facts of the provider (an identity number) are dropped here.

    Args:
        subject: by what the provider knows them; it may be an identity number, so it is kept
            nowhere but as a keyed digest.
        phone: E.164, verified by the provider; empty if it named none.
        email: verified by the provider, in small letters; empty if it named none or was not asked.
    """

    subject: str
    full_name: str
    phone: str = ""
    email: str = ""


class Provider(Protocol):
    """One way to learn who somebody is."""

    @property
    def name(self) -> str:
        """Return the word in addresses and rows; never another one for the same provider."""

    @property
    def label(self) -> str:
        """Return what the button calls it."""

    def begin(self, *, back: str) -> Begun:
        """Return where to send a visitor who shall come back to this address.

        Raises:
            Unreachable: see there.
        """

    def finish(
        self, *, kept: Mapping[str, str], answer: Mapping[str, str], back: str, at: datetime
    ) -> Vouched:
        """Return who came back.

        Args:
            kept: of `begin`, from the session that began.
            answer: of the address; anybody may have written it.

        Raises:
            Unreachable, Declined, Untrue: see there.
        """
