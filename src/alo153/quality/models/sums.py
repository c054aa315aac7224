"""Sums of scores and of ratings, by day and month."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from alo153.core.database.day_sums import DaySums


def _count() -> "models.IntegerField[Any, Any]":
    return models.IntegerField()


def _sum() -> "models.FloatField[Any, Any]":
    return models.FloatField()


class ScoreSums(DaySums):
    """Sums over the evaluations of contacts of a day or month, and of answers of units.

    An agent is counted with the team of that day. `rules.estimates.Sums` says what the sums are.
    """

    class Division(models.TextChoices):
        AGENT = "agent"
        UNIT = "unit"
        QUEUE = "queue"
        TOPIC = "topic"

    KEYS = ("division", "key", "team")

    division = models.CharField(max_length=5, choices=Division)
    # Of an agent, unit or topic its key, 0: of none; of a queue its name
    key = models.CharField(max_length=40)
    # Of agents; 0: none
    team = models.IntegerField()
    targeted = _count()
    # Critical errors by class
    citizen = _count()
    business = _count()
    compliance = _count()
    # Contacts drawn, the weights of contacts with an error by class, of all, and their spread
    drawn = _count()
    citizen_weight = _sum()
    business_weight = _sum()
    compliance_weight = _sum()
    drawn_whole = _sum()
    drawn_spread = _sum()
    # Of the scores, as in `Sums`
    n = _count()
    whole = _sum()
    weighted = _sum()
    freedom = _count()
    squares = _sum()
    within = _sum()
    alone = _sum()
    spread = _sum()
    spread_scores = _sum()
    spread_squares = _sum()
    weights = _sum()

    class Meta:
        verbose_name = _("scores of a day")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["division", "is_month", "begins_date", "key", "team"],
                name="score_sums_once",
            )
        ]
        # A day is deleted, and its month added up, in every division
        indexes: ClassVar = [models.Index(fields=["begins_date"], name="score_sums_by_date")]

    def __str__(self) -> str:
        return f"{self.division} {self.key} {self.begins_date}"


class RatingSums(DaySums):
    """Answered contacts of citizens that began on a day or in a month, and their ratings."""

    class Division(models.TextChoices):
        QUEUE = "queue"
        TOPIC = "topic"
        HOUR = "hour"

    KEYS = ("division", "channel", "key")

    division = models.CharField(max_length=5, choices=Division)
    channel = models.CharField(max_length=10)
    # Of a topic its key, 0: of none; of a queue its name; the hour of the city's clock, 0 to 23
    key = models.CharField(max_length=40)
    contacts = _count()
    # By value, 1 (bad) to 5 (good)
    rated_1 = _count()
    rated_2 = _count()
    rated_3 = _count()
    rated_4 = _count()
    rated_5 = _count()

    class Meta:
        verbose_name = _("ratings of a day")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["division", "is_month", "begins_date", "channel", "key"],
                name="rating_sums_once",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["begins_date"], name="rating_sums_by_date")]

    def __str__(self) -> str:
        return f"{self.division} {self.channel} {self.key} {self.begins_date}"


class CountedZone(models.Model):
    """The time zone by whose days all sums are counted; no row before the first count."""

    zone = models.CharField(max_length=60)

    class Meta:
        verbose_name = _("time zone of the sums")

    def __str__(self) -> str:
        return self.zone
