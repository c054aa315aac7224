"""The contract of a room of the demo."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from alo153.accounts.models import User
from alo153.city.citypack.typed_values import Table

type Staff = Mapping[str, User]
"""The people of the demo by user name."""


@dataclass(frozen=True, kw_only=True)
class Room[T]:
    """One room.

    Args:
        name: as logs name it.
        read: takes from the root of the file what concerns the room; nothing where it says nothing.
        is_empty: whether nothing was invented here before.
        fill: does what the file says, within the caller's transaction.
    """

    name: str
    read: Callable[[Table, Staff], Sequence[T]]
    is_empty: Callable[[], bool]
    fill: Callable[[Sequence[T], Staff, datetime], None]
