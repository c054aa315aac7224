"""Views of the inbox that somebody saved. A taste, not a fact about a case: no events."""

from collections.abc import Mapping

from django.db import transaction

from alo153.accounts.models import User
from alo153.cases.models import SavedView


@transaction.atomic
def save_view(*, user: User, name: str, filters: Mapping[str, str], is_default: bool) -> SavedView:
    """Keep a view under its name, in place of one of that name; at most one opens by itself."""
    if is_default:
        SavedView.objects.filter(user=user, is_default=True).update(is_default=False)
    kept, _created = SavedView.objects.update_or_create(
        user=user, name=name, defaults={"filters": dict(filters), "is_default": is_default}
    )
    return kept


def drop_view(*, user: User, key: int) -> None:
    """Forget a view of this person; another's stays."""
    SavedView.objects.filter(user=user, pk=key).delete()
