"""Tell staff, and what they do with what they were told."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time

from django.db import models, transaction

from alo153.accounts.models import User
from alo153.core import events, live
from alo153.core.actor import Actor
from alo153.notices import queries
from alo153.notices.events import NoticeGiven, StaffWaysChosen
from alo153.notices.models import NoticeSettings, StaffNotice
from alo153.notices.registry import NoticeKind, Way


@dataclass(frozen=True, kw_only=True)
class Told:
    """The content of a notice.

    Args:
        title: one line, at most 200 characters.
        lines: facts below it; nothing personal of a citizen.
        path: where the reader finds it, from the root of the pages: ``/late/``.
    """

    title: str
    lines: tuple[str, ...]
    path: str


@transaction.atomic
def give_notice(
    *,
    kind: NoticeKind,
    cause: str,
    about: models.Model,
    words: Mapping[User, Told],
    by: Actor,
    at: datetime,
    ways: frozenset[Way] | None = None,
) -> None:
    """Tell some people one thing, each in words of their own; nobody is told the same again.

    People who have left, and people who chose no way for an optional kind, are left out.

    Args:
        cause: what made it, such as ``clock:17``; one cause is told to a person once.
        about: the saved row that it is about.
        words: what each person reads.
        ways: how people hear of it who chose nothing for the kind; None: by its usual ways.
    """
    declined = queries.declining(kind, words)
    for reader, told in words.items():
        if reader.pk in declined or not reader.is_active:
            continue
        notice, is_new = StaffNotice.objects.get_or_create(
            reader=reader,
            cause=cause,
            defaults={
                "kind": kind.key,
                "title": told.title,
                "text": "\n".join(told.lines),
                "path": told.path,
                "about_type": about._meta.label_lower,
                "about_id": str(about.pk),
                "at": at,
                "ways": None if ways is None else sorted(ways),
            },
        )
        if is_new:
            events.record(NoticeGiven(kind=kind.key), subject=notice, by=by, at=at)
            live.publish(f"notices:{reader.pk}")


@transaction.atomic
def read_notices(*, by: User, at: datetime, keys: Iterable[int] | None = None) -> None:
    """Note that somebody has read some of their notices, or all of them."""
    unread = StaffNotice.objects.filter(reader=by, read_at=None)
    if keys is not None:
        unread = unread.filter(pk__in=keys)
    if unread.update(read_at=at):
        live.publish(f"notices:{by.pk}")


@transaction.atomic
def choose_ways(
    *,
    by: User,
    ways: Mapping[NoticeKind, Collection[Way]],
    mobile: str,
    quiet: tuple[time, time] | None,
    at: datetime,
) -> None:
    """Keep how somebody wants to be told.

    Args:
        ways: for each kind that was asked; the rest stays.
        mobile: E.164, or empty.
        quiet: from when until when no message comes, by the city's clock; urgent ones do.
    """
    chosen = {kind.key: sorted(way.value for way in those) for kind, those in ways.items()}
    mine, _ = NoticeSettings.objects.select_for_update().get_or_create(user=by)
    mine.ways |= chosen
    mine.mobile = mobile
    mine.quiet_from, mine.quiet_until = quiet or (None, None)
    mine.save()
    told = [f"{kind}:{way}" for kind, those in chosen.items() for way in those]
    events.record(StaffWaysChosen(ways=told), subject=by, by=Actor.staff(by.pk), at=at)
