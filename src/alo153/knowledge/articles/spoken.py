"""The spoken forms of articles, as sounds that the voice menu plays."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db.models import QuerySet

from alo153.knowledge.articles import queries
from alo153.knowledge.models import Article, ArticleText

FOLDER: Final = "articles"
"""Of their sounds, in the city's folder of sounds."""
SPEAK_JOB: Final = "knowledge.speak_article"


@dataclass(frozen=True)
class Heard:
    """An article that a caller hears, and the name of its sound."""

    article: Article
    sound: str


def heard(slug: str, *, language: str, at: datetime) -> Heard | None:
    """Return what a caller hears of an article in a language; one query.

    None while its spoken form has no sound, without a spoken form, and for an article that is
    internal or not in force.
    """
    texts = _texts(at).filter(article__slug=slug, language=language)
    text = texts.select_related("article").first()
    if text is None or not is_made(sound_of(text)):
        return None
    return Heard(text.article, sound_of(text))


def unheard(article: Article) -> list[str]:
    """Return the languages whose spoken form callers do not hear yet; one query."""
    texts = article.texts.exclude(spoken="").select_related("article").order_by("language")
    return [each.language for each in texts if not is_made(sound_of(each))]


def listed(*, language: str, at: datetime) -> list[tuple[str, str]]:
    """Return slug and question of each article with a spoken form; one query."""
    rows = _texts(at).filter(language=language).order_by("article__position")
    return list(rows.values_list("article__slug", "question"))


def _texts(at: datetime) -> QuerySet[ArticleText]:
    return ArticleText.objects.filter(article__in=queries.public(at)).exclude(spoken="")


def sound_of(text: ArticleText) -> str:
    """Name the sound of a spoken form in its words of now, below the city's folder of sounds."""
    words = sha256(text.spoken.encode()).hexdigest()[:12]
    return f"{FOLDER}/{text.article.slug}-{text.language}-{words}"


def is_made(sound: str) -> bool:
    """Tell whether a sound exists."""
    return stem_of(sound).with_suffix(".wav").is_file()


def stem_of(sound: str) -> Path:
    """Return the path of a sound, without an ending."""
    return Path(settings.SOUNDS_DIR) / settings.CITY / sound
