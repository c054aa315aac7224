"""Calls after which nobody asks how it was."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SkippedSurvey(models.Model):
    """The citizen of a call is not asked how it was, by a key or by SMS."""

    call = models.OneToOneField(
        "calls.Call", primary_key=True, on_delete=models.PROTECT, related_name="skipped_survey"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("skipped question")

    def __str__(self) -> str:
        return f"skipped question {self.pk}"
