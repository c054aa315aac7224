"""Actions on announcements: one function per verb, one event each."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.city import queries as units
from alo153.city.models import District
from alo153.core import events, live
from alo153.core.actor import SYSTEM, Actor
from alo153.core.jobs import enqueue
from alo153.knowledge import queries, sound
from alo153.knowledge.events import (
    AnnouncementChanged,
    AnnouncementEnded,
    AnnouncementMade,
    AnnouncementNotVoiced,
    AnnouncementVoiced,
)
from alo153.knowledge.models import LONGEST_REASON, Announcement, Voice, Wording
from alo153.knowledge.permissions import ANNOUNCE
from alo153.knowledge.speech import city_voice
from alo153.knowledge.speech.contract import SpeechError

TOPIC = "announcements"


class OverError(ValueError):
    """The announcement is not in force any more, nor will it be."""


@transaction.atomic
def announce(
    *,
    text: str,
    wordings: Mapping[str, str] | None = None,
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
        wordings: the text in other languages of the voice menu, by language.
        district: the area concerned; None is the whole city.
        ends_at: later than `begins_at`.

    Raises:
        NotPermitted: `by` may not announce.
    """
    permit(ANNOUNCE, by=by)
    return _made(
        text=text,
        wordings=wordings or {},
        district=district,
        begins_at=begins_at,
        ends_at=ends_at,
        spoken=spoken,
        on_portal=on_portal,
        by=by,
        at=at,
    )


@transaction.atomic
def announce_approved(
    *, text: str, begins_at: datetime, ends_at: datetime, by: User, at: datetime
) -> Announcement:
    """Announce to the whole city, at the desk and on the web, what was approved elsewhere.

    Args:
        by: the approver; the caller has checked their permission.
    """
    return _made(
        text=text,
        wordings={},
        district=None,
        begins_at=begins_at,
        ends_at=ends_at,
        spoken=False,
        on_portal=True,
        by=by,
        at=at,
    )


def _made(
    *,
    text: str,
    wordings: Mapping[str, str],
    district: District | None,
    begins_at: datetime,
    ends_at: datetime,
    spoken: bool,
    on_portal: bool,
    by: User,
    at: datetime,
) -> Announcement:
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
    _word(made, wordings, spoken=spoken)
    said = AnnouncementMade(district=district.slug if district else "", spoken=spoken)
    events.record(said, subject=made, by=Actor.staff(by.pk), at=at)
    _tell(made, spoken=spoken)
    return made


@transaction.atomic
def change(
    *,
    announcement: Announcement,
    text: str,
    wordings: Mapping[str, str],
    district: District | None,
    ends_at: datetime,
    spoken: bool,
    on_portal: bool,
    by: User,
    at: datetime,
) -> None:
    """Change its words, audience or end; the event keeps the former ones.

    Callers hear the former words until the new ones are spoken. Raises OverError, NotPermitted.
    """
    permit(ANNOUNCE, by=by)
    _changed(
        announcement=announcement,
        text=text,
        wordings=wordings,
        district=district,
        ends_at=ends_at,
        spoken=spoken,
        on_portal=on_portal,
        by=by,
        at=at,
    )


@transaction.atomic
def move_end_approved(
    *, announcement: Announcement, ends_at: datetime, by: User, at: datetime
) -> None:
    """Move the end alone, with the end of what it announces. Raises OverError.

    Args:
        by: the person who moves the other end; the caller has checked their permission.
    """
    _changed(
        announcement=announcement,
        text=announcement.text,
        wordings=dict(announcement.wordings.values_list("language", "text")),
        district=announcement.district,
        ends_at=ends_at,
        spoken=announcement.voice != Voice.NOT_WANTED,
        on_portal=announcement.on_portal,
        by=by,
        at=at,
    )


def _changed(
    *,
    announcement: Announcement,
    text: str,
    wordings: Mapping[str, str],
    district: District | None,
    ends_at: datetime,
    spoken: bool,
    on_portal: bool,
    by: User,
    at: datetime,
) -> None:
    standing = Announcement.objects.select_for_update(of=("self",))
    found = standing.filter(pk=announcement.pk, ended_at=None, ends_at__gt=at).first()
    if found is None:
        raise OverError(announcement.pk)
    before = found.text
    found.text, found.district = text.strip(), district
    found.ends_at, found.on_portal = ends_at, on_portal
    _give_up_voice(found, spoken=spoken)
    found.save(update_fields=["text", "district", "ends_at", "on_portal", "voice", "heard"])
    _word(found, wordings, spoken=spoken)
    said = AnnouncementChanged(
        district=district.slug if district else "", spoken=spoken, before=before
    )
    events.record(said, subject=found, by=Actor.staff(by.pk), at=at)
    _tell(found, spoken=spoken)


