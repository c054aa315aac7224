"""Measures of an hour: written work is held back, and callers are offered a call-back first."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class WrittenHold(models.Model):
    """Nothing written is offered between two instants; what is in hand is finished."""

    begins_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    # Ended before its time
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("hold of written work")
        ordering: ClassVar = ["-begins_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("begins_at")), name="hold_ends_after_its_begin"
            ),
        ]

    def __str__(self) -> str:
        return f"hold {self.pk}"


class CallBackOffer(models.Model):
    """Callers who wait hear first that their place can be kept, between two instants."""

    begins_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    # Closed before its time
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("call-back offered first")
        ordering: ClassVar = ["-begins_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("begins_at")), name="offer_ends_after_its_begin"
            ),
        ]

    def __str__(self) -> str:
        return f"call-back offer {self.pk}"
