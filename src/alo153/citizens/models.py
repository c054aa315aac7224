"""Tables of citizens and of every moment of contact with them."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from alo153.citizens.channel import REACHING, choices
from alo153.city.models import Topic, Unit
from alo153.city.models.keys import CityKey


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
    kind = models.CharField(_("kind"), max_length=8, choices=choices(REACHING))
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


class Direction(models.TextChoices):
    """Who turned to whom."""

    INBOUND = "in", _("incoming")
    OUTBOUND = "out", _("outgoing")


class Disposition(models.TextChoices):
    """What a contact came to."""

    CASE = "case", _("case opened or asked about")
    INFORMATION = "information", _("information given")
    OUT_OF_SCOPE = "out_of_scope", _("out of scope")
    ABANDONED = "abandoned", _("abandoned by the caller")
    SILENT = "silent", _("silent or wrong number")
    CALLED_BACK = "called_back", _("called back")
    SELF_SERVED = "self_served", _("served by the voice menu")


class Interaction(models.Model):
    """One moment of contact, on any channel. About 95 of 100 calls create no case."""

    channel = models.CharField(_("channel"), max_length=10, choices=choices())
    direction = models.CharField(_("direction"), max_length=3, choices=Direction)
    # Both have an index below; topics and units are retired and never deleted
    citizen = models.ForeignKey(
        Citizen,
        null=True,
        on_delete=models.SET_NULL,
        related_name="interactions",
        db_index=False,
    )
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="interactions",
        db_index=False,
    )
    # The number or address as it arrived; empty when withheld
    address = models.CharField(_("address"), max_length=254, blank=True)
    started_at = models.DateTimeField(_("started at"))
    answered_at = models.DateTimeField(_("answered at"), null=True)
    ended_at = models.DateTimeField(_("ended at"), null=True)
    disposition = models.CharField(_("disposition"), max_length=14, choices=Disposition, null=True)
    # What an agent wrote during the contact, for whoever goes on with it
    note = models.TextField(_("note"), blank=True)
    # What the citizen said of it: 1 (bad) to 5 (good); most say nothing
    rating = models.PositiveSmallIntegerField(_("rating"), null=True)
    topic = CityKey(Topic, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    redirected_to = CityKey(
        Unit, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        verbose_name = _("interaction")
        indexes: ClassVar = [
            models.Index(F("address"), F("started_at").desc(), name="interaction_by_address"),
            models.Index(F("citizen"), F("started_at").desc(), name="interaction_by_citizen"),
            models.Index(F("agent"), F("started_at").desc(), name="interaction_by_agent"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(disposition="out_of_scope") | Q(redirected_to__isnull=False),
                name="out_of_scope_says_where",
            ),
            models.CheckConstraint(
                condition=~Q(disposition="information") | Q(topic__isnull=False),
                name="information_says_what",
            ),
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating__range=(1, 5)), name="rating_of_five"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.pk}"


class AccessLog(models.Model):
    """Who looked at whose record, when, and on which page. PostgreSQL refuses any change."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    citizen = models.ForeignKey(
        Citizen, null=True, on_delete=models.SET_NULL, related_name="access_log"
    )
    # The case looked at, by key: cases stand above citizens
    case_id = models.BigIntegerField(null=True)
    # The contact listened to: a caller may be nobody we know
    interaction = models.ForeignKey(
        Interaction, null=True, on_delete=models.SET_NULL, related_name="access_log"
    )
    what = models.CharField(_("what"), max_length=40)
    # Typed by who looked, where a page asks for it
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("look at a record")
        indexes: ClassVar = [
            models.Index(F("citizen"), F("at").desc(), name="access_by_citizen"),
            models.Index(F("interaction"), F("at").desc(), name="access_by_interaction"),
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
