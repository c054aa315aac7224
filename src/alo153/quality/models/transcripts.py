"""Transcripts of a recording: by an engine, and by a person to measure the engine."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alo153.calls.models.recordings import Recording


class Transcript(models.Model):
    """The words of a recording. They are deleted with it, and hidden where it is hidden."""

    class State(models.TextChoices):
        MADE = "made", pgettext_lazy("transcript", "made")
        # Tried in vain; again later
        FAILED = "failed", pgettext_lazy("transcript", "failed")

    recording = models.OneToOneField(
        Recording, primary_key=True, on_delete=models.CASCADE, related_name="transcript"
    )
    state = models.CharField(_("state"), max_length=6, choices=State)
    # By time: side ("citizen" or "agent"), begin, end (seconds), words
    segments = models.JSONField(_("words"), default=list)
    # All words, folded as searches are
    folded = models.TextField(blank=True)
    # Which engine and model: its rate of error is its own
    engine = models.CharField(_("engine"), max_length=300)
    # How much sound was given to the engine
    seconds = models.FloatField(_("seconds"))
    tries = models.PositiveSmallIntegerField(default=1)
    trouble = models.CharField(_("trouble"), max_length=300, blank=True)
    made_at = models.DateTimeField(_("made at"))
    again_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("transcript")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="made", again_at=None) | Q(state="failed", folded=""),
                name="transcript_is_made_or_failed",
            ),
        ]
        indexes: ClassVar = [
            GinIndex(fields=["folded"], name="transcript_words", opclasses=["gin_trgm_ops"]),
            models.Index("made_at", name="transcript_by_time"),
        ]

    def __str__(self) -> str:
        return f"transcript {self.pk}"


class HandTranscript(models.Model):
    """The words of a recording as a person heard them: against these an engine is measured.

    The words are deleted with the recording; how many were wrong stays.
    """

    recording = models.OneToOneField(
        Recording, primary_key=True, on_delete=models.CASCADE, related_name="hand_transcript"
    )
    citizen = models.TextField(_("words of the citizen"), blank=True)
    agent = models.TextField(_("words of the agent"), blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    written_at = models.DateTimeField(_("written at"))
    # Measured when both are there
    engine = models.CharField(_("engine"), max_length=300, blank=True)
    count = models.PositiveIntegerField(_("words in all"), default=0)
    errors = models.PositiveIntegerField(_("wrong words"), default=0)

    class Meta:
        verbose_name = _("transcript by hand")

    def __str__(self) -> str:
        return f"hand transcript {self.pk}"
