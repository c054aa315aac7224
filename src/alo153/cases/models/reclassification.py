"""The former topic, kind and place of a case that somebody corrected."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alo153.cases.models.case import Case
from alo153.city.models import CaseKind, District, Neighborhood, Topic
from alo153.city.models.choices import PLACE_LAYERS
from alo153.city.models.city_key import CityKey
from alo153.core.database.sealed_text import WordsField


class Reclassification(models.Model):
    """Topic, kind and place as they were, and why they were changed.

    What they became is in the next row of the case, or in the case itself. It is read by its
    case alone, and what it points to is never deleted: one index is enough.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reclassifications")
    kind = CityKey(CaseKind, on_delete=models.PROTECT, related_name="+", db_index=False)
    topic = CityKey(Topic, on_delete=models.PROTECT, related_name="+", db_index=False)
    district = CityKey(
        District, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    neighborhood = CityKey(
        Neighborhood, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    address = WordsField(_("address"), blank=True)
    place_layer = models.CharField(
        _("street or park"), max_length=12, choices=PLACE_LAYERS, blank=True
    )
    reason = WordsField(_("reason"))
    by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("reclassification")
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.case} {self.pk}"
