"""Verbs of the knowledge base's articles."""

from collections.abc import Callable, Mapping
from datetime import date
from tempfile import TemporaryDirectory
from typing import Any

from django.test import override_settings
from tests import cast
from tests.knowledge.speech.voices import tone
from tests.knowledge.written import content

from alo153.accounts.models import User
from alo153.accounts.registry import Permission
from alo153.city import queries as city
from alo153.core.clock import now
from alo153.core.files.uploads import CheckedFile
from alo153.knowledge.articles import actions
from alo153.knowledge.models import Article, ArticleFile
from alo153.knowledge.permissions import EDIT_ARTICLES, RECORD_PROMPTS
from alo153.knowledge.prompts import actions as prompts


def written() -> Article:
    """Return an article that is in force."""
    return actions.write_article(content=content(), seen=0, by=cast.staff("hakan"), at=now())


def _unit(by: User) -> str:
    """Name a unit for which somebody writes; any, where they write for none."""
    keys = city.unit_keys(by, EDIT_ARTICLES)
    own = (slug for slug, each in city.units_now().items() if each.pk in keys)
    return next(own, "veteriner")


def _theirs(article: Article, by: User) -> Article:
    """Give an article to a unit for which somebody writes."""
    article.unit = city.units_now()[_unit(by)]
    Article.objects.filter(pk=article.pk).update(unit=article.unit)
    return article


def attached(article: Article, by: User | None = None) -> ArticleFile:
    """Return a file that belongs to it."""
    writer, file = by or cast.staff("hakan"), CheckedFile(b"%PDF-1.7", "application/pdf")
    return actions.attach_file(article=article, title="Form", file=file, by=writer, at=now())


def _detached(room: Any, by: User) -> None:
    room.article_file.article = _theirs(room.article, by)
    actions.detach_file(file=room.article_file, by=by, at=now())


def _record(_: Any, by: User) -> None:
    with TemporaryDirectory() as sounds, override_settings(SOUNDS_DIR=sounds):
        prompts.record_prompt(key="greeting", name="greeting", content=tone(), by=by, at=now())


VERBS: Mapping[str, tuple[Permission, Callable[[Any, User], Any]]] = {
    "knowledge.write_article": (
        EDIT_ARTICLES,
        lambda _, by: actions.write_article(
            content=content(slug="x", unit=_unit(by)), seen=0, by=by, at=now()
        ),
    ),
    "knowledge.review_article": (
        EDIT_ARTICLES,
        lambda room, by: actions.review_article(
            article=_theirs(room.article, by), until=date(2027, 6, 1), by=by, at=now()
        ),
    ),
    "knowledge.retire_article": (
        EDIT_ARTICLES,
        lambda room, by: actions.retire_article(article=_theirs(room.article, by), by=by, at=now()),
    ),
    "knowledge.attach_file": (
        EDIT_ARTICLES,
        lambda room, by: attached(_theirs(room.article, by), by),
    ),
    "knowledge.detach_file": (
        EDIT_ARTICLES,
        _detached,
    ),
    "knowledge.record_prompt": (RECORD_PROMPTS, _record),
    "knowledge.give_prompt_to_machine": (
        RECORD_PROMPTS,
        lambda _, by: prompts.give_prompt_to_machine(
            key="nothing", name="nothing", language="tr", text="Su", by=by, at=now()
        ),
    ),
}
