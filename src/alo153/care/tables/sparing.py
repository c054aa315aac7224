"""When an agent was spared, for the agent alone to read."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alo153.care.rules import SparingRule

RULES = [
    (SparingRule.ABUSIVE.value, _("calls with abuse or a threat")),
    (SparingRule.HARD.value, _("hard calls")),
    (SparingRule.NO_BREAK.value, _("long without a break")),
]


class Sparing(models.Model):
    """Calls came later to an agent for a while, and why. Only the agent reads it."""

    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    rule = models.CharField(_("why"), max_length=8, choices=RULES)
    began_at = models.DateTimeField(_("began at"))
    until = models.DateTimeField(_("until"))

    class Meta:
        verbose_name = _("time of being spared")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__gt=F("began_at")), name="sparing_ends_after_its_begin"
            ),
        ]
        indexes: ClassVar = [
            models.Index(F("agent"), F("began_at").desc(), name="sparing_by_agent"),
        ]

    def __str__(self) -> str:
        return f"sparing {self.pk}"
