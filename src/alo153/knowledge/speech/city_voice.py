"""The voice of the city served here, as its settings and its files say."""

from pathlib import Path

from django.conf import settings

from alo153.city import queries as city
from alo153.knowledge.speech import city_words, espeak
from alo153.knowledge.speech.reader import Reader


def reader() -> Reader:
    """Return the reader of the city served here."""
    return Reader.of(
        settings.VOICE,
        program=espeak.find(Path(settings.PROGRAMS_DIR)),
        language=city.city().language,
        words=city_words.of(city.files_in_force()),
    )
