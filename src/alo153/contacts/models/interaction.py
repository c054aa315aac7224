"""Every moment of contact with a citizen."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alo153.citizens.channel import COMING, choices
from alo153.citizens.models import Citizen
from alo153.city.models import Topic, Unit
from alo153.city.models.city_key import CityKey


class Direction(models.TextChoices):
    """The side that made contact."""

    INBOUND = "in", _("incoming")
    OUTBOUND = "out", _("outgoing")


class Disposition(models.TextChoices):
    """The result of a contact."""

    CASE = "case", _("case opened or asked about")
    INFORMATION = "information", _("information given")
    OUT_OF_SCOPE = "out_of_scope", _("out of scope")
    ABANDONED = "abandoned", _("abandoned by the caller")
    SILENT = "silent", _("silent or wrong number")
    CALLED_BACK = "called_back", _("called back")
    SELF_SERVED = "self_served", _("answered without a person")
    UNWANTED = "unwanted", _("unwanted message")


class Interaction(models.Model):
    """One moment of contact, on any channel. About 95 of 100 calls create no case."""

    # It was a table of citizens when its first events were sealed
    recorded_as: ClassVar = "citizens.interaction"

    channel = models.CharField(_("channel"), max_length=10, choices=choices(COMING))
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
    # The key of the queue that it waited in last; empty: it waited in none
    queue = models.CharField(_("queue"), max_length=40, blank=True, default="", db_default="")
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
            # A day is counted again after each change in it (quality.actions.counting)
            BrinIndex(fields=["started_at"], name="interaction_by_time", autosummarize=True),
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
