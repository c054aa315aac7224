"""Kinds of notices to staff: each capability declares its own next to its verbs. Pure."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from alo153.accounts.registry import Permission

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Way(StrEnum):
    """The channel of a notice. A notice on any channel is also in its reader's list."""

    # In the list and its count, and no further
    LIST = "list"
    EMAIL = "email"
    SMS = "sms"
    # By the browser, while a page of ours is open in it
    DESKTOP = "desktop"


@dataclass(frozen=True, kw_only=True)
class NoticeKind:
    """One kind of news.

    Args:
        urgent: quiet hours do not hold it back.
        optional: a person who chooses no way is not told; every other kind is always listed.
        ways: how somebody hears of it who has chosen nothing.
        readers: each reader holds at least one of these; none: it can reach every member of staff.
    """

    key: str
    label: "StrPromise" = field(compare=False)
    urgent: bool = field(default=False, compare=False)
    optional: bool = field(default=False, compare=False)
    ways: frozenset[Way] = field(default=frozenset({Way.EMAIL}), compare=False)
    readers: frozenset[Permission] = field(default=frozenset(), compare=False)


_declared: dict[str, NoticeKind] = {}


def notice_kind(
    key: str,
    label: "StrPromise",
    *readers: Permission,
    urgent: bool = False,
    optional: bool = False,
    ways: frozenset[Way] | None = None,
) -> NoticeKind:
    """Declare a kind, in the capability that tells it.

    Args:
        readers: each reader holds at least one of these; none: it can reach every member of staff.
        ways: for people who have chosen nothing; None: e-mail, and the browser if it is urgent.

    Raises:
        ValueError: another one has this name.
    """
    if key in _declared:
        raise ValueError(f"two kinds of notices are called {key}")
    _declared[key] = NoticeKind(
        key=key,
        label=label,
        urgent=urgent,
        optional=optional,
        ways=_usual(urgent=urgent, optional=optional) if ways is None else ways,
        readers=frozenset(readers),
    )
    return _declared[key]


def _usual(*, urgent: bool, optional: bool) -> frozenset[Way]:
    also: set[Way] = {Way.DESKTOP} if urgent else {Way.LIST} if optional else set()
    return frozenset({Way.EMAIL} | also)


def every_kind() -> list[NoticeKind]:
    """Return all that are declared, the urgent ones first; complete once all is imported."""
    return sorted(_declared.values(), key=lambda kind: (not kind.urgent, kind.key))


def kind_named(key: str) -> NoticeKind | None:
    """Return the kind of this name; none if a newer program dropped it."""
    return _declared.get(key)
