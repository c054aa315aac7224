"""Checks of closings as done: some are verified again."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alo153.cases.models import Closing
from alo153.city.models import Unit
from alo153.city.models.city_key import CityKey
from alo153.quality.models.sampling import Draw


class ClosingCheck(models.Model):
    """A closing that chance chose, and what somebody found who looked again."""

    class Result(models.TextChoices):
        OPEN = "open", _("to be checked")
        DONE = "done", pgettext_lazy("closing check", "really done")
        NOT_DONE = "not_done", pgettext_lazy("closing check", "not done")
        # Nobody answers, or nothing can be seen any more
        UNCLEAR = "unclear", _("cannot be told")

    class Way(models.TextChoices):
        VISIT = "visit", _("looked at on the spot")
        CALL = "call", _("asked the citizen by telephone")

    closing = models.OneToOneField(Closing, on_delete=models.CASCADE, related_name="later_check")
    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="closing_checks")
    unit = CityKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    # How many closings as done the unit had that day, and how many were drawn
    of = models.PositiveIntegerField()
    drawn = models.PositiveIntegerField()
    closed_at = models.DateTimeField(_("closed at"))
    result = models.CharField(_("result"), max_length=8, choices=Result, default=Result.OPEN)
    way = models.CharField(_("how it was checked"), max_length=5, choices=Way, blank=True)
    words = models.TextField(_("what was found"), blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    checked_at = models.DateTimeField(_("checked at"), null=True)

    class Meta:
        verbose_name = _("check of a closing")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(result="open", checked_at=None, checked_by=None, way="")
                | ~Q(result="open")
                & Q(checked_at__isnull=False, checked_by__isnull=False)
                & ~Q(way=""),
                name="closing_is_checked_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index(F("closed_at"), name="closing_check_by_time"),
            models.Index("id", condition=Q(result="open"), name="closing_check_open"),
        ]

    def __str__(self) -> str:
        return f"check {self.pk}"
