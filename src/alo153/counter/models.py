"""Tables of the communication centers: screens, desks, tickets. None of them names a visitor."""

from datetime import timedelta
from typing import ClassVar, Final

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alo153.citizens.channel import Channel
from alo153.city.models import Office, OfficeService
from alo153.city.models.city_key import CityKey
from alo153.contacts.models import Interaction, WorkOffer
from alo153.counter.lifecycle import AT_HAND, OPEN, State
from alo153.counter.turn import Why

MOST_A_DAY = 999
"""Numbers have three digits."""
_AT_HAND = sorted(each.value for each in AT_HAND)
_OPEN = sorted(each.value for each in OPEN)


WHYS: Final = {
    Why.FIRST: _("Nobody whom this desk serves has waited longer."),
    Why.PRIORITY: _("Called earlier by the city's priority."),
    Why.SENT: _("A colleague sent this visitor to your desk."),
    Why.BACK: _("Was called before, to a desk that nobody serves now."),
    Why.OFFERED: _("Whoever has waited longer is offered to another desk."),
}
"""Why a visitor is called, as the desk reads it."""


class Device(models.Model):
    """A screen in the hall of a communication center; its address holds a key of its own."""

    class Kind(models.TextChoices):
        KIOSK = "kiosk", _("ticket kiosk")
        HALL = "hall", _("hall screen")

    office = CityKey(Office, on_delete=models.PROTECT, related_name="devices")
    kind = models.CharField(_("kind"), max_length=5, choices=Kind)
    name = models.CharField(_("name"), max_length=60)
    # SHA-256 of the key, which nobody keeps
    digest = models.CharField(max_length=64, unique=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField(_("added at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True)

    class Meta:
        verbose_name = _("hall device")
        ordering: ClassVar = ["office", "kind", "name"]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class DeskSession(models.Model):
    """A member of staff at a desk of a communication center, until they leave it."""

    office = CityKey(Office, on_delete=models.PROTECT, related_name="+")
    desk = models.PositiveSmallIntegerField(_("desk"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # Letters of the services that are called here
    letters = ArrayField(models.CharField(max_length=1))
    opened_at = models.DateTimeField(_("opened at"))
    closed_at = models.DateTimeField(_("closed at"), null=True)
    # When a page of it was open last; of the record of its visitor as well
    seen_at = models.DateTimeField(_("page last open at"), null=True)
    # Since when the desk has no visitor; null before the first
    free_since = models.DateTimeField(_("free since"), null=True)

    class Meta:
        verbose_name = _("desk session")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["office", "desk"], condition=Q(closed_at=None), name="one_at_a_desk"
            ),
            models.UniqueConstraint(
                fields=["user"], condition=Q(closed_at=None), name="one_desk_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"desk {self.desk}"


class Ticket(models.Model):
    """A visitor's number. Only its contact names the visitor, after they identify at the desk."""

    office = CityKey(Office, on_delete=models.PROTECT, related_name="+")
    # What it waits for now; after a transfer another than its letter says
    service = CityKey(OfficeService, on_delete=models.PROTECT, related_name="+")
    letter = models.CharField(max_length=1)
    number = models.PositiveSmallIntegerField(_("number"))
    # The city's day on which the number is unique
    day = models.DateField(_("day"))
    priority = models.BooleanField(_("priority"), default=False)
    # Of the page on which the button was pressed: each gives one ticket
    press = models.UUIDField(unique=True)
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="tickets")
    interaction = models.OneToOneField(Interaction, on_delete=models.PROTECT, related_name="ticket")
    state = models.CharField(
        _("state"), max_length=8, choices=[(each.value, each.value) for each in State]
    )
    taken_at = models.DateTimeField(_("taken at"))
    # The last time that it was called
    called_at = models.DateTimeField(_("called at"), null=True)
    transferred_at = models.DateTimeField(_("transferred at"), null=True)
    # When its desk was freed by somebody else; until the next one calls it
    put_back_at = models.DateTimeField(_("put back at"), null=True)
    ended_at = models.DateTimeField(_("ended at"), null=True)
    # Where it is or was served
    session = models.ForeignKey(
        DeskSession, null=True, on_delete=models.PROTECT, related_name="tickets"
    )
    # Why it was called, the last time; empty before
    why = models.CharField(
        _("why it was called"),
        max_length=8,
        blank=True,
        choices=[(why.value, said) for why, said in WHYS.items()],
    )
    # The desk that a colleague sent it to
    for_desk = models.PositiveSmallIntegerField(null=True)

    class Meta:
        verbose_name = _("ticket")
        indexes: ClassVar = [
            models.Index(F("device"), F("taken_at").desc(), name="ticket_by_device"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["office", "day", "letter", "number"], name="ticket_number_of_a_day"
            ),
            models.UniqueConstraint(
                fields=["session"], condition=Q(state__in=_AT_HAND), name="one_ticket_at_a_desk"
            ),
            models.CheckConstraint(
                condition=Q(number__range=(1, MOST_A_DAY)), name="ticket_number_of_three_digits"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_AT_HAND)
                | Q(session__isnull=False, called_at__isnull=False),
                name="ticket_at_hand_has_a_desk",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_OPEN, ended_at=None)
                | (~Q(state__in=_OPEN) & Q(ended_at__isnull=False)),
                name="ticket_over_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.shown

    @property
    def shown(self) -> str:
        """Return the number as printed: A042."""
        return f"{self.letter}{self.number:03d}"


class TicketOffer(WorkOffer):
    """One clerk at a free desk was asked to call one visitor."""

    WORK = "ticket"
    CHANNEL = Channel.COUNTER.value

    ticket = models.ForeignKey(
        Ticket, on_delete=models.CASCADE, related_name="offers", db_index=False
    )

    class Meta:
        verbose_name = _("offer of a visitor")
        constraints: ClassVar = [
            models.UniqueConstraint(
                "ticket", condition=Q(ended_at=None), name="one_open_ticket_offer"
            ),
            models.UniqueConstraint("ticket", "agent", "offered_at", name="ticket_offered_once"),
            models.CheckConstraint(
                condition=Q(ended_at=None, result="") | (Q(ended_at__isnull=False) & ~Q(result="")),
                name="ticket_offer_says_how",
            ),
        ]
        indexes: ClassVar = [
            models.Index("agent", F("offered_at").desc(), name="ticket_offer_by_agent"),
        ]


class OfficeDay(models.Model):
    """Figures of a day's visitors in one communication center, stored when the day is over.

    `in_time` of `decided` is the strict service level: visitors at a desk within `within` minutes
    of taking a number, of all visitors who were served, gave up, or have waited longer. A visitor
    who did not come when called gave up.
    """

    office = CityKey(Office, on_delete=models.PROTECT, related_name="+")
    day = models.DateField(_("day"))
    taken = models.PositiveIntegerField(_("numbers taken"))
    served = models.PositiveIntegerField(_("served"))
    gave_up = models.PositiveIntegerField(_("gave up"))
    decided = models.PositiveIntegerField(_("decided"))
    in_time = models.PositiveIntegerField(_("served in time"))
    # The promise of that day, in minutes
    within = models.PositiveSmallIntegerField(_("within minutes"))
    # Of all who were served, together
    waited = models.DurationField(_("time waited"))

    class Meta:
        verbose_name = _("day of a communication center")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "day"], name="office_day_once"),
        ]

    def __str__(self) -> str:
        return f"day {self.pk}"

    @property
    def level(self) -> int | None:
        """Compute the strict service level in percent; nothing without visitors."""
        return level(self.in_time, self.decided)

    @property
    def mean_minutes(self) -> float | None:
        """Compute the mean wait of served visitors, in minutes; None if nobody was served."""
        return mean_minutes(self.waited, self.served)


def level(in_time: int, decided: int) -> int | None:
    """Compute a strict service level in percent; nothing before anything is decided."""
    return round(100 * in_time / decided) if decided else None


def mean_minutes(waited: timedelta, served: int) -> float | None:
    """Compute the mean of waits in minutes; nothing if nobody was served."""
    return waited / served / timedelta(minutes=1) if served else None
