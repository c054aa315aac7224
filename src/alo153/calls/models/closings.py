"""The table of times in which a supervisor closed all lines."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class LineClosing(models.Model):
    """An emergency: its beginning, its end, and the reason for which queues took no callers."""

    reason = models.CharField(_("reason"), max_length=200)
    closed_at = models.DateTimeField(_("closed at"))
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField(_("opened at"), null=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("closing of the lines")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["opened_at"],
                nulls_distinct=False,
                condition=Q(opened_at__isnull=True),
                name="one_closing_of_the_lines",
            ),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True, opened_by__isnull=True)
                | Q(opened_at__isnull=False, opened_by__isnull=False),
                name="opening_of_the_lines_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"closing of the lines {self.pk}"
