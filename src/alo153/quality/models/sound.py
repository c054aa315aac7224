"""Measurements of a recording's sound."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from alo153.calls.models import Recording


class SoundMeasures(models.Model):
    """Measures of one recording, made once after it was kept. It holds no word that was said.

    Where the file could not be read, `seconds` is null and nothing is tried again.
    """

    recording = models.OneToOneField(
        Recording, primary_key=True, on_delete=models.CASCADE, related_name="sound_measures"
    )
    measured_at = models.DateTimeField(_("measured at"))
    seconds = models.FloatField(_("seconds"), null=True)
    # Shares of the length, 0 to 1
    silence = models.FloatField(_("silence"), null=True)
    overlap = models.FloatField(_("talking over each other"), null=True)
    clipped = models.FloatField(_("clipped"), null=True)
    # What the agent says of all that is said
    agent_share = models.FloatField(_("share of the agent"), null=True)
    longest_silence = models.FloatField(_("longest silence in seconds"), null=True)
    answer_seconds = models.FloatField(_("pause before an answer in seconds"), null=True)
    # Begin and end in seconds of each silence of ten seconds or more, 60 at the most; null in rows
    # from before they were kept
    silences = models.JSONField(_("silences"), null=True)
    # The same of each part of a second or more in which both speak
    overlaps = models.JSONField(_("parts in which both speak"), null=True)
    # dBFS
    citizen_level = models.FloatField(_("level of the citizen"), null=True)
    agent_level = models.FloatField(_("level of the agent"), null=True)

    class Meta:
        verbose_name = _("measures of sound")
        indexes: ClassVar = [
            models.Index("silence", name="sound_by_silence"),
            models.Index("overlap", name="sound_by_overlap"),
        ]

    def __str__(self) -> str:
        return f"sound of {self.pk}"
