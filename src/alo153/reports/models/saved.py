"""Reports that somebody keeps, for themselves or for all who see reports."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class SavedReport(models.Model):
    """A report under a name; its days are counted from when it is read, unless they are fixed."""

    class Schedule(models.TextChoices):
        NEVER = "", _("never")
        DAILY = "daily", _("every day")
        WEEKLY = "weekly", _("every Monday")
        MONTHLY = "monthly", _("on the first of the month")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="saved_reports"
    )
    name = models.CharField(_("name"), max_length=80)
    # What stands in the address of the page
    query = models.TextField(_("what it shows"))
    shared = models.BooleanField(_("everybody who sees reports finds it"), default=False)
    schedule = models.CharField(
        _("sent"), max_length=8, choices=Schedule, blank=True, default=Schedule.NEVER
    )
    next_at = models.DateTimeField(_("sent next at"), null=True)
    readers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", verbose_name=_("sent to")
    )

    class Meta:
        verbose_name = _("saved report")
        ordering: ClassVar[list[str]] = ["name", "id"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["owner", "name"], name="saved_report_once"),
            models.CheckConstraint(
                condition=Q(schedule="", next_at=None)
                | (~Q(schedule="") & Q(next_at__isnull=False)),
                name="scheduled_report_says_when",
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(F("next_at"), condition=Q(next_at__isnull=False), name="report_due"),
        ]

    def __str__(self) -> str:
        return self.name
