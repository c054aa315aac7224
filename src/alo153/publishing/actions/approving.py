"""Submit a post, approve it, or send it back: two people see what everybody will read."""

import math
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.core.jobs import enqueue
from alo153.publishing import queries
from alo153.publishing.actions.writing import to_draft
from alo153.publishing.events import PostApproved, PostSentBack, PostSubmitted
from alo153.publishing.fitting import Problem
from alo153.publishing.holding import held, tell
from alo153.publishing.models import Post
from alo153.publishing.permissions import APPROVE_POSTS, WRITE_POSTS
from alo153.publishing.policy import OwnWords, may_approve
from alo153.publishing.states import PostState, State, Verb


class NotReady(ValueError):
    """A place would not take the post; ``problems`` says which and why, or is empty without any."""

    def __init__(self, problems: dict[str, Problem]) -> None:
        super().__init__(", ".join(problems) or "no place")
        self.problems = problems


@transaction.atomic
def submit(*, post: Post, by: User, at: datetime) -> None:
    """Let a draft wait for somebody else's approval. Raises NotPermitted, NotNow, NotReady."""
    permit(WRITE_POSTS, by=by)
    found = held(post, Verb.SUBMIT)
    _must_fit(found)
    found.state, found.remark = PostState.SUBMITTED, ""
    found.submitted_by, found.submitted_at = by, at
    found.save(update_fields=["state", "remark", "submitted_by", "submitted_at"])
    tell(PostSubmitted(version=found.version), found, by=by, at=at)


@transaction.atomic
def send_back(*, post: Post, remark: str, seen: int, by: User, at: datetime) -> None:
    """Do not approve a post, and tell its writer why.

    Raises NotPermitted, NotNow, ChangedMeanwhile.
    """
    permit(APPROVE_POSTS, by=by)
    found = held(post, Verb.SEND_BACK, seen=seen)
    found.remark = remark
    to_draft(found)
    tell(PostSentBack(version=found.version), found, by=by, at=at)


@transaction.atomic
def approve(*, post: Post, seen: int, by: User, at: datetime) -> None:
    """Let a post leave at its moment, and not before it can no longer be taken back at once.

    Args:
        seen: the version that was read.

    Raises:
        NotPermitted, NotNow, ChangedMeanwhile, NotReady: as they say.
        OwnWords: a person who wrote, changed or submitted it does not approve it.
    """
    permit(APPROVE_POSTS, by=by)
    found = held(post, Verb.APPROVE, seen=seen)
    if not may_approve(by.pk, wrote=found.wrote):
        raise OwnWords(found.pk)
    _must_fit(found)
    leaves_at = at + timedelta(seconds=settings.SEND_DELAY_SECONDS)
    due_at = max(found.planned_at or leaves_at, leaves_at)
    found.state, found.approved_by, found.approved_at = PostState.APPROVED, by, at
    found.shown_at = due_at
    found.save(update_fields=["state", "approved_by", "approved_at", "shown_at"])
    found.publications.update(state=State.WAITING, due_at=due_at)
    tell(PostApproved(version=found.version), found, by=by, at=at)
    wait = math.ceil((due_at - at).total_seconds())
    for key in found.publications.values_list("pk", flat=True):
        enqueue(queries.PUBLISH_JOB, wait_seconds=wait, publication_id=key)


def _must_fit(post: Post) -> None:
    problems = queries.problems(post)
    if problems or not post.publications.exists():
        raise NotReady(problems)
