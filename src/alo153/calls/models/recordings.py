"""Tables of recordings: what was kept of a call, and what was left out of it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RecordingState(models.TextChoices):
    """The state of a call's sound."""

    PENDING = "pending", pgettext_lazy("recording", "being kept")
    KEPT = "kept", pgettext_lazy("recording", "kept")
    LOST = "lost", pgettext_lazy("recording", "lost")
    DELETED = "deleted", pgettext_lazy("recording", "deleted after its time")


class RecordingTrouble(models.TextChoices):
    """A reason for which a recording is missing or incomplete."""

    NOT_STARTED = "not_started", pgettext_lazy("recording", "recording did not start")
    DISK_FULL = "disk_full", pgettext_lazy("recording", "the disk is full")
    NOT_WRITTEN = "not_written", pgettext_lazy("recording", "nothing could be written")
    STOPPED = "stopped", pgettext_lazy("recording", "recording stopped during the call")
    CUT_SHORT = "cut_short", pgettext_lazy("recording", "the end is missing")
    DAMAGED = "damaged", pgettext_lazy("recording", "the kept file was changed or is gone")
    GAP = "gap", pgettext_lazy("recording", "a part is missing")
    NO_FILE = "no_file", pgettext_lazy("recording", "the file is missing")


class Recording(models.Model):
    """The recording of one call. The sound itself is in the storage `recordings`."""

    call = models.OneToOneField(
        "calls.Call", primary_key=True, on_delete=models.PROTECT, related_name="recording"
    )
    state = models.CharField(
        _("state"), max_length=8, choices=RecordingState, default=RecordingState.PENDING
    )
    # The last thing that went wrong; a recording can be kept all the same
    trouble = models.CharField(_("trouble"), max_length=12, choices=RecordingTrouble, blank=True)
    started_at = models.DateTimeField(_("started at"))
    # Pairs of epoch seconds and seconds into the file: where the recorder was at some instants
    places = models.JSONField(default=list)
    kept_at = models.DateTimeField(_("kept at"), null=True)
    form = models.CharField(_("form"), max_length=4, blank=True)
    file = models.CharField(_("file"), max_length=200, blank=True)
    seconds = models.FloatField(_("seconds"), null=True)
    size = models.BigIntegerField(_("bytes"), null=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)
    # The loudest moments, left side then right: the picture needs no sound
    peaks = models.BinaryField(_("peaks"), null=True)

    class Meta:
        verbose_name = _("recording")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="kept")
                | (Q(seconds__isnull=False, size__isnull=False) & ~Q(file="") & ~Q(sha256="")),
                name="recording_kept_is_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index("started_at", name="recording_waiting", condition=Q(state="pending")),
            models.Index(
                F("started_at").desc(), name="recording_troubled", condition=~Q(trouble="")
            ),
        ]

    def __str__(self) -> str:
        return f"recording {self.pk}"


class PauseReason(models.TextChoices):
    """Why a part of a call was not recorded."""

    SENSITIVE = "sensitive", pgettext_lazy("recording", "paused by the agent")
    HELD = "held", pgettext_lazy("recording", "caller on hold")
    ALONE = "alone", pgettext_lazy("recording", "caller without an agent")


class RecordingPause(models.Model):
    """A part of a call that was not recorded: from when to when, why, and who asked for it."""

    call = models.ForeignKey(
        "calls.Call", on_delete=models.CASCADE, related_name="recording_pauses"
    )
    why = models.CharField(_("reason"), max_length=9, choices=PauseReason)
    began_at = models.DateTimeField(_("started at"))
    ended_at = models.DateTimeField(_("ended at"), null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # Empty: it went on by itself
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("pause of a recording")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["call", "began_at"], name="recording_pause_once"),
        ]

    def __str__(self) -> str:
        return f"pause {self.pk}"
