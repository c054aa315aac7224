"""Reading what one was told; the reader is always the asker."""

from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from alo153.accounts.models import User
from alo153.notices.models import NoticeSettings, StaffNotice
from alo153.notices.registry import NoticeKind, every_kind


def told(asker: User) -> QuerySet[StaffNotice]:
    """Return what this person was told, the latest first."""
    return StaffNotice.objects.filter(reader=asker)


def unread(asker: User) -> QuerySet[StaffNotice]:
    """Return what this person was told and has not read, the latest first."""
    return told(asker).filter(read_at=None)


def settings_of(user: User) -> NoticeSettings:
    """Return how somebody wants to be told; not saved if they have chosen nothing."""
    return NoticeSettings.objects.filter(user=user).first() or NoticeSettings(user=user)


def has_chosen(user: User) -> bool:
    """Tell whether somebody chose how they want to be told; one query."""
    return NoticeSettings.objects.filter(user=user).exists()


def kinds_for(asker: User) -> list[NoticeKind]:
    """Return the kinds that can reach somebody with their roles, the urgent ones first."""
    return [kind for kind in every_kind() if _can_reach(asker, kind)]


def _can_reach(user: User, kind: NoticeKind) -> bool:
    return not kind.readers or any(user.may(each) for each in kind.readers)


def readers(causes: Collection[str]) -> dict[str, list[str]]:
    """Return who was told of some causes, by name; one query."""
    found: dict[str, list[str]] = {cause: [] for cause in causes}
    rows = StaffNotice.objects.filter(cause__in=causes).order_by("reader__full_name")
    for cause, name in rows.values_list("cause", "reader__full_name"):
        found[cause].append(name)
    return found


def declining(kind: NoticeKind, readers: Iterable[User]) -> frozenset[int]:
    """Return the keys of people who want no notices of a kind; one query if it is optional."""
    if not kind.optional:
        return frozenset()
    chosen = NoticeSettings.objects.filter(user__in=list(readers))
    return frozenset(each.user_id for each in chosen if not each.ways_of(kind))
