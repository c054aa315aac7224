"""A job of the worker that joins capabilities which may not know each other.

The voice menu of `calls` names the prompts, and `knowledge` reads them aloud.
"""

from pathlib import Path
from typing import Final

from django.conf import settings

from alo153.calls.menu import prompts
from alo153.city import queries as city
from alo153.city.events import DocumentPublished
from alo153.core.jobs import job
from alo153.core.models import Event
from alo153.knowledge.prompts import making
from alo153.knowledge.speech import city_voice

# Documents whose texts callers or agents hear
_SPOKEN: Final = ("voice", "queues")


@job(name="city.make_prompts", attempts=5)
def make_prompts() -> None:
    """Let callers hear the prompts as the city's documents say them now."""
    city.follow_documents()
    folder, target = city.files_in_force(), Path(settings.SOUNDS_DIR) / settings.CITY
    target.mkdir(parents=True, exist_ok=True)
    making.make_changed(
        prompts.read(folder),
        source=folder,
        target=target,
        reader=city_voice.reader(),
        tones=False,
    )


def follow_document(_event: Event, said: DocumentPublished) -> None:
    """Make the sounds for callers again with the new texts."""
    if said.kind in _SPOKEN:
        make_prompts.defer()
