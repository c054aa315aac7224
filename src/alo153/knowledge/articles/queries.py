"""Look-ups of articles that answer a question, and of their use. Articles are public."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import F, Q, QuerySet, Sum

from alo153.accounts.models import User
from alo153.city import queries as city
from alo153.city.models import District, Topic
from alo153.core.database import known_words
from alo153.core.ttl_cache import TtlCache
from alo153.knowledge.articles import matching
from alo153.knowledge.articles.content import Content
from alo153.knowledge.articles.masking import Vocabulary
from alo153.knowledge.articles.matching import Candidate
from alo153.knowledge.articles.policy import writes_all
from alo153.knowledge.feeds import queries as feeds
from alo153.knowledge.feeds.queries import News
from alo153.knowledge.models import (
    Article,
    ArticleFile,
    ArticleText,
    ArticleUse,
    ArticleWord,
    UnansweredQuestion,
)
from alo153.knowledge.permissions import EDIT_ARTICLES

LONGEST: Final = 500
"""Letters of a text that are read; the matter is in the first sentences."""
MOST: Final = 3
_LOOKED_AT: Final = 60
_LISTED: Final = 20
_QUESTIONS: Final = 100
COUNTED: Final = timedelta(days=30)
_REVIEW: Final = F("review_on").asc(nulls_last=True)


@dataclass(frozen=True)
class Answer:
    """An article in the words of one language, and which that is."""

    article: Article
    question: str
    text: str
    language: str
    steps: Sequence[str] = ()
    # What providers say about its topic now
    news: Sequence[News] = ()


@dataclass(frozen=True)
class Figures:
    """The use of an article in the last 30 days; None counts questions without an article."""

    article: Article | None
    question: str
    shown: int
    helped: int
    went_on: int


def search(
    text: str,
    *,
    language: str,
    at: datetime,
    for_staff: bool = False,
    district: District | None = None,
) -> list[Answer]:
    """Return the articles that answer a question, best first, at most three.

    Marks, case, endings and, in a short question, slips of spelling do not matter. Three queries,
    five where a word is misspelled.

    Args:
        language: in which they are shown, where they are in it; else in the city's own.
        for_staff: also what is internal.
        district: of the asker, where an article answers otherwise there.
    """
    own = city.city().language
    words = matching.asked_words(text[:LONGEST], own)
    if not words:
        return []
    asked = {word: [matching.root(word, own)] for word in words}
    readable = in_force(at) if for_staff else public(at)
    candidates = _candidates(asked, readable)
    found = matching.found(asked, candidates)
    if not found and matching.is_short(words):
        meant = {word: matching.without_endings(word) for word in words}
        near = known_words.near({one for each in meant.values() for one in each}, ArticleWord)
        for word, spellings in meant.items():
            others = [other for one in spellings for other in near.get(one, [])]
            asked[word] += [matching.root(other, own) for other in others]
        found = matching.found(asked, _candidates(asked, readable)) if near else []
    return _in_words(found[:MOST], language, district, at)


def _candidates(asked: dict[str, list[str]], readable: QuerySet[Article]) -> list[Candidate]:
    keys = {matching.key(root) for roots in asked.values() for root in roots}
    rows = ArticleText.objects.filter(article__in=readable, keys__overlap=sorted(keys))
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


def public(at: datetime) -> QuerySet[Article]:
    """Return the articles that citizens may read."""
    return in_force(at).filter(internal=False)


def about(topic: Topic, *, language: str, at: datetime, district: District | None) -> list[Answer]:
    """Return what agents say about a topic; two queries."""
    keys = in_force(at).filter(topic=topic).order_by("position").values_list("pk", flat=True)
    return _in_words(list(keys[:MOST]), language, district, at)


def listed(*, language: str, at: datetime) -> list[Answer]:
    """Return the first articles in the order of the city's file; two queries."""
    keys = public(at).order_by("position").values_list("pk", flat=True)
    return _in_words(list(keys[:_LISTED]), language)


