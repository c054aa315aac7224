"""Sums of contacts by agent, queue and topic, of days and months: reports of a year read them."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from alo153.core.database.day_sums import DaySums
from alo153.reports.models.columns import count, milliseconds
from alo153.reports.models.contacts import ContactMeasures


class ContactSums(DaySums, ContactMeasures):
    """The contacts of a day or month, once by agent, by queue and by topic.

    The topic of a contact is the one that was last recorded for it: of its case when the contact
    was linked to it, or of its information entry. A contact has none if nothing was recorded, if
    its case is confidential, or if it was never a contact of ours (an imported list). By topic
    only the columns of `ContactOfDay` are counted.
    """

    class Division(models.TextChoices):
        AGENT = "agent"
        QUEUE = "queue"
        TOPIC = "topic"

    KEYS = ("division", "key", "team", "channel")

    division = models.CharField(max_length=5, choices=Division)
    # Of an agent or topic its key, 0: of none; of a queue its name, empty: of none
    key = models.CharField(max_length=40)
    # The team of the agent on that day; 0: of none, and of all topics
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
        # A day is deleted, and its month added up, in every division
        indexes: ClassVar = [models.Index(fields=["begins_date"], name="contact_sums_by_date")]

    def __str__(self) -> str:
        return f"{self.division} {self.key} {self.channel} {self.begins_date}"


class ContactOfDay(models.Model):
    """The share of one contact in the facts of a day: its topic may become known later."""

    MEASURES: ClassVar = (
        *("answered", "kept_reached", "handled"),
        *("talk_ms", "hold_ms", "wrap_up_ms"),
        *("ratings", "rating_sum"),
    )

    # Key of the contact
    contact = models.BigIntegerField()
    day = models.DateField()
    channel = models.CharField(max_length=10)
    # The columns of `ContactSums`
    answered = count()
    kept_reached = count()
    handled = count()
    talk_ms = milliseconds()
    hold_ms = milliseconds()
    wrap_up_ms = milliseconds()
    ratings = count()
    rating_sum = count()

    class Meta:
        verbose_name = _("contact of a day")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contact", "day", "channel"], name="contact_of_day_once"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["day"], name="contact_of_day_by_day")]

    def __str__(self) -> str:
        return f"{self.contact} {self.day}"
