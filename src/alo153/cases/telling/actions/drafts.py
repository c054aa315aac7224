"""Half-typed work, kept on the server until it is sent or thrown away."""

import json
from collections.abc import Mapping
from datetime import datetime

from alo153.accounts.models import User
from alo153.cases.models import Draft
from alo153.cases.models.sealed_text import seal


def save_draft(*, user: User, key: str, fields: Mapping[str, str], at: datetime) -> None:
    """Keep what was typed so far, sealed: nobody knows yet what it is about. One upsert."""
    typed = seal("draft", json.dumps(dict(fields)), of=f"{user.pk}|{key}")
    Draft.objects.update_or_create(user=user, key=key, defaults={"typed": typed, "saved_at": at})


def discard_draft(*, user: User, key: str) -> None:
    """Forget a draft that was sent or is no longer wanted."""
    Draft.objects.filter(user=user, key=key).delete()
