"""Sums of contacts by agent and by queue, of days and months: reports of a year read them."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from alo153.core.database.day_sums import DaySums
from alo153.reports.models.contacts import ContactMeasures


class ContactSums(DaySums, ContactMeasures):
    """The contacts of a day or month, once by agent and once by queue."""

    class Division(models.TextChoices):
        AGENT = "agent"
        QUEUE = "queue"

    KEYS = ("division", "key", "team", "channel")

    division = models.CharField(max_length=5, choices=Division)
    # Of an agent their key, 0: of none; of a queue its name, empty: of none
    key = models.CharField(max_length=40)
    # Of agents the team of that day; 0: none
    team = models.IntegerField()
    channel = models.CharField(max_length=10)

    class Meta:
        verbose_name = _("sums of a day")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["division", "is_month", "begins_date", "key", "team", "channel"],
                name="contact_sums_once",
            )
        ]
        # A day is deleted, and its month added up, in both divisions
        indexes: ClassVar = [models.Index(fields=["begins_date"], name="contact_sums_by_date")]

    def __str__(self) -> str:
        return f"{self.division} {self.key} {self.channel} {self.begins_date}"
