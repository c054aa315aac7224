"""Written work is held back for a while, so that agents answer callers."""

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
