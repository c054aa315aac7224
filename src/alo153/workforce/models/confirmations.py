"""Confirmations: a person of the city has read the source of a rule of working time."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class RuleConfirmation(models.Model):
    """A person of the city confirms one line of `law.toml`; a line that changes is open again."""

    key = models.CharField(_("rule"), max_length=40)
    value = models.IntegerField(_("value"))
    status = models.CharField(_("status of a person"), max_length=20, blank=True)
    citation = models.CharField(_("citation"), max_length=300)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("confirmed at"))

    class Meta:
        verbose_name = _("confirmed rule")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["key", "value", "status", "citation", "valid_from", "valid_to"],
                nulls_distinct=False,
                name="rule_confirmed_once",
            ),
        ]

    def __str__(self) -> str:
        return f"confirmation {self.pk}"
