"""What somebody has typed and not sent."""

import json
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alo153.cases.models.sealed_text import unseal


class Draft(models.Model):
    """Half-typed work of one person, kept through a reload, a lost line or a crash."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts"
    )
    # What is being written: ``open:call:<id>``, ``answer:<case code>``
    key = models.CharField(max_length=80)
    # Sealed for this person and key: nobody knows yet whether it is about a confidential case
    typed = models.TextField()
    saved_at = models.DateTimeField(_("saved at"))

    class Meta:
        verbose_name = _("draft")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "key"], name="one_draft_a_thing"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def fields(self) -> dict[str, str]:
        """Return what was typed, by the names of the fields."""
        found: dict[str, str] = json.loads(unseal(self.typed, of=f"{self.user_id}|{self.key}"))
        return found
