"""The table of addresses with wrong SIP passwords."""

from typing import ClassVar

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _


class SipAttempt(models.Model):
    """Wrong passwords and unknown accounts of one address; kept a week, nothing of whom."""

    address = models.GenericIPAddressField(_("address"), primary_key=True)
    tries = models.PositiveIntegerField(_("wrong tries"), default=0)
    # Since the address was slowed last, or since an hour of quiet
    recent = models.PositiveIntegerField(_("wrong tries lately"), default=0)
    slowed = models.PositiveSmallIntegerField(_("times slowed"), default=0)
    slowed_until = models.DateTimeField(_("slowed until"), null=True)
    first_at = models.DateTimeField(_("first try"))
    last_at = models.DateTimeField(_("last try"))

    class Meta:
        verbose_name = _("tries of an address at the telephone")
        indexes: ClassVar = [
            models.Index(F("last_at").desc(), name="sip_attempt_by_time"),
            models.Index("slowed_until", name="sip_attempt_slowed"),
        ]

    def __str__(self) -> str:
        return f"tries of {self.pk}"
