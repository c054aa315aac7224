"""One event that many people report: a burst main, a fallen pylon."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alo153.cases.models.case import Case
from alo153.city.models import District, Neighborhood
from alo153.city.models.city_key import CityKey
from alo153.knowledge.models import Announcement


class Incident(models.Model):
    """An incident: the area of its reporters, and the case that leads their reports.

    The municipality opens the case `lead` itself. This case gives the incident its topic, unit,
    state and answer, and the reports are linked to it.
    """

    title = models.CharField(pgettext_lazy("incident", "title"), max_length=120)
    lead = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="incident")
    # Empty: the whole city
    district = CityKey(District, null=True, on_delete=models.PROTECT, related_name="+")
    # Empty: the whole district
    neighborhoods = models.ManyToManyField(Neighborhood, related_name="+")
    # A circle: its center in degrees (WGS 84), its radius in meters. Empty: no circle
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    radius_m = models.PositiveIntegerField(_("radius"), null=True)
    expected_end_at = models.DateTimeField(_("expected end"))
    announcement = models.OneToOneField(
        Announcement, null=True, on_delete=models.PROTECT, related_name="+"
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField(_("opened at"))
    ended_at = models.DateTimeField(_("ended at"), null=True)
    # Empty while the incident is open, and if the answer to `lead` ended it
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("incident")
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index("opened_at", name="incident_open", condition=Q(ended_at=None)),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(lat=None, lon=None, radius_m=None)
                | Q(lat__isnull=False, lon__isnull=False, radius_m__isnull=False),
                name="incident_circle_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title
