"""Facts of matters: day x unit x topic x kind x place x channel."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from alo153.reports.models.columns import count, milliseconds


class MatterDay(models.Model):
    """Counts of a day's cases, and of its questions about a topic without a case."""

    # A day of the city's clock
    day = models.DateField(_("day"))
    # Keys as they were when it happened; empty, or 0: of none
    unit = models.IntegerField(_("unit"))
    topic = models.IntegerField(_("topic"))
    kind = models.CharField(_("kind"), max_length=50)
    district = models.IntegerField(_("district"))
    neighborhood = models.IntegerField(_("neighborhood"))
    channel = models.CharField(_("channel"), max_length=10)
    # Stock of open cases: opened + reopened + entered - left - closed
    opened = count()
    reopened = count()
    # Open cases that came here from another unit, topic or place, and that went there
    entered = count()
    left = count()
    closed = count()
    closed_told = count()
    # Not overdue when closed, and overdue; neither: rows of 0.2.0 do not say it
    closed_in_time = count()
    closed_late = count()
    # First closings of kinds whose time a law sets
    statutory_in_time = count()
    statutory_late = count()
    # Open cases of which a manager was told that their time is over: the ones that became so or
    # came here from another unit, topic or place, and the ones that were closed or went there
    overdue_entered = count()
    overdue_left = count()
    # Not paid in time: closed without an answer
    withdrawn = count()
    # By the outcome of the answer
    came_to_done = count()
    came_to_partly = count()
    came_to_refused = count()
    came_to_planned = count()
    came_to_not_ours = count()
    came_to_duplicate = count()
    came_to_not_found = count()
    # From the opening to the closing
    age_ms = milliseconds()
    # What citizens said of closed cases
    confirmed = count()
    unsolved = count()
    unsaid = count()
    objected = count()
    forwarded = count()
    # A unit says that it is not its own
    returned = count()
    escalated = count()
    # Contacts about a case that is known: how does it stand?
    asked_about = count()
    # Closed cases about which somebody turned to the center again, by the day of that
    contacted_again = count()
    # Cases that came so far for the first time, and their time since the opening
    to_unit = count()
    to_unit_ms = milliseconds()
    to_action = count()
    to_action_ms = milliseconds()
    to_answer = count()
    to_answer_ms = milliseconds()
    to_relay = count()
    to_relay_ms = milliseconds()
    # Contacts answered on the spot, and those about what somebody asked already within days
    informed = count()
    informed_again_7 = count()
    informed_again_30 = count()
    redirected = count()

    class Meta:
        verbose_name = _("matters of a day")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["day", "unit", "topic", "kind", "district", "neighborhood", "channel"],
                name="matter_day_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.unit} {self.topic} {self.neighborhood} {self.channel}"
