"""Typed text that has not been sent."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alo153.cases.models.telling.typed import Typed


class Draft(Typed):
    """Half-typed work of one person, kept through a reload, a lost line or a crash."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts"
    )
    # What is being written: ``open:call:<id>``, ``answer:<case code>``
    key = models.CharField(max_length=80)
    saved_at = models.DateTimeField(_("saved at"))

    class Meta:
        verbose_name = _("draft")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "key"], name="one_draft_a_thing"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def seal_name(self) -> str:
        """Return person and key."""
        return f"{self.user_id}|{self.key}"
