"""Calls of another system, from a list that somebody imported: no number, no name of a caller."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from alo153.reports.importing.fates import Fate


class ImportedList(models.Model):
    """One file of calls."""

    name = models.CharField(_("name"), max_length=120)
    # SHA-256 of the file: the same file counts once
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    imported_at = models.DateTimeField(_("imported at"))

    class Meta:
        verbose_name = _("imported call list")

    def __str__(self) -> str:
        return self.name


class ImportedCall(models.Model):
    """One call of an imported list, with what reports count."""

    list = models.ForeignKey(ImportedList, on_delete=models.CASCADE, related_name="calls")
    at = models.DateTimeField(_("waiting since"))
    queue = models.CharField(_("queue"), max_length=40, blank=True)
    # A member of staff whose name or user name the list says; 0: nobody known
    agent = models.IntegerField(_("agent"), default=0)
    fate = models.CharField(
        _("outcome"), max_length=10, choices=[(each.value, each.value) for each in Fate]
    )
    waited_seconds = models.FloatField(_("seconds waited"), null=True)
    talk_seconds = models.FloatField(_("seconds of talk"), null=True)
    hold_seconds = models.FloatField(_("seconds on hold"), default=0.0)
    wrap_up_seconds = models.FloatField(_("seconds of work after it"), default=0.0)
    transferred = models.BooleanField(_("transferred"), default=False)

    class Meta:
        verbose_name = _("call of an imported list")
        indexes: ClassVar[list[Any]] = [models.Index(fields=["at"], name="imported_call_by_time")]

    def __str__(self) -> str:
        return f"{self.at} {self.queue} {self.fate}"
