"""Other systems of the city, and their API keys."""

from collections.abc import Collection
from typing import ClassVar, Final

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alo153.accounts.models import User
from alo153.integrations.key_text import PREFIX_LETTERS
from alo153.integrations.scopes import OF_UNITS, READING, SCOPE_LABELS, KeyScope, grants_of

MOST_A_MINUTE: Final = 6_000
_OF_UNITS: Final = Q(scopes__overlap=sorted(each.value for each in OF_UNITS))


class ConnectedSystem(models.Model):
    """Another system of the city. It has its own account, and events name it as the actor."""

    LONGEST_NAME: ClassVar[int] = 80

    name = models.CharField(_("name of the system"), max_length=LONGEST_NAME, unique=True)
    # Nobody can sign in as it: it has no password
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="connected_system"
    )
    added_at = models.DateTimeField(_("added at"))

    class Meta:
        verbose_name = _("connected system")

    def __str__(self) -> str:
        return self.name


class ApiKey(models.Model):
    """An API key: its scopes, its last day and its rate limit. Only a hash of the key is stored."""

    system = models.ForeignKey(ConnectedSystem, on_delete=models.PROTECT, related_name="keys")
    # What it is found by, and shown as
    prefix = models.CharField(_("key"), max_length=PREFIX_LETTERS, unique=True)
    # SHA-256 of the whole key, in hex
    digest = models.CharField(max_length=64)
    scopes = ArrayField(models.CharField(max_length=40), verbose_name=_("what it is for"))
    # Slugs of the units in which it holds
    units = ArrayField(models.CharField(max_length=80), verbose_name=_("units"), default=list)
    # Slugs of the partner desks whose applications it hands over; a key of before 0.2 names none,
    # and is for all
    partners = ArrayField(
        models.CharField(max_length=40), verbose_name=_("partner desks"), default=list
    )
    per_minute = models.PositiveSmallIntegerField(_("requests a minute"))
    expires_at = models.DateTimeField(_("valid until"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    made_at = models.DateTimeField(_("made at"))
    # Opens nothing before; whoever made it is not enough. Nobody: a key of before 0.2
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    revoked_at = models.DateTimeField(_("revoked at"), null=True)
    # When it was last said that it is refused
    refused_at = models.DateTimeField(_("refused at"), null=True)

    class Meta:
        verbose_name = _("key of a system")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="revoked_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None)
                | (Q(confirmed_at__isnull=False) & ~Q(confirmed_by=F("made_by"))),
                name="key_seen_by_two",
            ),
            models.CheckConstraint(condition=~Q(scopes=[]), name="key_is_for_something"),
            models.CheckConstraint(
                condition=_OF_UNITS & ~Q(units=[]) | ~_OF_UNITS & Q(units=[]),
                name="key_names_its_units",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="key_has_an_end"),
            models.CheckConstraint(
                condition=Q(per_minute__range=(1, MOST_A_MINUTE)), name="key_has_a_limit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.system_id} {self.prefix}"

    @property
    def labels(self) -> list[str]:
        """Return the names of the scopes, in the reader's language."""
        return [str(label) for scope, label in SCOPE_LABELS.items() if scope in self.scopes]

    @property
    def account(self) -> User:
        """Return the account of the key with exactly the grants of the key; no query."""
        return self._with(self.scopes)

    def account_for(self, scope: KeyScope) -> User:
        """Return the account with the grants of one scope and of reading; no query.

        Another scope of the key may give the same permission in more units: a key that opens
        cases in the center also writes notes on all of them.
        """
        return self._with([each for each in self.scopes if each in {scope, *READING}])

    def _with(self, scopes: Collection[str]) -> User:
        user = self.system.user
        user.grants = grants_of(scopes, self.units)
        return user

    def is_of(self, partner: str) -> bool:
        """Tell whether the key hands over applications of a partner desk."""
        return not self.partners or partner in self.partners

    def is_for(self, scopes: Collection[KeyScope]) -> bool:
        """Tell whether the key has one of these scopes."""
        return any(each in self.scopes for each in scopes)


class ApiKeyUse(models.Model):
    """The last use of a key, and the number of requests in the same minute."""

    key = models.OneToOneField(
        ApiKey, primary_key=True, on_delete=models.CASCADE, related_name="use"
    )
    minute = models.DateTimeField(_("minute"))
    requests = models.PositiveIntegerField(_("requests"))
    used_at = models.DateTimeField(_("last used at"))

    class Meta:
        verbose_name = _("use of a key")

    def __str__(self) -> str:
        return f"{self.key_id} {self.requests}"


class IdempotentRequest(models.Model):
    """A request that a system may repeat, and its answer, without personal data."""

    LONGEST_NAME: ClassVar[int] = 100

    key = models.ForeignKey(
        ApiKey, on_delete=models.CASCADE, related_name="requests", db_index=False
    )
    # The Idempotency-Key, drawn by the system
    name = models.CharField(max_length=LONGEST_NAME)
    # SHA-256 of what was asked, in hex
    digest = models.CharField(max_length=64)
    answer = models.JSONField(_("answer"))
    at = models.DateTimeField(_("at"), db_index=True)

    class Meta:
        verbose_name = _("request that may be sent again")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key", "name"], name="request_once")
        ]

    def __str__(self) -> str:
        return f"{self.key_id} {self.pk}"
