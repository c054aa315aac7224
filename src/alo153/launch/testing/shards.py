"""Parts of the tests, for several machines: each test is in exactly one. Pure."""

from __future__ import annotations

import hashlib
from typing import NamedTuple


class Shard(NamedTuple):
    """The `number`-th `of` so many, counted from 1."""

    number: int
    of: int

    def has(self, test: str) -> bool:
        """Say whether a test is in this shard: by its name alone, so each is in exactly one."""
        digest = hashlib.sha256(test.encode()).digest()
        return int.from_bytes(digest[:8]) % self.of == self.number - 1

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"


def read(words: str) -> Shard:
    """Read `K/N`. Raises ValueError."""
    number, _, of = words.partition("/")
    shard = Shard(int(number), int(of))
    if not 1 <= shard.number <= shard.of:
        raise ValueError(f"{words}: K of K/N lies between 1 and N")
    return shard
