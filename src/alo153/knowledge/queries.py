"""Present announcements. They are public: no asker is needed."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from itertools import accumulate

from django.db.models import F, Q, QuerySet

from alo153.city.models import District
from alo153.knowledge.models import Announcement, Voice

SPEAK_JOB = "knowledge.speak"
MOST_SPOKEN = 3
"""More no caller bears; the newest are the news."""
LETTERS_SPOKEN = 400
"""Half a minute of speech: a caller who presses nothing waits no longer for the menu. The newest is
said whatever its length, which is as many letters at most."""
KEPT = timedelta(days=2)


def in_force(at: datetime) -> QuerySet[Announcement]:
    """Return what is announced at an instant, the newest first."""
    now = Announcement.objects.filter(ended_at=None, begins_at__lte=at, ends_at__gt=at)
    return now.select_related("announced_by").order_by("-begins_at", "-id")


def concerning(district: District | None, at: datetime) -> list[Announcement]:
    """Return what concerns somebody of a district: its own and the whole city's; one query.

    Of somebody whose district is not known only what concerns all is known to concern them.
    """
    return list(_concerning(district, at))


def _concerning(district: District | None, at: datetime) -> QuerySet[Announcement]:
    place = Q(district=None) | Q(district=district) if district else Q(district=None)
    return in_force(at).filter(place)


def spoken(
    district: District | None,
    at: datetime,
    language: str = "",
    *,
    only: Collection[str] | None = None,
) -> list[str]:
    """Name the sounds a caller of a district hears, half a minute at most; one or two queries.

    Args:
        language: another than the city's own, and the text in it.
        only: of these sounds, where somebody approved what is said.
    """
    concerns = _concerning(district, at)
    if language:
        wordings = concerns.prefetch_related("wordings")
        said = [(each.heard_in(language), each.words_in(language)[0]) for each in wordings]
    else:
        said = [(each.heard, each.text) for each in concerns]
    heard = [each for each in said if each[0] and (only is None or each[0] in only)]
    return _bearable([(sound, len(text)) for sound, text in heard[:MOST_SPOKEN]])


def _bearable(said: list[tuple[str, int]]) -> list[str]:
    """Name the newest sounds, by their letters, that are not too long together."""
    sums = accumulate(letters for _, letters in said)
    return [
        sound for (sound, _), so_far in zip(said, sums, strict=True) if so_far <= LETTERS_SPOKEN
    ]


def to_be_said(at: datetime) -> list[Announcement]:
    """Return all that is or will be announced, with its other languages; two queries."""
    those = Announcement.objects.filter(ended_at=None, ends_at__gt=at)
    return list(those.prefetch_related("wordings").order_by("begins_at", "pk"))


def sounds_of(those: Iterable[Announcement]) -> frozenset[str]:
    """Name the sounds of announcements in all their languages, in the words of now."""
    return frozenset(said.sound for each in those for said in each.said())


def has_other_words(sounds: Collection[str], at: datetime) -> bool:
    """Say whether something that is announced now had other words when these were named."""
    for each in in_force(at).prefetch_related("wordings"):
        was_named = any(sound.startswith(each.sounds) for sound in sounds)
        if was_named and not {said.sound for said in each.said()} <= set(sounds):
            return True
    return False


def on_portal(at: datetime) -> list[Announcement]:
    """Return what citizens see on the web, with its other languages; two queries."""
    return list(in_force(at).filter(on_portal=True).prefetch_related("wordings"))


def voiced(at: datetime) -> QuerySet[Announcement]:
    """Return what callers hear now in the words of now, the newest first."""
    return in_force(at).filter(voice=Voice.READY)


def listed(at: datetime) -> list[Announcement]:
    """Return what is or will be announced, and what ended in the last two days; two queries."""
    return list(
        Announcement.objects.filter(ends_at__gt=at - KEPT)
        .select_related("announced_by")
        .prefetch_related("wordings")
        .order_by(F("ended_at").desc(nulls_first=True), "-begins_at", "-id")
    )


def announcement(number: int) -> Announcement | None:
    """Return an announcement, over or not; one query."""
    return Announcement.objects.filter(pk=number).first()


def changeable(number: int, at: datetime) -> Announcement | None:
    """Find an announcement that is not over, with its other languages; two queries."""
    standing = Announcement.objects.filter(ended_at=None, ends_at__gt=at)
    return standing.prefetch_related("wordings").filter(pk=number).first()
