"""A crew's report from the spot."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alo153.cases.models.attachment import Attachment
from alo153.cases.models.case import Case
from alo153.core.database.sealed_text import WordsField


class FieldReport(models.Model):
    """One visit of a crew to the place of a case."""

    class Found(models.TextChoices):
        DONE = "done", _("done")
        NOT_FOUND = "not_found", _("could not be found")
        NEEDS_MORE = "needs_more", _("needs more")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="field_reports")
    # Made by the telephone, so that a report sent twice over a bad line is kept once
    token = models.UUIDField(unique=True, editable=False)
    found = models.CharField(_("what was found"), max_length=10, choices=Found)
    note = WordsField(_("note"), blank=True)
    by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    # By the clock of the telephone, never later than it arrived
    made_at = models.DateTimeField(_("written at"))
    at = models.DateTimeField(_("arrived at"))

    class Meta:
        verbose_name = _("report from the spot")
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.case} {self.found}"


class FieldPhoto(models.Model):
    """A photo of a report: how it was, or how it is now."""

    class Shows(models.TextChoices):
        BEFORE = "before", _("before")
        AFTER = "after", _("after")

    report = models.ForeignKey(FieldReport, on_delete=models.CASCADE, related_name="photos")
    attachment = models.OneToOneField(
        Attachment, on_delete=models.CASCADE, related_name="field_photo"
    )
    shows = models.CharField(_("shows"), max_length=6, choices=Shows)

    class Meta:
        verbose_name = _("photo from the spot")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "shows"], name="field_photo_once"),
        ]

    def __str__(self) -> str:
        return f"{self.report} {self.shows}"
