"""What staff can be told of: each capability declares its kinds beside its verbs. Pure."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Way(StrEnum):
    """How a notice reaches a person besides their list, where each one stands anyway."""

    EMAIL = "email"
    SMS = "sms"
    # By the browser, while a page of ours is open in it
    DESKTOP = "desktop"


@dataclass(frozen=True, kw_only=True)
class NoticeKind:
    """One kind of news.

    Args:
        urgent: quiet hours do not hold it back.
        ways: how somebody hears of it who has chosen nothing.
    """

    key: str
    label: "StrPromise" = field(compare=False)
    urgent: bool = field(default=False, compare=False)
    ways: frozenset[Way] = field(default=frozenset({Way.EMAIL}), compare=False)


_declared: dict[str, NoticeKind] = {}


def notice_kind(key: str, label: "StrPromise", *, urgent: bool = False) -> NoticeKind:
    """Declare a kind, in the `notices.py` of the capability that tells it.

    Raises:
        ValueError: another one has this name.
    """
    if key in _declared:
        raise ValueError(f"two kinds of notices are called {key}")
    ways = frozenset({Way.EMAIL, Way.DESKTOP} if urgent else {Way.EMAIL})
    _declared[key] = NoticeKind(key=key, label=label, urgent=urgent, ways=ways)
    return _declared[key]


def every_kind() -> list[NoticeKind]:
    """Return all that are declared, the urgent ones first; complete once all is imported."""
    return sorted(_declared.values(), key=lambda kind: (not kind.urgent, kind.key))


def kind_named(key: str) -> NoticeKind | None:
    """Return the kind of this name; none if a newer program dropped it."""
    return _declared.get(key)
