"""A member of staff with a case open now, so that two people do not both write."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alo153.cases.models.case import Case


class Presence(models.Model):
    """Somebody at a case, as long as their page keeps saying so."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    writes = models.BooleanField(_("writes the answer"))
    seen_at = models.DateTimeField(_("seen at"), db_index=True)

    class Meta:
        verbose_name = _("somebody at a case")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "user"], name="presence_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.user}"
