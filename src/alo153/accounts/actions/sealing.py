"""The secrets of second factors, sealed with a key that the database does not hold."""

from __future__ import annotations

import base64
from typing import Final

from allauth.mfa.models import Authenticator
from django.db import transaction

from alo153.core.database.sealed_text import ring
from alo153.core.keyring import KeyringError

_OF: Final = "accounts.second_factor"
_MARK: Final = "sealed"
SECRETS: Final = ("secret", "seed")
"""Keys under which allauth stores secrets: of an authenticator app, of recovery codes."""
_BATCH: Final = 200


def seal_secret(text: str) -> str:
    """Return a secret as the database keeps it: ``sealed:<key>:<base64>``."""
    key, sealed = ring().seal(text.encode(), of=_OF)
    return f"{_MARK}:{key}:{base64.b64encode(sealed).decode()}"


def unseal_secret(token: str) -> str:
    """Return a sealed secret.

    Raises:
        KeyringError: it was never sealed, was changed, or its key is not on the ring.
    """
    mark, _, rest = token.partition(":")
    key, _, sealed = rest.partition(":")
    if mark != _MARK:
        raise KeyringError("the secret of a second factor was not sealed")
    return ring().unseal(key, base64.b64decode(sealed), of=_OF).decode()


@transaction.atomic
def seal_second_factors_anew() -> int:
    """Seal the next secrets with the first key that another one sealed; returns how many."""
    first = ring().first
    done = 0
    for each in Authenticator.objects.select_for_update().order_by("pk").iterator():
        stale = {
            name: seal_secret(unseal_secret(each.data[name]))
            for name in SECRETS
            if name in each.data and not each.data[name].startswith(f"{_MARK}:{first}:")
        }
        if stale:
            Authenticator.objects.filter(pk=each.pk).update(data={**each.data, **stale})
            done += 1
        if done == _BATCH:
            break
    return done
