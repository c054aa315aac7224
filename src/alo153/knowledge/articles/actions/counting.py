"""Articles are asked for, shown and found helpful; what found none is kept as a gap."""

import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from functools import wraps
from typing import Final

from django.db import DatabaseError, transaction
from django.db.models import F

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.citizens.channel import Channel
from alo153.city import queries as city
from alo153.contacts import actions as contacts
from alo153.core import events
from alo153.core.actor import CITIZEN, Actor
from alo153.core.text import fold
from alo153.knowledge.articles import matching, queries
from alo153.knowledge.articles.masking import masked
from alo153.knowledge.events import ArticleHelped, QuestionSettled
from alo153.knowledge.models import Article, ArticleUse, UnansweredQuestion
from alo153.knowledge.permissions import ANNOUNCE

log = logging.getLogger(__name__)

MOST_QUESTIONS: Final = 1_000
"""Kept at once; a new one takes the place of the one that nobody asked for longest."""
KEPT: Final = timedelta(days=90)


def _aside[**P](count: Callable[P, None]) -> Callable[P, None]:
    """Let counting fail alone: the citizen's page, and their text, do not need it."""

    @wraps(count)
    def counted(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            with transaction.atomic():
                count(*args, **kwargs)
        except DatabaseError as error:
            # Its words may be those of the question
            log.warning("%s: not counted: %s", count.__name__, type(error).__name__)

    return counted


@_aside
def note_shown(*, articles: Sequence[Article], channel: Channel, at: datetime) -> None:
    """Count that articles were offered as an answer; nothing is kept about the asker."""
    _count_each(articles, channel, at, "shown")


@_aside
def note_unanswered(*, text: str, channel: Channel = Channel.WEB, at: datetime) -> None:
    """Count that nothing was found, and keep of the question what is the city's own words."""
    _count(None, channel, at, "shown")
    shown = masked(text, known=queries.vocabulary())
    if not matching.asked_words(shown, city.city().language):
        return
    row, is_new = UnansweredQuestion.objects.get_or_create(
        key=fold(shown)[:120], defaults={"text": shown, "first_at": at, "last_at": at}
    )
    if not is_new:
        UnansweredQuestion.objects.filter(pk=row.pk).update(asked=F("asked") + 1, last_at=at)
    elif UnansweredQuestion.objects.count() > MOST_QUESTIONS:
        eldest = UnansweredQuestion.objects.order_by("last_at", "pk").values("pk")[:1]
        UnansweredQuestion.objects.filter(pk__in=eldest).delete()


@transaction.atomic
def note_helped(*, article: Article, channel: Channel, at: datetime) -> None:
    """Log that the citizen was told what they asked for: a contact with no person and no case."""
    _count(article, channel, at, "helped")
    contact = contacts.record_contact(channel=channel, address="", agent=None, by=CITIZEN, at=at)
    contacts.log_information(interaction=contact, topic=article.topic, by=CITIZEN, at=at)
    events.record(ArticleHelped(channel=channel.value), subject=article, by=CITIZEN, at=at)


@_aside
def note_used(*, article: Article, at: datetime) -> None:
    """Count that an agent answered a caller with an article; the contact is logged apart."""
    _count(article, Channel.PHONE, at, "shown")
    _count(article, Channel.PHONE, at, "helped")


@_aside
def note_went_on(*, articles: Sequence[Article], channel: Channel, at: datetime) -> None:
    """Count that articles were offered and the citizen asked a person all the same."""
    _count_each(articles, channel, at, "went_on")


def _count_each(articles: Iterable[Article], channel: Channel, at: datetime, what: str) -> None:
    # Always in one order: two citizens never wait for each other's rows
    for each in sorted(articles, key=lambda article: article.pk):
        _count(each, channel, at, what)


def _count(article: Article | None, channel: Channel, at: datetime, what: str) -> None:
    day = {"article": article, "date": city.today(at), "channel": channel}
    ArticleUse.objects.bulk_create([ArticleUse(**day)], ignore_conflicts=True)
    ArticleUse.objects.filter(**day).update(**{what: F(what) + 1})


@transaction.atomic
def settle_question(*, question: UnansweredQuestion, by: User, at: datetime) -> None:
    """Take a question off the list: it has an answer now, or needs none; twice is once.

    Raises:
        NotPermitted: `by` may not announce.
    """
    permit(ANNOUNCE, by=by)
    key = question.pk
    if UnansweredQuestion.objects.filter(pk=key).delete()[0]:
        question.pk = key
        events.record(QuestionSettled(), subject=question, by=Actor.staff(by.pk), at=at)


def forget_questions(*, at: datetime) -> None:
    """Delete the questions that nobody has asked for 90 days."""
    UnansweredQuestion.objects.filter(last_at__lt=at - KEPT).delete()
