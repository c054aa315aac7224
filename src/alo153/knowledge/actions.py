"""What can be done with what the center says: one function per verb, one event each."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from alo153.accounts.models import User
from alo153.core import events, live, sound, speech
from alo153.core.actor import SYSTEM, Actor
from alo153.core.jobs import enqueue
from alo153.knowledge import queries
from alo153.knowledge.models import Announcement
from alo153.units import queries as units
from alo153.units.models import District

Voice = Announcement.Voice
TOPIC = "announcements"


@transaction.atomic
def announce(
    *,
    text: str,
    district: District | None,
    begins_at: datetime,
    ends_at: datetime,
    spoken: bool,
    on_portal: bool,
    by: User,
    at: datetime,
) -> Announcement:
    """Say something at the desk, on the web and, if `spoken`, to callers; it ends by itself.

    Args:
        district: whom it concerns; None is the whole city.
        ends_at: later than `begins_at`.
    """
    made = Announcement.objects.create(
        text=text.strip(),
        district=district,
        begins_at=begins_at,
        ends_at=ends_at,
        on_portal=on_portal,
        voice=Voice.COMING if spoken else Voice.NOT_WANTED,
        announced_by=by,
        announced_at=at,
    )
    events.record(
        "announcement.made",
        subject=made,
        by=Actor.staff(by.pk),
        at=at,
        district=district.slug if district else "",
        spoken=spoken,
    )
    if spoken:
        enqueue(queries.SPEAK_JOB, announcement_id=made.pk)
    live.publish(TOPIC)
    return made


@transaction.atomic
def end(*, announcement: Announcement, by: Actor, at: datetime) -> None:
    """Take back what is announced, at once and everywhere; twice is once."""
    standing = Announcement.objects.filter(pk=announcement.pk, ended_at=None, ends_at__gt=at)
    if standing.update(ended_at=at):
        events.record("announcement.ended", subject=announcement, by=by, at=at)
        live.publish(TOPIC)


def give_voice(*, announcement_id: int, now: Callable[[], datetime]) -> None:
    """Let the machine read an announcement; without one it is said that callers do not hear it.

    Args:
        now: the clock, read after the machine has spoken.
    """
    announcement = Announcement.objects.filter(pk=announcement_id, voice=Voice.COMING).first()
    if announcement is None:
        return
    try:
        _read(announcement)
    except (speech.SpeechError, OSError) as error:
        _voiced(announcement, Voice.MISSING, now(), why=str(error))
    else:
        _voiced(announcement, Voice.READY, now())


def _read(announcement: Announcement) -> None:
    """Write the sound where Asterisk plays it from. Raises SpeechError or OSError."""
    program = speech.find(Path(settings.PROGRAMS_DIR))
    if program is None:
        raise speech.SpeechError(f"{speech.PROGRAM} is not installed")
    samples, rate = speech.speak(program, units.city().language, announcement.text)
    stem = Path(settings.SOUNDS_DIR) / settings.CITY / announcement.sound
    stem.parent.mkdir(parents=True, exist_ok=True)
    sound.write_all(samples, rate, stem)


@transaction.atomic
def _voiced(
    announcement: Announcement, voice: Announcement.Voice, at: datetime, why: str = ""
) -> None:
    event = "announcement.voiced" if voice == Voice.READY else "announcement.not_voiced"
    if Announcement.objects.filter(pk=announcement.pk, voice=Voice.COMING).update(voice=voice):
        more = {"why": why} if why else {}
        events.record(event, subject=announcement, by=SYSTEM, at=at, **more)
        live.publish(TOPIC)
