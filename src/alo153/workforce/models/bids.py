"""Open shifts of published rosters, and the bids for them with the reason of each award."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alo153.core.text import moments
from alo153.workforce.models.rosters import ShiftType

MOST_LINE_DAYS = 14
# The award follows within five minutes, and its person has to read of it before the work
LEAST_NOTICE = timedelta(hours=1)
TOO_LATE = "too_late"
"""The cause of a refused bid: the work began before the award."""


class OpenShift(models.Model):
    """A shift of one day, or a line of some days in a row, for which people can bid."""

    class State(models.TextChoices):
        OPEN = "open", _("open for bids")
        AWARDED = "awarded", _("awarded")
        UNFILLED = "unfilled", _("nobody got it")
        WITHDRAWN = "withdrawn", _("withdrawn")

    type = models.ForeignKey(ShiftType, on_delete=models.PROTECT, related_name="+")
    first_date = models.DateField(_("first day"))
    last_date = models.DateField(_("last day"))
    closes_at = models.DateTimeField(_("bids end at"))
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.OPEN)
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    posted_at = models.DateTimeField(_("posted at"))
    settled_at = models.DateTimeField(_("settled at"), null=True)

    class Meta:
        verbose_name = _("open shift")
        ordering: ClassVar = ["first_date", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(last_date__gte=F("first_date")), name="open_shift_ends_after_its_begin"
            ),
            models.CheckConstraint(
                condition=Q(state="open", settled_at=None)
                | (~Q(state="open") & Q(settled_at__isnull=False)),
                name="open_shift_settled_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"open shift {self.pk}"

    @property
    def dates(self) -> list[date]:
        """Return its days."""
        count = (self.last_date - self.first_date).days + 1
        return [self.first_date + timedelta(days=number) for number in range(count)]

    @property
    def words(self) -> str:
        """Return its days and its shift as people write them."""
        return f"{moments.days(self.first_date, self.last_date)}, {self.type.name}"


class Bid(models.Model):
    """A person's bid for an open shift, and what became of it."""

    class State(models.TextChoices):
        MADE = "made", _("waits for the end of bids")
        AWARDED = "awarded", _("awarded to you")
        PASSED_OVER = "passed_over", _("awarded to a colleague")
        REFUSED = "refused", _("could not be given to you")

    class Reason(models.TextChoices):
        NIGHTS = "nights", _("nights of the year")
        WEEKENDS = "weekends", _("weekend days of the year")
        WISHES = "wishes", _("wishes granted in the year")
        EARLIER = "earlier", _("the earlier bid")

    open_shift = models.ForeignKey(OpenShift, on_delete=models.CASCADE, related_name="bids")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="shift_bids"
    )
    made_at = models.DateTimeField(_("made at"))
    state = models.CharField(_("state"), max_length=11, choices=State, default=State.MADE)
    # Of a refused bid: the key of the first breach, or `TOO_LATE`
    cause = models.CharField(_("cause of the refusal"), max_length=32, blank=True)
    # The first step of the rule at which this bid and the awarded one differ; of the awarded one,
    # the step at which it went before the next. Empty: no step was needed
    reason = models.CharField(_("decided by"), max_length=8, choices=Reason, blank=True)
    # Per cent of the person's shifts of the year, and of their wishes, as they were at the award
    nights = models.PositiveSmallIntegerField(_("nights in per cent"), null=True)
    weekends = models.PositiveSmallIntegerField(_("weekend days in per cent"), null=True)
    wishes = models.PositiveSmallIntegerField(_("wishes granted in per cent"), null=True)

    class Meta:
        verbose_name = _("shift bid")
        ordering: ClassVar = ["made_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["open_shift", "user"], name="one_bid_a_person"),
            models.UniqueConstraint(
                fields=["open_shift"], condition=Q(state="awarded"), name="one_award_a_shift"
            ),
            models.CheckConstraint(
                condition=Q(state="refused") & ~Q(cause="") | ~Q(state="refused") & Q(cause=""),
                name="refused_bid_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"bid {self.pk}"
