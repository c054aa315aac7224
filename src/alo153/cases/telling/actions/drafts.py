"""Half-typed work, kept on the server until it is sent or thrown away."""

from collections.abc import Collection, Mapping
from datetime import datetime

from alo153.accounts.models import User
from alo153.cases.models import Draft


def save_draft(*, user: User, key: str, fields: Mapping[str, str], at: datetime) -> None:
    """Keep what was typed so far, sealed: nobody knows yet what it is about. One upsert."""
    draft = Draft(user=user, key=key)
    draft.fields = fields
    kept = {"typed": draft.typed, "saved_at": at}
    Draft.objects.update_or_create(user=user, key=key, defaults=kept)


def discard_draft(*, user: User, key: str) -> None:
    """Forget a draft that was sent or is no longer wanted."""
    Draft.objects.filter(user=user, key=key).delete()


def forget_drafts(*, keys: Collection[str]) -> None:
    """Forget what anybody has typed under these keys; one query."""
    Draft.objects.filter(key__in=keys).delete()


def expire_drafts(*, before: datetime) -> None:
    """Forget what nobody has typed on since then; one query."""
    Draft.objects.filter(saved_at__lt=before).delete()
