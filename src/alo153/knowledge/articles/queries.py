"""Which articles answer a question, and how often they did. Articles are public."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet, Sum

from alo153.city import queries as city
from alo153.core.database import known_words
from alo153.core.ttl_cache import TtlCache
from alo153.knowledge.articles import matching
from alo153.knowledge.articles.masking import Vocabulary
from alo153.knowledge.articles.matching import Candidate
from alo153.knowledge.models import (
    Article,
    ArticleText,
    ArticleUse,
    ArticleWord,
    UnansweredQuestion,
)

LONGEST: Final = 500
"""Letters of a text that are read; the matter stands in the first sentences."""
MOST: Final = 3
_LOOKED_AT: Final = 60
_LISTED: Final = 20
_QUESTIONS: Final = 100
COUNTED: Final = timedelta(days=30)


@dataclass(frozen=True)
class Answer:
    """An article in the words of one language, and which that is."""

    article: Article
    question: str
    text: str
    language: str


@dataclass(frozen=True)
class Figures:
    """How an article did in the last 30 days; of None it is counted how often none was found."""

    article: Article | None
    question: str
    shown: int
    helped: int
    went_on: int


def search(text: str, *, language: str, at: datetime) -> list[Answer]:
    """Return the articles that answer a question, best first, at most three.

    Marks, case, endings and, in a short question, slips of spelling do not matter. Two queries,
    four where a word is misspelled.

    Args:
        language: in which they are shown, where they are in it; else in the city's own.
    """
    words = matching.asked_words(text[:LONGEST])
    if not words:
        return []
    asked = {word: [matching.root(word)] for word in words}
    candidates = _candidates(asked, at)
    found = matching.found(asked, candidates)
    if not found and matching.is_short(words):
        meant = {word: matching.without_endings(word) for word in words}
        near = known_words.near({one for each in meant.values() for one in each}, ArticleWord)
        for word, spellings in meant.items():
            others = [other for one in spellings for other in near.get(one, [])]
            asked[word] += [matching.root(other) for other in others]
        found = matching.found(asked, _candidates(asked, at)) if near else []
    return _in_words(found[:MOST], language)


def _candidates(asked: dict[str, list[str]], at: datetime) -> list[Candidate]:
    keys = {matching.key(root) for roots in asked.values() for root in roots}
    rows = ArticleText.objects.filter(article__in=in_force(at), keys__overlap=sorted(keys))
    shown = rows.order_by("article__position").values_list("article_id", "phrases")
    return [Candidate(key, phrases) for key, phrases in shown[:_LOOKED_AT]]


def in_force(at: datetime) -> QuerySet[Article]:
    """Return the articles that hold on the day of an instant."""
    today = city.today(at)
    return Article.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=today),
        Q(valid_until=None) | Q(valid_until__gte=today),
        retired_at=None,
    )


def listed(*, language: str, at: datetime) -> list[Answer]:
    """Return the first articles in the order of the city's file; two queries."""
    keys = in_force(at).order_by("position").values_list("pk", flat=True)
    return _in_words(list(keys[:_LISTED]), language)


def named(slugs: Sequence[str], *, at: datetime) -> list[Article]:
    """Return articles that were offered, by their names; one query."""
    return list(in_force(at).filter(slug__in=slugs[:MOST]))


def _in_words(keys: Sequence[int], language: str) -> list[Answer]:
    if not keys:
        return []
    own = city.city().language
    texts: dict[int, dict[str, ArticleText]] = {}
    for row in ArticleText.objects.filter(article__in=keys).select_related("article"):
        texts.setdefault(row.article_id, {})[row.language] = row
    chosen = [_chosen(texts[key], language, own) for key in keys if key in texts]
    return [Answer(row.article, row.question, row.answer, row.language) for row in chosen]


def _chosen(texts: dict[str, ArticleText], language: str, own: str) -> ArticleText:
    return texts.get(language) or texts.get(own) or next(iter(texts.values()))


def _read_vocabulary() -> Vocabulary:
    texts = [each.search_text for each in city.topics_now().values()]
    texts += [each.name for each in city.kinds_now().values()]
    texts += [each.name for each in city.districts_now().values()]
    texts += [city.city().name, *ArticleWord.objects.values_list("word", flat=True)]
    places = [each.name for each in city.neighborhoods_now().values()]
    return Vocabulary.of(texts, places=places)


vocabulary = TtlCache(_read_vocabulary)
"""The words of the city's articles, topics, kinds and places."""


def unanswered() -> list[UnansweredQuestion]:
    """Return the questions without an answer, the most asked first; at most a hundred."""
    return list(UnansweredQuestion.objects.order_by("-asked", "-last_at")[:_QUESTIONS])


def figures(*, language: str, at: datetime) -> list[Figures]:
    """Return how each article did in the last 30 days, the most shown first; three queries."""
    since: date = city.today(at - COUNTED)
    rows = (
        ArticleUse.objects.filter(date__gt=since)
        .values("article_id")
        .annotate(seen=Sum("shown"), useful=Sum("helped"), onward=Sum("went_on"))
        .values_list("article_id", "seen", "useful", "onward")
    )
    counted: dict[int | None, list[int]] = {key: numbers for key, *numbers in rows}
    answers = _in_words([key for key in counted if key is not None], language)
    words = {each.article.pk: each for each in answers}
    found = [Figures(words[key].article, words[key].question, *counted[key]) for key in words]
    if None in counted:
        found.append(Figures(None, "", *counted[None]))
    return sorted(found, key=lambda each: -each.shown)
