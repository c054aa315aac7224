"""Forecasts, imported history from before our own calls, and planned events."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alo153.workforce.forecast.handling import Handling

MOST_PERCENT = 300


class ForecastVersion(models.Model):
    """The calls of some weeks as they were expected; never changed, a newer one follows."""

    made_at = models.DateTimeField(_("made at"))
    # Who asked for it; None: the night did
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    first_date = models.DateField(_("first day"))
    days = models.PositiveSmallIntegerField(_("days"))
    # One number for each hour of all its days
    mean = ArrayField(models.FloatField())
    low = ArrayField(models.FloatField())
    high = ArrayField(models.FloatField())
    # Of the last eight weeks, with the work after a call
    handling_seconds = models.FloatField(_("seconds of handling a call"))
    # The same by part of the day; empty in forecasts older than the column
    handling_parts = ArrayField(models.FloatField(), default=list)

    class Meta:
        verbose_name = _("forecast")
        ordering: ClassVar = ["-made_at", "-pk"]
        indexes: ClassVar = [models.Index(F("made_at").desc(), name="forecast_newest")]

    def __str__(self) -> str:
        return f"forecast {self.pk}"

    @property
    def last_date(self) -> date:
        """Return its last day."""
        return self.first_date + timedelta(days=self.days - 1)

    @property
    def handling(self) -> Handling:
        """Return the handling time of a call, by part of the day."""
        return Handling(self.handling_seconds, tuple(self.handling_parts))


class ForecastLine(models.Model):
    """The contacts of one queue on one medium in a forecast, by half hour."""

    version = models.ForeignKey(ForecastVersion, on_delete=models.CASCADE, related_name="lines")
    # Of visitors the communication center
    queue = models.CharField(_("queue"), max_length=50)
    channel = models.CharField(_("channel"), max_length=10)
    # One number for each half hour of all its days
    mean = ArrayField(models.FloatField())
    low = ArrayField(models.FloatField())
    high = ArrayField(models.FloatField())
    # Of the last eight weeks, with the work after a contact
    handling_seconds = models.FloatField(_("seconds of handling a contact"))
    handling_parts = ArrayField(models.FloatField(), default=list)

    class Meta:
        verbose_name = _("forecast of a queue")
        ordering: ClassVar = ["queue", "channel"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version", "queue", "channel"], name="one_forecast_a_queue_and_channel"
            ),
        ]

    def __str__(self) -> str:
        return f"forecast line {self.pk}"

    @property
    def handling(self) -> Handling:
        """Return the handling time of a contact, by part of the day."""
        return Handling(self.handling_seconds, tuple(self.handling_parts))


class HistoryDay(models.Model):
    """Calls by hour of a day before this program counted them; None where nobody knows."""

    day = models.DateField(_("day"), unique=True)
    counts = ArrayField(models.FloatField(null=True))
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    imported_at = models.DateTimeField(_("imported at"))

    class Meta:
        verbose_name = _("imported day")
        ordering: ClassVar = ["day"]

    def __str__(self) -> str:
        return f"imported day {self.pk}"


class PlannedEvent(models.Model):
    """Unusual days: a concert, Ramadan, school days, a campaign."""

    class Kind(models.TextChoices):
        EVENT = "event", _("an event")
        RAMADAN = "ramadan", _("Ramadan")
        SCHOOL = "school", _("school days")

    name = models.CharField(_("name"), max_length=60)
    kind = models.CharField(_("kind"), max_length=7, choices=Kind, default=Kind.EVENT)
    first_date = models.DateField(_("first day"))
    last_date = models.DateField(_("last day"))
    # Until the same name has been seen before, and its effect is learned
    percent = models.SmallIntegerField(
        _("per cent more or less calls"),
        default=0,
        validators=[MinValueValidator(-90), MaxValueValidator(MOST_PERCENT)],
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField(_("added at"))
    removed_at = models.DateTimeField(_("removed at"), null=True)

    class Meta:
        verbose_name = _("planned event")
        ordering: ClassVar = ["first_date", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(last_date__gte=F("first_date")), name="event_ends_after_its_begin"
            ),
            models.CheckConstraint(
                condition=Q(percent__gte=-90, percent__lte=MOST_PERCENT),
                name="event_within_its_per_cent",
            ),
        ]

    def __str__(self) -> str:
        return f"planned event {self.pk}"

    @property
    def effect(self) -> str:
        """Return the name under which its effect is learned over the years."""
        return self.name if self.kind == self.Kind.EVENT else self.kind
