"""Contact facts: half hour or day x queue x agent x channel."""

from typing import Any, ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from alo153.reports.models.columns import count, milliseconds

WAIT_LIMITS: Final = (5, 10, 15, 20, 30, 45, 60, 90, 120, 300)
"""Seconds within which waits are counted: a service level can be computed for any of these."""


class ContactFacts(models.Model):
    """Counts of contacts and agents. No personal data: an agent is a key."""

    # Keys as they were when it happened; empty, or 0: of none
    queue = models.CharField(_("queue"), max_length=40)
    agent = models.IntegerField(_("agent"))
    channel = models.CharField(_("channel"), max_length=10)
    # Calls of citizens, by the instant they came in
    calls_in = count()
    # Of these, calls that never waited in a line, and those of them that hung up
    in_menu = count()
    hung_up_in_menu = count()
    # Contacts that waited and whose fate is decided; places kept for a call-back are apart
    offered = count()
    answered = count()
    abandoned = count()
    kept = count()
    kept_reached = count()
    # How long they waited
    waited_answered_ms = milliseconds()
    waited_abandoned_ms = milliseconds()
    # Answered, and abandoned, within so many seconds: `WAIT_LIMITS`
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
    # Answered contacts whose length is known: rows of 0.2.0 do not say it
    handled = count()
    talk_ms = milliseconds()
    hold_ms = milliseconds()
    # After the contact, in the half hour in which it was
    wrap_up_ms = milliseconds()
    transferred = count()
    # Calls to citizens, and those that reached somebody
    called_out = count()
    reached_out = count()
    # All contacts, by their beginning
    contacts_in = count()
    contacts_out = count()
    # What contacts came to, by the instant somebody said so
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
    # Agents' time by state, in the half hour in which it was
    ready_ms = milliseconds()
    ringing_ms = milliseconds()
    talking_ms = milliseconds()
    paused_ms = milliseconds()
    not_answering_ms = milliseconds()
    supervising_ms = milliseconds()

    class Meta:
        abstract = True


class ContactHalfHour(ContactFacts):
    """Contact facts of half an hour."""

    # Half hours of the city's clock, as instants
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
    """The same of a day of the city's clock: a year opens without its half hours."""

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
