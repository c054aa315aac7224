"""Keys of the systems that a test connects."""

from collections.abc import Collection
from datetime import timedelta

from tests import cast

from alo153.accounts.models import User
from alo153.core.clock import now
from alo153.integrations.actions import make_key
from alo153.integrations.models import ApiKey, WebhookSubscription
from alo153.integrations.scopes import OF_UNITS, KeyScope
from alo153.integrations.webhooks.actions import subscribe
from alo153.integrations.webhooks.vocabulary import KINDS

DAY = timedelta(days=1)


def made(
    *scopes: KeyScope,
    units: Collection[str] = ("park-ve-bahceler",),
    system: str = "Park iş emri",
    per_minute: int = 600,
    lives: timedelta = 30 * DAY,
    partners: Collection[str] = ("cimer",),
    by: User | None = None,
) -> tuple[ApiKey, str]:
    """Make a key, by an administrator if nobody else is named, and return it with its text.

    It opens at once, as those of before somebody else had to confirm them.
    """
    key, text = waiting(
        *scopes,
        units=units,
        system=system,
        per_minute=per_minute,
        lives=lives,
        partners=partners,
        by=by,
    )
    ApiKey.objects.filter(pk=key.pk).update(confirmed_at=key.made_at)
    key.confirmed_at = key.made_at
    return key, text


def waiting(
    *scopes: KeyScope,
    units: Collection[str] = ("park-ve-bahceler",),
    system: str = "Park iş emri",
    per_minute: int = 600,
    lives: timedelta = 30 * DAY,
    partners: Collection[str] = ("cimer",),
    by: User | None = None,
) -> tuple[ApiKey, str]:
    """Make a key that nobody has confirmed yet."""
    return make_key(
        system=system,
        scopes=scopes,
        units=units if OF_UNITS & set(scopes) else (),
        partners=partners if KeyScope.BRING_PARTNER_CASES in scopes else (),
        per_minute=per_minute,
        expires_at=now() + lives,
        by=by or cast.staff("yasin"),
        at=now(),
    )


def subscribed(
    *scopes: KeyScope,
    url: str = "https://systems.example/hook",
    by: User | None = None,
    units: Collection[str] = ("park-ve-bahceler",),
) -> WebhookSubscription:
    """Let a system hear of everything that there is, by a key for these scopes."""
    key, _ = made(*(scopes or (KeyScope.READ_UNIT_CASES,)), units=units)
    yasin = by or cast.staff("yasin")
    return subscribe(key=key, url=url, kinds=list(KINDS.values()), by=yasin, at=now())
