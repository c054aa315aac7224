"""Overtime that a planner asks of a person, who agrees or declines (Law 4857 art. 41)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

MOST_MINUTES = 180


class Overtime(models.Model):
    """Minutes longer than a published shift: asked, and worked only if the person agrees."""

    class State(models.TextChoices):
        ASKED = "asked", _("asked")
        AGREED = "agreed", _("agreed")
        DECLINED = "declined", _("did not agree")
        WITHDRAWN = "withdrawn", _("withdrawn")
        LAPSED = "lapsed", _("no longer possible")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="overtimes"
    )
    day = models.DateField(_("day"))
    minutes = models.PositiveSmallIntegerField(_("minutes of overtime"))
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked at"))
    answered_at = models.DateTimeField(_("answered at"), null=True)

    class Meta:
        verbose_name = _("overtime")
        ordering: ClassVar = ["day", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "day"],
                condition=Q(state__in=["asked", "agreed"]),
                name="one_overtime_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state="asked", answered_at=None)
                | (~Q(state="asked") & Q(answered_at__isnull=False)),
                name="overtime_answered_says_when",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=15, minutes__lte=MOST_MINUTES),
                name="overtime_of_three_hours_at_most",
            ),
        ]

    def __str__(self) -> str:
        return f"overtime {self.pk}"
