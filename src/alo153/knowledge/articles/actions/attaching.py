"""Attach files to an article, such as a form, a plan or a list."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Final

from django.core.files.base import ContentFile
from django.db import transaction

from alo153.accounts.models import User
from alo153.core import events
from alo153.core.actor import Actor
from alo153.core.files import uploads
from alo153.core.files.uploads import CheckedFile
from alo153.knowledge.articles.policy import permit_unit
from alo153.knowledge.events import ArticleFileAdded, ArticleFileRemoved
from alo153.knowledge.models import Article, ArticleFile

MOST_FILES: Final = 10
_ENDINGS: Final = {"image/jpeg": "jpg", "application/pdf": "pdf"}


class TooManyFiles(ValueError):
    """The article already has the highest number of files."""


@transaction.atomic
def attach_file(
    *, article: Article, title: str, file: CheckedFile, by: User, at: datetime
) -> ArticleFile:
    """Attach a checked file to an article; its readers may open the file.

    Raises:
        NotPermitted: `by` may not write for its unit.
        TooManyFiles: the article has ten files.
        FileError: the disk is full.
    """
    permit_unit(article.unit.slug, by=by)
    if article.files.count() >= MOST_FILES:
        raise TooManyFiles(article.pk)
    kept = ArticleFile(
        article=article,
        title=title.strip(),
        content_type=file.content_type,
        size=len(file.content),
        added_by=by,
        added_at=at,
    )
    digest = hashlib.sha256(file.content).hexdigest()
    with uploads.room():
        kept.file.save(f"{digest[:32]}.{_ENDINGS[file.content_type]}", ContentFile(file.content))
    said = ArticleFileAdded(file=kept.pk)
    events.record(said, subject=article, by=Actor.staff(by.pk), at=at)
    return kept


@transaction.atomic
def detach_file(*, file: ArticleFile, by: User, at: datetime) -> None:
    """Remove a file from its article. Raises NotPermitted."""
    permit_unit(file.article.unit.slug, by=by)
    said = ArticleFileRemoved(file=file.pk)
    events.record(said, subject=file.article, by=Actor.staff(by.pk), at=at)
    ArticleFile.objects.filter(pk=file.pk).delete()
    transaction.on_commit(lambda: file.file.delete(save=False))
