"""Wishes for a day, with their points: points are few, so that wishes mean something."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

MONTH_POINTS = 12
"""Points of a person for the days of a calendar month."""
MOST_POINTS = 3


class Wish(models.Model):
    """A person's wish for a day: a day off, a shift, or not a shift."""

    class Kind(models.TextChoices):
        OFF = "off", _("a day off")
        SHIFT = "shift", _("this shift")
        AVOID = "avoid", _("not this shift")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="shift_wishes"
    )
    day = models.DateField(_("day"))
    kind = models.CharField(_("wish"), max_length=5, choices=Kind, default=Kind.OFF)
    # None: a day off
    type = models.ForeignKey(
        "workforce.ShiftType", null=True, on_delete=models.PROTECT, related_name="+"
    )
    points = models.PositiveSmallIntegerField(_("points"), default=1)

    class Meta:
        verbose_name = _("shift wish")
        ordering: ClassVar = ["day", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "day"], name="one_wish_a_day"),
            models.CheckConstraint(
                condition=Q(kind="off", type=None)
                | Q(kind__in=["shift", "avoid"], type__isnull=False),
                name="wish_names_its_shift",
            ),
            models.CheckConstraint(
                condition=Q(points__gte=1, points__lte=MOST_POINTS), name="wish_of_few_points"
            ),
        ]

    def __str__(self) -> str:
        return f"wish {self.pk}"

    def granted_by(self, type_id: int | None) -> bool:
        """Tell whether a day with this shift type (None: a day off) is what was wished."""
        if self.kind == self.Kind.AVOID:
            return type_id != self.type_id
        return type_id == self.type_id
