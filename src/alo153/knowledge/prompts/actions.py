"""Record a prompt by a person, or return it to the synthetic voice."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.city import queries as city
from alo153.core import events
from alo153.core.actor import Actor
from alo153.core.jobs import enqueue
from alo153.knowledge import sound
from alo153.knowledge.events import PromptGivenToMachine, PromptRecorded
from alo153.knowledge.permissions import RECORD_PROMPTS
from alo153.knowledge.prompts import recordings
from alo153.knowledge.speech import city_voice

SPEAK_JOB = "knowledge.speak_prompt"


@transaction.atomic
def record_prompt(*, key: str, name: str, content: bytes, by: User, at: datetime) -> None:
    """Put a person's recording of a prompt in use, at once and after every restart.

    Args:
        key: of the prompt in voice.toml.
        name: of its sound.
        content: a wav file of 16 bits, at most a minute.

    Raises:
        NotPermitted: `by` may not record prompts.
        SoundError: the file cannot be used.
    """
    permit(RECORD_PROMPTS, by=by)
    samples, rate = recordings.checked(content)
    events.record(PromptRecorded(prompt=key), subject=city.city(), by=Actor.staff(by.pk), at=at)
    kept = recordings.path(_sounds(), key)
    kept.parent.mkdir(parents=True, exist_ok=True)
    sound.write(samples, kept, rate)
    stem = _sounds() / name
    stem.parent.mkdir(parents=True, exist_ok=True)
    sound.write_all(samples, rate, stem)


@transaction.atomic
def give_prompt_to_machine(
    *, key: str, name: str, language: str, text: str, by: User, at: datetime
) -> None:
    """Delete a recording; the synthetic voice reads the prompt again. Raises NotPermitted."""
    permit(RECORD_PROMPTS, by=by)
    said = PromptGivenToMachine(prompt=key)
    events.record(said, subject=city.city(), by=Actor.staff(by.pk), at=at)
    recordings.path(_sounds(), key).unlink(missing_ok=True)
    enqueue(SPEAK_JOB, key=key, sound_name=name, language=language, text=text)


def speak_prompt(*, key: str, name: str, language: str, text: str) -> None:
    """Make a prompt by the synthetic voice, unless a person has recorded it again.

    Raises SpeechError or OSError: the job is tried again.
    """
    if recordings.path(_sounds(), key).is_file():
        return
    reading = city_voice.reader().read(language, text)
    sound.write_all(reading.samples, reading.rate, _sounds() / name)


def _sounds() -> Path:
    return Path(settings.SOUNDS_DIR) / settings.CITY
