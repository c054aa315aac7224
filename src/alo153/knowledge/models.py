"""Tables of what the center says."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alo153.units.models import District

LONGEST = 400
"""Letters: half a minute of speech."""


class Announcement(models.Model):
    """Something many will ask about: an outage, a closed road. In force between two instants."""

    class Voice(models.TextChoices):
        """Whether callers can hear it."""

        NOT_WANTED = "not_wanted", pgettext_lazy("announcement", "not read to callers")
        COMING = "coming", pgettext_lazy("announcement", "being recorded by the machine")
        READY = "ready", pgettext_lazy("announcement", "read to callers")
        MISSING = "missing", pgettext_lazy("announcement", "no voice: callers do not hear it")

    text = models.CharField(pgettext_lazy("announcement", "text"), max_length=LONGEST)
    # Empty: it concerns the whole city
    district = models.ForeignKey(
        District, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    begins_at = models.DateTimeField(pgettext_lazy("announcement", "from"))
    ends_at = models.DateTimeField(pgettext_lazy("announcement", "until"))
    on_portal = models.BooleanField(_("shown to citizens on the web"), default=True)
    voice = models.CharField(_("voice"), max_length=10, choices=Voice)
    announced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    announced_at = models.DateTimeField(_("announced at"))
    # Set when somebody ended it before its time
    ended_at = models.DateTimeField(_("ended at"), null=True)

    class Meta:
        verbose_name = _("announcement")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")), name="announcement_ends_after_it_begins"
            ),
        ]
        indexes: ClassVar = [
            models.Index("ends_at", name="announcement_in_force", condition=Q(ended_at=None)),
        ]

    def __str__(self) -> str:
        return f"announcement {self.pk}"

    @property
    def sound(self) -> str:
        """Name the sound that callers hear, below the city's folder of sounds."""
        return f"announcements/{self.pk}"
