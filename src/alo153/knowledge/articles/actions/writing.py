"""Articles are written: from the city's file, and on the page by responsible staff."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from alo153.accounts.models import User
from alo153.city import queries as city
from alo153.core import events
from alo153.core.actor import Actor
from alo153.core.text import telling_words
from alo153.core.text.slips import LONGEST, SHORTEST
from alo153.knowledge.articles import matching
from alo153.knowledge.articles.actions.speaking import want_sounds
from alo153.knowledge.articles.content import Content, Words
from alo153.knowledge.articles.policy import permit_unit
from alo153.knowledge.events import (
    ArticleRetired,
    ArticleReviewed,
    ArticlesLoaded,
    ArticleWritten,
)
from alo153.knowledge.models import Article, ArticleText, ArticleVersion, ArticleWord


class ChangedMeanwhile(ValueError):
    """Another version is in force than the one that somebody changed."""


class ArticleOver(ValueError):
    """The last day of an article is over: it does not still hold."""


@transaction.atomic
def load_articles(*, articles: Sequence[Content], by: Actor, at: datetime) -> None:
    """Put the articles of the city's file in force; what it names no more is retired.

    What somebody wrote or retired on the page stays as it is: the page wins. Its words are
    indexed again.
    """
    kept = set(Article.objects.exclude(edited_at=None).values_list("slug", flat=True))
    named = [each.slug for each in articles]
    Article.objects.exclude(slug__in=[*named, *kept]).filter(retired_at=None).update(retired_at=at)
    for position, each in enumerate(articles, 1):
        if each.slug not in kept:
            _put_in_force(each, at=at, by=None, position=position)
    for article in Article.objects.filter(slug__in=kept, retired_at=None):
        # A new release may find its words by other roots
        version = article.versions.get(number=article.version)
        _write_texts(article, Content.from_json(version.content))
    _know_words()
    events.record(ArticlesLoaded(articles=len(named)), subject=city.city(), by=by, at=at)


@transaction.atomic
def write_article(*, content: Content, seen: int, by: User, at: datetime) -> Article:
    """Put an article in force in these words, as its next version.

    Args:
        seen: the version that was changed; 0 for a new article.

    Raises:
        NotPermitted: `by` may not write for the unit, or not for the one that had it.
        ChangedMeanwhile: another version is in force, or the slug is taken.
    """
    known = Article.objects.select_for_update().filter(slug=content.slug).first()
    permit_unit(content.unit, by=by)
    if known:
        permit_unit(known.unit.slug, by=by)
    if (known.version if known else 0) != seen:
        raise ChangedMeanwhile(content.slug)
    position = known.position if known else Article.objects.count() + 1
    article = _put_in_force(content, at=at, by=by, position=position)
    _know_words()
    said = ArticleWritten(version=article.version)
    events.record(said, subject=article, by=Actor.staff(by.pk), at=at)
    return article


@transaction.atomic
def review_article(*, article: Article, until: date, by: User, at: datetime) -> None:
    """Say that an article still holds, and on which day somebody looks again.

    Raises:
        NotPermitted: `by` may not write for its unit.
        ArticleOver: nobody finds it any more.
    """
    permit_unit(article.unit.slug, by=by)
    if article.valid_until and article.valid_until < city.today(at):
        raise ArticleOver(article.slug)
    Article.objects.filter(pk=article.pk).update(review_on=until)
    said = ArticleReviewed(until=until.isoformat())
    events.record(said, subject=article, by=Actor.staff(by.pk), at=at)


@transaction.atomic
def retire_article(*, article: Article, by: User, at: datetime) -> None:
    """Take an article back: nobody finds it any more; twice is once.

    Raises:
        NotPermitted: `by` may not write for its unit.
    """
    permit_unit(article.unit.slug, by=by)
    in_force = Article.objects.filter(pk=article.pk, retired_at=None)
    if in_force.update(retired_at=at, edited_at=at):
        events.record(ArticleRetired(), subject=article, by=Actor.staff(by.pk), at=at)


def _put_in_force(content: Content, *, at: datetime, by: User | None, position: int) -> Article:
    """Write the rows of an article; it has a new version if it says something else."""
    facts = _facts(content) | {"position": position, "retired_at": None}
    if by is None and (known := Article.objects.filter(slug=content.slug).first()):
        # Somebody may have looked it through since the file was written
        facts["review_on"] = max(filter(None, (known.review_on, content.review_on)), default=None)
    article, _ = Article.objects.update_or_create(slug=content.slug, defaults=facts)
    latest = article.versions.filter(number=article.version).first()
    if latest is None or latest.content != content.as_json():
        article.version += 1
        article.edited_at = at if by else None
        article.versions.create(
            number=article.version, content=content.as_json(), written_by=by, written_at=at
        )
        article.save(update_fields=["version", "edited_at"])
    _write_texts(article, content)
    want_sounds(article)
    return article


def _write_texts(article: Article, content: Content) -> None:
    article.texts.all().delete()
    ArticleText.objects.bulk_create(
        [_text(article, language, words) for language, words in content.words.items()]
    )


def _facts(content: Content) -> dict[str, object]:
    return {
        "topic": city.topics_now()[content.topic],
        "unit": city.units_now()[content.unit],
        "source": content.source,
        "link": content.link,
        "phone": content.phone,
        "address": content.address,
        "valid_from": content.valid_from,
        "valid_until": content.valid_until,
        "review_on": content.review_on,
        "internal": content.internal,
    }


def _text(article: Article, language: str, words: Words) -> ArticleText:
    own = city.city().language
    phrases = [matching.roots(each, own) for each in (words.question, *words.forms)]
    keys = {matching.key(root) for phrase in phrases for root in phrase}
    return ArticleText(
        article=article,
        language=language,
        question=words.question,
        answer=words.answer,
        steps=list(words.steps),
        spoken=words.spoken,
        variants=dict(words.variants),
        phrases=phrases,
        keys=sorted(keys),
    )


def _know_words() -> None:
    """Keep the words of all phrases in force, for what is misspelled."""
    ArticleWord.objects.all().delete()
    latest = ArticleVersion.objects.filter(
        article__retired_at=None, number=F("article__version")
    ).values_list("content", flat=True)
    own = city.city().language
    said = (
        word
        for content in latest
        for words in content["words"].values()
        for phrase in (words["question"], *words["forms"])
        for word in telling_words(phrase, own)
    )
    known = {word for word in said if SHORTEST <= len(word) <= LONGEST}
    ArticleWord.objects.bulk_create(ArticleWord(word=word) for word in sorted(known))
