"""Video recordings of calls: Asterisk records sound, the agent's browser the pictures."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class VideoRecordingState(models.TextChoices):
    """The state of the pictures."""

    PENDING = "pending", pgettext_lazy("recording", "being kept")
    KEPT = "kept", pgettext_lazy("recording", "kept")
    DELETED = "deleted", pgettext_lazy("recording", "deleted after its time")


class VideoRecording(models.Model):
    """One stretch of a call's pictures and sound; a page that was reloaded begins another."""

    call = models.ForeignKey(
        "calls.Call", on_delete=models.PROTECT, related_name="video_recordings"
    )
    # Which page of the browser it comes from: milliseconds since the epoch when it began
    take = models.BigIntegerField(_("take"))
    state = models.CharField(
        _("state"), max_length=8, choices=VideoRecordingState, default=VideoRecordingState.PENDING
    )
    parts = models.PositiveIntegerField(_("parts"), default=0)
    began_at = models.DateTimeField(_("began at"))
    last_at = models.DateTimeField(_("last part at"))
    kept_at = models.DateTimeField(_("kept at"), null=True)
    file = models.CharField(_("file"), max_length=200, blank=True)
    size = models.BigIntegerField(_("bytes"), null=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("video recording of a call")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["call", "take"], name="video_recording_take_once"),
            models.CheckConstraint(
                condition=~Q(state="kept") | (Q(size__isnull=False) & ~Q(file="") & ~Q(sha256="")),
                name="video_recording_kept_is_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index("last_at", name="video_recording_waiting", condition=Q(state="pending")),
        ]

    def __str__(self) -> str:
        return f"video recording {self.pk}"
