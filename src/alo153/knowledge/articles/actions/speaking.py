"""The spoken form of an article becomes a sound."""

from alo153.core.jobs import enqueue
from alo153.knowledge import sound
from alo153.knowledge.articles import spoken
from alo153.knowledge.models import Article, ArticleText
from alo153.knowledge.speech import city_voice


def want_sounds(article: Article) -> None:
    """Let the worker read an article whose spoken form has no sound yet."""
    if _unread(article.pk):
        enqueue(spoken.SPEAK_JOB, article_id=article.pk)


def speak_article(*, article_id: int) -> None:
    """Let the machine read the spoken forms of an article that have no sound yet.

    Raises SpeechError or OSError: the job is tried again.
    """
    for text in _unread(article_id):
        reading = city_voice.reader().read(text.language, text.spoken)
        stem = spoken.stem_of(spoken.sound_of(text))
        stem.parent.mkdir(parents=True, exist_ok=True)
        sound.write_all(reading.samples, reading.rate, stem)


def _unread(article_id: int) -> list[ArticleText]:
    texts = ArticleText.objects.filter(article=article_id).exclude(spoken="")
    return [
        each
        for each in texts.select_related("article").order_by("language")
        if not spoken.is_made(spoken.sound_of(each))
    ]
