"""Alarms, ringing and cleared."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alo153.alarms.models.rules import AlarmRule
from alo153.alarms.rules.severity import SEVERITY_LABELS


class Alarm(models.Model):
    """One period in which a figure was beyond the limit of a rule; the row is kept as history."""

    rule = models.ForeignKey(AlarmRule, on_delete=models.PROTECT, related_name="alarms")
    # The key of the queue, topic ... that the figure is about; empty: the whole center
    subject = models.CharField(_("of which"), max_length=80, blank=True)
    # The subject's name when the alarm was raised
    label = models.CharField(_("name"), max_length=120, blank=True)
    # Copied from the rule when the alarm was raised
    severity = models.CharField(_("severity"), max_length=8, choices=list(SEVERITY_LABELS.items()))
    audience = models.CharField(_("whom it concerns"), max_length=80)
    raised_at = models.DateTimeField(_("rang at"))
    # The figure when the alarm was raised, at its worst, and now; in the unit of the figure
    value = models.FloatField(_("value"))
    worst = models.FloatField(_("worst value"))
    latest = models.FloatField(_("value now"))
    calm_since = models.DateTimeField(_("calm since"), null=True)
    cleared_at = models.DateTimeField(_("cleared at"), null=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    acknowledged_at = models.DateTimeField(_("taken care of at"), null=True)
    # A second audience, told because nobody acknowledged the alarm
    escalated_to = models.CharField(_("escalated to"), max_length=80, blank=True)
    escalated_at = models.DateTimeField(_("escalated at"), null=True)

    class Meta:
        verbose_name = _("alarm")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["rule", "subject"], condition=Q(cleared_at=None), name="rings_once"
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_by=None, acknowledged_at=None)
                | Q(acknowledged_by__isnull=False, acknowledged_at__isnull=False),
                name="acknowledged_by_somebody",
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index("raised_at", condition=Q(cleared_at=None), name="alarm_ringing"),
            models.Index(F("raised_at").desc(), name="alarm_history"),
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.subject}"

    @property
    def title(self) -> str:
        """Return the name of the rule, and that of the subject if there is one."""
        return f"{self.rule.name} · {self.label}" if self.label else self.rule.name
