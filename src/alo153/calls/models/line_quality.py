"""Table of what an agent's telephone measured of its line."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

LONGEST_SECONDS = 4 * 3600
"""Longer than Asterisk lets a call be."""
LONGEST_MS = 60_000


class LineQuality(models.Model):
    """One agent's leg of one call, as the browser's getStats counted its sound.

    `seconds` were measured, in `bad_seconds` of them words got lost (limits and their sources:
    `frontend/islands/softphone/line.ts`). `loss_in` and `loss_out` are percent of the packets to
    and from the agent; `jitter_mean`, `jitter_max` (RFC 3550, towards the agent) and `round_trip`
    are milliseconds. What the browser could not measure is empty.
    """

    leg = models.OneToOneField(
        "calls.CallLeg", on_delete=models.CASCADE, primary_key=True, related_name="line"
    )
    at = models.DateTimeField(_("measured until"), db_index=True)
    seconds = models.PositiveIntegerField(_("seconds measured"))
    bad_seconds = models.PositiveIntegerField(_("seconds of a bad line"))
    loss_in = models.FloatField(_("lost towards the agent, %"), null=True)
    loss_out = models.FloatField(_("lost from the agent, %"), null=True)
    jitter_mean = models.FloatField(_("mean jitter, ms"), null=True)
    jitter_max = models.FloatField(_("highest jitter, ms"), null=True)
    round_trip = models.FloatField(_("round trip, ms"), null=True)

    class Meta:
        verbose_name = _("quality of a line")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(bad_seconds__lte=F("seconds"), seconds__lte=LONGEST_SECONDS),
                name="line_seconds_are_possible",
            ),
            models.CheckConstraint(
                condition=(Q(loss_in=None) | Q(loss_in__range=(0, 100)))
                & (Q(loss_out=None) | Q(loss_out__range=(0, 100))),
                name="line_loss_is_percent",
            ),
        ]

    def __str__(self) -> str:
        return f"line of {self.leg_id}"

    @property
    def is_bad(self) -> bool:
        """Tell whether words got lost, so that the agent was told of it or could have been."""
        return self.bad_seconds > 0
