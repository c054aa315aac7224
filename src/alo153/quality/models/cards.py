"""Scorecards and their versions."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alo153.quality.media import CardMedium

MEDIUM_LABELS = {
    CardMedium.PHONE: _("telephone"),
    CardMedium.VIDEO: _("video call"),
    CardMedium.CHAT: _("chat"),
    CardMedium.WRITTEN: _("written answer"),
    CardMedium.COUNTER: _("counter"),
    CardMedium.UNIT: _("answer of a unit"),
}


class CardVersion(models.Model):
    """One version of the scorecard of a medium. A trigger refuses changes of one in use."""

    medium = models.CharField(_("medium"), max_length=8, choices=list(MEDIUM_LABELS.items()))
    number = models.PositiveIntegerField(_("version"))
    # What `card_json` reads and writes
    content = models.JSONField(_("questions"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    written_at = models.DateTimeField(_("written at"))
    # A draft has none
    used_from = models.DateTimeField(_("in use since"), null=True)

    class Meta:
        verbose_name = _("scorecard")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["medium", "number"], name="card_version_once"),
            models.UniqueConstraint(
                fields=["medium"], condition=Q(used_from=None), name="one_draft_of_a_card"
            ),
        ]

    def __str__(self) -> str:
        return f"card {self.medium} {self.number}"
