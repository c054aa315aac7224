"""Tables of citizens, of their sign-in, and of the access log of their records."""

from typing import ClassVar, Final
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from alo153.citizens.channel import REACHING, choices

MOST_WRONG: Final = 3
"""Tries at one sign-in code; then another one is asked for."""


class Citizen(models.Model):
    """Somebody who turned to the city. Holds no personal data: that is in `Person`."""

    created_at = models.DateTimeField(_("created at"))
    language = models.CharField(_("language"), max_length=10)
    # Of one confidential case: nobody else is taken for them, and their number does not show them
    apart = models.BooleanField(_("kept apart"), default=False, db_default=False)

    class Meta:
        verbose_name = _("citizen")

    def __str__(self) -> str:
        return f"citizen {self.pk}"

    @property
    def name(self) -> str:
        """Return the name if one is known, else an empty text."""
        person: Person | None = getattr(self, "person", None)
        return person.full_name if person else ""


class Person(models.Model):
    """The personal data of a citizen, in a row of its own so that it can be erased alone."""

    citizen = models.OneToOneField(
        Citizen, on_delete=models.CASCADE, primary_key=True, related_name="person"
    )
    full_name = models.CharField(_("full name"), max_length=120, blank=True)
    # When somebody who may vouch for it said so: a name that was typed has none
    name_verified_at = models.DateTimeField(_("name verified at"), null=True)
    # What an agent must know before speaking: hard of hearing, language, policy for abuse.
    note = models.CharField(_("note"), max_length=300, blank=True)
    name_key = models.GeneratedField(
        expression=Func(F("full_name"), function="alo_fold", output_field=models.TextField()),
        output_field=models.TextField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("person")
        indexes: ClassVar = [
            GinIndex(fields=["name_key"], name="person_name_trigram", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.full_name


class Identity(models.Model):
    """One way to reach a citizen. A household may share a number, so a value may recur."""

    citizen = models.ForeignKey(Citizen, on_delete=models.CASCADE, related_name="identities")
    kind = models.CharField(_("kind"), max_length=10, choices=choices(REACHING))
    # E.164 for telephones, lower case for e-mail
    value = models.CharField(_("value"), max_length=254)
    verified_at = models.DateTimeField(_("verified at"), null=True)

    class Meta:
        verbose_name = _("identity")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["citizen", "kind", "value"], name="identity_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "value"], name="identity_by_value")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class VouchedIdentity(models.Model):
    """By what a provider of identities knows a citizen, who signs in there."""

    citizen = models.ForeignKey(Citizen, on_delete=models.CASCADE, related_name="vouched")
    provider = models.CharField(_("provider"), max_length=20)
    # Keyed: the provider may know them by their identity number, which is kept nowhere
    subject_digest = models.CharField(max_length=64)
    vouched_at = models.DateTimeField(_("vouched for at"))

    class Meta:
        verbose_name = _("identity vouched for")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["provider", "subject_digest"], name="vouched_identity_once"
            ),
            # Two people of one provider are never one citizen
            models.UniqueConstraint(fields=["citizen", "provider"], name="vouched_for_once"),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.pk}"


class SignInCode(models.Model):
    """A code on its way to a telephone: typing it back proves possession of the telephone.

    Number and code are here as keyed digests alone, and the row goes after a day.
    """

    # In the session of who asked: a code that somebody else read opens nothing
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    phone_digest = models.CharField(max_length=64)
    code_digest = models.CharField(max_length=64)
    asked_at = models.DateTimeField(_("asked at"))
    wrong = models.PositiveSmallIntegerField(_("wrong codes"), default=0)
    used_at = models.DateTimeField(_("used at"), null=True)

    class Meta:
        verbose_name = _("sign-in code")
        indexes: ClassVar = [
            models.Index("phone_digest", "asked_at", name="sign_in_code_of_phone"),
            models.Index("asked_at", name="sign_in_code_asked"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(wrong__lte=MOST_WRONG), name="sign_in_code_few_wrong"
            ),
        ]

    def __str__(self) -> str:
        return f"sign-in code {self.pk}"


class AccessLog(models.Model):
    """One look at a citizen's record: reader, time and page. PostgreSQL refuses any change."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    citizen = models.ForeignKey(
        Citizen, null=True, on_delete=models.SET_NULL, related_name="access_log"
    )
    # The case looked at, by key: cases and contacts stand above citizens
    case_id = models.BigIntegerField(null=True)
    # The contact listened to: a caller may be nobody we know
    interaction_id = models.BigIntegerField(null=True)
    what = models.CharField(_("what"), max_length=40)
    # Typed by who looked, where a page asks for it
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("access to a record")
        indexes: ClassVar = [
            models.Index(F("citizen"), F("at").desc(), name="access_by_citizen"),
            models.Index(F("interaction_id"), F("at").desc(), name="access_by_interaction"),
            models.Index(
                F("case_id"),
                F("at").desc(),
                condition=models.Q(case_id__isnull=False),
                name="access_by_case",
            ),
            models.Index(F("user"), F("at").desc(), name="access_by_user"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.pk}"