def _word(announcement: Announcement, wordings: Mapping[str, str], *, spoken: bool) -> None:
    """Keep the text of each language that has one; remove the rest."""
    said = {language: text.strip() for language, text in wordings.items() if text.strip()}
    announcement.wordings.exclude(language__in=said).delete()
    for language, text in said.items():
        known = announcement.wordings.filter(language=language).first()
        wording = known or Wording(announcement=announcement, language=language)
        wording.text = text
        _give_up_voice(wording, spoken=spoken)
        wording.save()


def _give_up_voice(said: Announcement | Wording, *, spoken: bool) -> None:
    """Want a new sound where the words are new, and none where callers shall hear nothing."""
    if not spoken:
        said.voice, said.heard = Voice.NOT_WANTED, ""
    else:
        said.voice = Voice.READY if said.heard == said.sound else Voice.COMING


def _tell(announcement: Announcement, *, spoken: bool) -> None:
    if spoken:
        enqueue(queries.SPEAK_JOB, announcement_id=announcement.pk)
    live.publish(TOPIC)


@transaction.atomic
def end(*, announcement: Announcement, by: Actor, at: datetime) -> None:
    """Take back what is announced, at once and everywhere; twice is once. Raises NotPermitted."""
    permit(ANNOUNCE, by=by)
    end_approved(announcement=announcement, by=by, at=at)


@transaction.atomic
def end_approved(*, announcement: Announcement, by: Actor, at: datetime) -> None:
    """Take it back with the end of what it announces.

    Args:
        by: the person who ends that; the caller has checked their permission.
    """
    standing = Announcement.objects.filter(pk=announcement.pk, ended_at=None, ends_at__gt=at)
    if standing.update(ended_at=at):
        events.record(AnnouncementEnded(), subject=announcement, by=by, at=at)
        live.publish(TOPIC)


def give_voice(*, announcement_id: int, now: Callable[[], datetime]) -> None:
    """Let the machine read an announcement in its languages, as far as it is not read yet.

    Without a machine it is said that callers do not hear it.

    Args:
        now: the clock, read after the machine has spoken.
    """
    own = Announcement.objects.filter(pk=announcement_id, voice=Voice.COMING).first()
    others = Wording.objects.filter(announcement=announcement_id, voice=Voice.COMING)
    waiting: list[Announcement | Wording] = [*others.select_related("announcement")]
    for said in [own, *waiting] if own else waiting:
        language = said.language if isinstance(said, Wording) else units.city().language
        try:
            failure = _read(said, language)
        except (SpeechError, OSError) as error:
            _voiced(said, language, Voice.MISSING, now(), why=str(error))
        else:
            _voiced(said, language, Voice.READY, now(), why=failure)


def _read(said: Announcement | Wording, language: str) -> str:
    """Write the sound where Asterisk plays it from; say why the chosen voice failed, if it did.

    Raises SpeechError or OSError.
    """
    reading = city_voice.reader().read(language, said.text)
    stem = Path(settings.SOUNDS_DIR) / settings.CITY / said.sound
    stem.parent.mkdir(parents=True, exist_ok=True)
    sound.write_all(reading.samples, reading.rate, stem)
    return reading.failure


@transaction.atomic
def _voiced(
    said: Announcement | Wording, language: str, voice: Voice, at: datetime, why: str = ""
) -> None:
    """Note what came of the reading, unless the words have changed since.

    Callers do not hear the former words if the new ones cannot be read: they may be wrong.
    """
    voiced = voice == Voice.READY
    what = (
        AnnouncementVoiced(language=language, chosen_voice_failed=why or None)
        if voiced
        else AnnouncementNotVoiced(language=language, why=why or None)
    )
    same = type(said)._default_manager.filter(pk=said.pk, text=said.text, voice=Voice.COMING)
    heard, failure = said.sound if voiced else "", why[:LONGEST_REASON]
    if same.update(voice=voice, heard=heard, voice_failure=failure):
        subject = said.announcement if isinstance(said, Wording) else said
        events.record(what, subject=subject, by=SYSTEM, at=at)
        live.publish(TOPIC)
