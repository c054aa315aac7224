"""The hashes of the chain: an event, a run of events, a seal over it and over all before. Pure.

Linked time stamps: S. Haber and W. S. Stornetta, "How to
time-stamp a digital document", Journal of Cryptology 3 (1991); hashes are SHA-256 (FIPS 180-4).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Final

BEGINNING: Final = "0" * 64
"""The predecessor of the first seal."""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """An event as it is sealed: every column of its row."""

    id: int
    name: str
    at: datetime
    actor_kind: str
    actor_id: int | None
    subject_type: str
    subject_id: str
    data: Mapping[str, Any]


def canonical(content: Mapping[str, Any]) -> bytes:
    """Write JSON values in the one way that is hashed: keys in order, no spaces, UTF-8, UTC."""
    plain = {key: _instant(each) for key, each in content.items()}
    words = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return words.encode()


def digest_of(facts: Iterable[Fact]) -> str:
    """Return the hash of events in their order, each on a line of its own, as 64 hex digits."""
    whole = hashlib.sha256()
    for fact in facts:
        whole.update(canonical(asdict(fact)))
        whole.update(b"\n")
    return whole.hexdigest()


def seal(*, previous: str, after: int, last: int, events: int, digest: str) -> str:
    """Return the hash of a seal: over the one before, and over its own run of events.

    ``after`` and ``last`` bound the numbers of the run: behind the one, up to and with the other.
    """
    content = {
        "previous": previous,
        "after": after,
        "last": last,
        "events": events,
        "digest": digest,
    }
    return hashlib.sha256(canonical(content)).hexdigest()


def _instant(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value
