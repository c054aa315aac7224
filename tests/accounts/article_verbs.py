"""Verbs of the knowledge base's articles."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from tests import cast
from tests.knowledge.written import content

from alo153.accounts.models import User
from alo153.accounts.registry import Permission
from alo153.core.clock import now
from alo153.knowledge.articles import actions
from alo153.knowledge.models import Article
from alo153.knowledge.permissions import EDIT_ARTICLES


def written() -> Article:
    """Return an article that is in force."""
    return actions.write_article(content=content(), seen=0, by=cast.staff("hakan"), at=now())


VERBS: Mapping[str, tuple[Permission, Callable[[Any, User], Any]]] = {
    "knowledge.write_article": (
        EDIT_ARTICLES,
        lambda _, by: actions.write_article(content=content(slug="x"), seen=0, by=by, at=now()),
    ),
    "knowledge.review_article": (
        EDIT_ARTICLES,
        lambda room, by: actions.review_article(
            article=room.article, until=date(2027, 6, 1), by=by, at=now()
        ),
    ),
    "knowledge.retire_article": (
        EDIT_ARTICLES,
        lambda room, by: actions.retire_article(article=room.article, by=by, at=now()),
    ),
}
