"""Contact facts: a row for each half hour, or day, with its queue, agent and channel."""

from typing import Any, ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from alo153.reports.models.columns import count, milliseconds

WAIT_LIMITS: Final = (5, 10, 15, 20, 30, 45, 60, 90, 120, 300)
"""Limits in seconds; waits within each are counted, for a service level by any of them."""


class ContactMeasures(models.Model):
    """Counts of contacts, and times of agents."""

    # Calls of citizens, by the instant of their arrival
    calls_in = count()
    # Calls that ended before any queue, and how many of them the caller ended
    in_menu = count()
    hung_up_in_menu = count()
    # Contacts that waited in a queue, after their wait has ended. Places kept for a call-back are
    # counted by `kept` alone
    offered = count()
    answered = count()
    abandoned = count()
    kept = count()
    kept_reached = count()
    # Length of their waits
    waited_answered_ms = milliseconds()
    waited_abandoned_ms = milliseconds()
    # Answered or abandoned within so many seconds, one column for each of `WAIT_LIMITS`
    answered_5 = count()
    answered_10 = count()
    answered_15 = count()
    answered_20 = count()
    answered_30 = count()
    answered_45 = count()
    answered_60 = count()
    answered_90 = count()
    answered_120 = count()
    answered_300 = count()
    abandoned_5 = count()
    abandoned_10 = count()
    abandoned_15 = count()
    abandoned_20 = count()
    abandoned_30 = count()
    abandoned_45 = count()
    abandoned_60 = count()
    abandoned_90 = count()
    abandoned_120 = count()
    abandoned_300 = count()
    # Answered contacts whose length is known: nobody knows it if Asterisk failed during the call
    handled = count()
    talk_ms = milliseconds()
    hold_ms = milliseconds()
    # Work after the contact, in the half hour of the work
    wrap_up_ms = milliseconds()
    transferred = count()
    # Calls to citizens, and those that reached somebody
    called_out = count()
    reached_out = count()
    # All contacts, by their beginning
    contacts_in = count()
    contacts_out = count()
    # Results of contacts, by the instant at which the result was recorded
    to_case = count()
    to_information = count()
    to_out_of_scope = count()
    to_abandoned = count()
    to_silent = count()
    to_called_back = count()
    to_self_served = count()
    to_unwanted = count()
    ratings = count()
    rating_sum = count()
    # Agents' time in each state, in the half hour of that time
    ready_ms = milliseconds()
    ringing_ms = milliseconds()
    talking_ms = milliseconds()
    paused_ms = milliseconds()
    not_answering_ms = milliseconds()
    supervising_ms = milliseconds()

    class Meta:
        abstract = True


class ContactFacts(ContactMeasures):
    """Measures by queue, agent and channel. No personal data: an agent is a key."""

    # Keys at the time of the event; empty, or 0 for the agent: none
    queue = models.CharField(_("queue"), max_length=40)
    agent = models.IntegerField(_("agent"))
    channel = models.CharField(_("channel"), max_length=10)

    class Meta:
        abstract = True


class ContactHalfHour(ContactFacts):
    """Contact facts of half an hour of the city's clock."""

    begins_at = models.DateTimeField(_("begins at"))

    class Meta:
        verbose_name = _("contacts of half an hour")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["begins_at", "queue", "agent", "channel"], name="contact_half_hour_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.begins_at} {self.queue} {self.agent} {self.channel}"


class ContactDay(ContactFacts):
    """Contact facts of a day of the city's clock: a report of a year reads no half hours."""

    day = models.DateField(_("day"))

    class Meta:
        verbose_name = _("contacts of a day")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["day", "queue", "agent", "channel"], name="contact_day_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.queue} {self.agent} {self.channel}"
