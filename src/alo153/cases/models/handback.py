"""The delay of a case at a unit that was not responsible."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alo153.cases.models.case import Case, Forwarding
from alo153.city.models import Unit
from alo153.city.models.city_key import CityKey


class HandBack(models.Model):
    """One "not ours": when the case had come to the unit, when it gave it back, and whose it was.

    Of a hundred cases some five have one. Reports read their sums (`HandBackSums`).
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="hand_backs")
    # The entry of the ledger, with the unit's reason
    returned = models.OneToOneField(Forwarding, on_delete=models.CASCADE, related_name="hand_back")
    unit = CityKey(Unit, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(_("sent at"))
    returned_at = models.DateTimeField(_("given back at"))
    # Empty while the case is at the center, or if the center settled it itself
    went_to = CityKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    went_on_at = models.DateTimeField(_("sent on at"), null=True)

    class Meta:
        verbose_name = _("hand-back")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(went_to__isnull=True, went_on_at__isnull=True)
                | Q(went_to__isnull=False, went_on_at__isnull=False),
                name="hand_back_went_on_whole",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(went_to__isnull=True), name="hand_back_open_once"
            ),
        ]
        indexes: ClassVar = [models.Index("returned_at", name="hand_back_by_time")]

    def __str__(self) -> str:
        return f"{self.case} {self.unit}"