def named(slugs: Sequence[str], *, at: datetime) -> list[Article]:
    """Return articles that were offered, by their names; one query."""
    return list(public(at).filter(slug__in=slugs[:MOST]))


def of_unit(user: User, *, language: str) -> list[Answer]:
    """Return all articles that somebody may write, also retired ones; two queries."""
    rows = Article.objects.all() if writes_all(user) else _of_units(user)
    by_review = rows.order_by(F("retired_at").desc(nulls_first=True), _REVIEW, "position")
    return _in_words(list(by_review.values_list("pk", flat=True)), language)


def due(user: User, at: datetime) -> QuerySet[Article]:
    """Return the articles in force that somebody should look at: their day has come, or is over."""
    today = city.today(at)
    rows = Article.objects.all() if writes_all(user) else _of_units(user)
    is_due = Q(review_on__lte=today) | Q(valid_until__lt=today)
    return rows.filter(is_due, retired_at=None)


def _of_units(user: User) -> QuerySet[Article]:
    return Article.objects.filter(unit__in=city.unit_keys(user, EDIT_ARTICLES))


def file(number: int, *, at: datetime, for_staff: bool) -> ArticleFile | None:
    """Find a file of an article that its asker may read; one query."""
    rows = ArticleFile.objects.filter(pk=number).select_related("article")
    return rows.first() if for_staff else rows.filter(article__in=public(at)).first()


def every(*, language: str, at: datetime) -> list[Answer]:
    """Return all articles in force for staff, in their order; two queries."""
    keys = in_force(at).order_by("position").values_list("pk", flat=True)
    return _in_words(list(keys), language)


def article(slug: str) -> Article | None:
    """Find an article by its slug, also one that is retired."""
    return Article.objects.filter(slug=slug).first()


def content_of(article: Article, number: int | None = None) -> Content | None:
    """Return what an article says, or said in a version; one query."""
    wanted = article.version if number is None else number
    version = article.versions.filter(number=wanted).first()
    return Content.from_json(version.content) if version else None


def _in_words(
    keys: Sequence[int],
    language: str,
    district: District | None = None,
    at: datetime | None = None,
) -> list[Answer]:
    """Return articles in their order; with an instant, what providers say about them then."""
    if not keys:
        return []
    own = city.city().language
    texts: dict[int, dict[str, ArticleText]] = {}
    rows = ArticleText.objects.filter(article__in=keys).select_related("article")
    for row in rows.prefetch_related("article__files"):
        texts.setdefault(row.article_id, {})[row.language] = row
    chosen = [_chosen(texts[key], language, own) for key in keys if key in texts]
    return [_answer(row, district, at) for row in chosen]


def _answer(row: ArticleText, district: District | None, at: datetime | None) -> Answer:
    text = row.variants.get(district.slug, row.answer) if district else row.answer
    news = feeds.about(row.article.topic_id, at=at, district=district) if at else ()
    return Answer(row.article, row.question, text, row.language, row.steps, news)


def _chosen(texts: dict[str, ArticleText], language: str, own: str) -> ArticleText:
    return texts.get(language) or texts.get(own) or next(iter(texts.values()))


def _read_vocabulary() -> Vocabulary:
    texts = [each.search_text for each in city.topics_now().values()]
    texts += [each.name for each in city.kinds_now().values()]
    texts += [each.name for each in city.districts_now().values()]
    texts += [city.city().name, *ArticleWord.objects.values_list("word", flat=True)]
    places = [each.name for each in city.neighborhoods_now().values()]
    return Vocabulary.of(texts, places=places, language=city.city().language)


vocabulary = TtlCache(_read_vocabulary)
"""The words of the city's articles, topics, kinds and places."""


def unanswered() -> list[UnansweredQuestion]:
    """Return the questions without an answer, the most asked first; at most a hundred."""
    return list(UnansweredQuestion.objects.order_by("-asked", "-last_at")[:_QUESTIONS])


def question(number: int) -> UnansweredQuestion | None:
    """Return a question without an answer that nobody took off the list; one query."""
    return UnansweredQuestion.objects.filter(pk=number).first()


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
