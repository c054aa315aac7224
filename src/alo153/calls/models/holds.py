"""Recordings that a court may ask for are kept longer."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RecordingHold(models.Model):
    """A recording that is evidence: it is not deleted before a day."""

    call = models.OneToOneField(
        "calls.Call", primary_key=True, on_delete=models.PROTECT, related_name="recording_hold"
    )
    reason = models.CharField(_("reason"), max_length=200)
    held_at = models.DateTimeField(pgettext_lazy("recording", "held since"))
    until = models.DateTimeField(pgettext_lazy("recording", "held until"))
    # Its caller was erased: it is heard as evidence alone, and goes with the hold
    erased_at = models.DateTimeField(pgettext_lazy("recording", "caller erased at"), null=True)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        verbose_name = _("recording that is held")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gt=F("held_at")), name="hold_has_an_end"),
        ]

    def __str__(self) -> str:
        return f"hold {self.pk}"
