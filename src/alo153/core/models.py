"""The event table, history, audit and outbox at once, and the seals over it."""

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from alo153.core.actor import Actor, ActorKind


class Event(models.Model):
    """One fact: what happened to what, when, by whom. Rows are only ever added.

    A trigger refuses UPDATE and DELETE, so history cannot be rewritten by a bug. There is a
    partition for each month, by number (`database/event_months`).
    """

    name = models.CharField(_("name"), max_length=60)
    at = models.DateTimeField(_("at"))
    actor_kind = models.CharField(_("actor kind"), max_length=12)
    actor_id = models.BigIntegerField(_("actor"), null=True)
    subject_type = models.CharField(_("subject type"), max_length=40)
    subject_id = models.CharField(_("subject"), max_length=40)
    data = models.JSONField(_("data"), default=dict)

    # The row itself, for those who are told of it in the same transaction
    subject: models.Model | None = None

    class Meta:
        verbose_name = _("event")
        indexes = [
            models.Index(F("subject_type"), F("subject_id"), F("id"), name="event_of_subject"),
            models.Index(F("name"), F("at"), name="event_by_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.subject_type}:{self.subject_id}"

    @property
    def actor(self) -> Actor:
        """Return who did it."""
        return Actor(ActorKind(self.actor_kind), self.actor_id)


class EventMonth(models.Model):
    """From which number on events are of a month, and since when: the owner's function adds it."""

    # Year and month, and nine digits: 202612000000000
    first = models.BigIntegerField(_("first number"), primary_key=True)
    # By the database's clock
    began_at = models.DateTimeField(_("began at"))

    class Meta:
        verbose_name = _("month of events")

    def __str__(self) -> str:
        return str(self.first)


class Seal(models.Model):
    """A hash over a run of events and over the seal before. Rows are only ever added."""

    # In hex, as published
    previous = models.CharField(max_length=64, unique=True)
    # The run: events numbered behind the one, up to and with the other
    after_event = models.BigIntegerField(unique=True)
    last_event = models.BigIntegerField(unique=True)
    events = models.PositiveIntegerField(_("events"))
    digest = models.CharField(max_length=64)
    hash = models.CharField(_("hash"), max_length=64, unique=True)
    at = models.DateTimeField(_("sealed at"), db_index=True)

    class Meta:
        verbose_name = _("seal")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_event__gt=F("after_event"), events__gt=0),
                name="seal_holds_something",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.hash[:12]}"


class EventCursor(models.Model):
    """The position of a consumer in the events, and the event at which it fails."""

    consumer = models.CharField(_("consumer"), max_length=60, unique=True)
    # It has handled every event up to this number that it wants
    after = models.BigIntegerField(default=0)
    # When it last came there
    moved_at = models.DateTimeField(_("moved at"), null=True)
    failing = models.BigIntegerField(_("fails at event"), null=True)
    failures = models.PositiveSmallIntegerField(_("failures"), default=0)
    # The name of the exception: its words may be of a person
    error = models.CharField(_("error"), max_length=100, blank=True)
    try_again_at = models.DateTimeField(_("try again at"), null=True)

    class Meta:
        verbose_name = _("cursor of a consumer")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(failing=None, failures=0, error="", try_again_at=None)
                | models.Q(
                    failing__isnull=False,
                    failing__gt=F("after"),
                    failures__gt=0,
                    try_again_at__isnull=False,
                ),
                name="cursor_stops_before_what_fails",
            )
        ]

    def __str__(self) -> str:
        return f"{self.consumer} {self.after}"


class WorkerClock(models.Model):
    """The offset of a worker's clock from the database's, at the last comparison."""

    queue = models.CharField(_("queue"), max_length=20, unique=True)
    host = models.CharField(_("machine"), max_length=255)
    ahead = models.DurationField(_("ahead"))
    # By the database's clock
    read_at = models.DateTimeField(_("compared at"))

    class Meta:
        verbose_name = _("worker's clock")

    def __str__(self) -> str:
        return f"{self.queue} {self.ahead}"
