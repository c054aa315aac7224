"""Closings and hand-backs of days and months: the pages about results read these alone."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from alo153.core.database.day_sums import DaySums


class ClosingSums(DaySums):
    """Closings of a day or month, with what is known of them now; a withdrawal is none."""

    KEYS = ("unit", "topic", "outcome", "confidential")

    # Keys, as the closing has them; the unit is 0 for the center
    unit = models.IntegerField()
    topic = models.IntegerField()
    outcome = models.CharField(max_length=10)
    # Of the case
    confidential = models.BooleanField()
    closed = models.IntegerField()
    # The citizen calls it solved, and nobody had to write again
    confirmed = models.IntegerField()
    # Nobody knows
    silent = models.IntegerField()
    not_solved = models.IntegerField()
    objections = models.IntegerField()
    contacted_again = models.IntegerField()

    class Meta:
        verbose_name = _("closings of a day")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["is_month", "begins_date", "unit", "topic", "outcome", "confidential"],
                name="closing_sums_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.topic} {self.begins_date}"


class HandBackSums(DaySums):
    """Cases that units gave back on a day or in a month, and the time lost with them."""

    KEYS = ("unit", "went_to", "confidential")

    # Keys; `went_to` is 0 while the case is at the center, or if the center settled it
    unit = models.IntegerField()
    went_to = models.IntegerField()
    confidential = models.BooleanField()
    count = models.IntegerField()
    # Until the next unit had it, or until it was given back
    lost_ms = models.BigIntegerField()

    class Meta:
        verbose_name = _("hand-backs of a day")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["is_month", "begins_date", "unit", "went_to", "confidential"],
                name="hand_back_sums_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.went_to} {self.begins_date}"
