"""The spoken form of an article becomes a sound, in the city's voice of now."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from alo153.core.jobs import enqueue, enqueue_once
from alo153.knowledge import sound
from alo153.knowledge.articles import queries, spoken
from alo153.knowledge.models import Article, ArticleText
from alo153.knowledge.speech import city_voice
from alo153.knowledge.speech.reader import Reader

_MARK: Final = ".voice"
"""Ending of the file next to a sound that says by which voice and in which form it was read."""


def want_sounds(article: Article) -> None:
    """Let the worker read an article whose spoken form has no sound yet; staff hear none."""
    if not article.internal and any(
        not spoken.is_made(spoken.sound_of(each)) for each in _texts([article.pk])
    ):
        enqueue(spoken.SPEAK_JOB, article_id=article.pk)


def want_missing_sounds(*, at: datetime) -> None:
    """Let the worker read what callers could hear, and what no sound says in the voice of now.

    A job may have failed for good, the folder of sounds may be new, or the city has another voice.
    Sounds of former words are deleted.
    """
    reader = city_voice.reader()
    _forget_former()
    texts = _texts(queries.public(at).values_list("pk", flat=True))
    for key in sorted({each.article.pk for each in texts if not _is_read(each, reader)}):
        enqueue_once(spoken.SPEAK_JOB, f"{spoken.SPEAK_JOB} {key}", article_id=key)


def speak_article(*, article_id: int) -> None:
    """Let the machine read the spoken forms of an article that no sound says in the voice of now.

    Raises SpeechError or OSError: the job is tried again.
    """
    reader = city_voice.reader()
    for text in _texts([article_id]):
        if _is_read(text, reader):
            continue
        reading = reader.read(text.language, text.spoken)
        stem = spoken.stem_of(spoken.sound_of(text))
        stem.parent.mkdir(parents=True, exist_ok=True)
        sound.write_all(reading.samples, reading.rate, stem)
        if not reading.failure:
            # Where another voice took its place, the city's own is tried again
            _mark_of(stem).write_text(_voice_of(text, reader), encoding="ascii")


def _forget_former() -> None:
    """Delete sounds of words that no article says any more; Asterisk finishes what it plays."""
    texts = ArticleText.objects.exclude(spoken="").select_related("article")
    said = {Path(spoken.sound_of(each)).name for each in texts}
    for path in spoken.stem_of(spoken.FOLDER).glob("[!.]*"):
        if path.stem not in said:
            path.unlink(missing_ok=True)


def _texts(articles: Iterable[int]) -> list[ArticleText]:
    texts = ArticleText.objects.filter(article__in=articles).exclude(spoken="")
    return list(texts.select_related("article").order_by("language"))


def _is_read(text: ArticleText, reader: Reader) -> bool:
    sound_name = spoken.sound_of(text)
    mark = _mark_of(spoken.stem_of(sound_name))
    return (
        spoken.is_made(sound_name)
        and mark.is_file()
        and mark.read_text(encoding="ascii") == _voice_of(text, reader)
    )


def _mark_of(stem: Path) -> Path:
    return stem.with_name(stem.name + _MARK)


def _voice_of(text: ArticleText, reader: Reader) -> str:
    """Return what differs once another voice reads a text, or reads it otherwise."""
    form = reader.spoken_form(text.language, text.spoken)
    return sha256(f"{reader.identity(text.language)} {form}".encode()).hexdigest()
