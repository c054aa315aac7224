"""The adherence of past days, kept so that a year is not read from agents' states."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class KeptDay(models.Model):
    """The shifts of one person and day: the planned time, and how much of it they were there."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="kept_days"
    )
    day = models.DateField(_("day"))
    planned_seconds = models.PositiveIntegerField(_("planned seconds"))
    present_seconds = models.PositiveIntegerField(_("seconds at work"))

    class Meta:
        verbose_name = _("adherence of a day")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "user"], name="one_kept_day_a_person"),
            models.CheckConstraint(
                condition=Q(present_seconds__lte=F("planned_seconds")), name="kept_day_within_plan"
            ),
        ]

    def __str__(self) -> str:
        return f"kept day {self.pk}"
