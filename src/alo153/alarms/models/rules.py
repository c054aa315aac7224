"""Alarm rules of a city."""

from datetime import timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alo153.alarms.rules.figures import BY_KEY, FIGURES, Figure
from alo153.alarms.rules.judging import Limits
from alo153.alarms.rules.severity import SEVERITY_LABELS, Severity


class AlarmRule(models.Model):
    """A limit of a live figure: beyond it an alarm rings. A rule with history is never changed."""

    name = models.CharField(_("name of the rule"), max_length=80)
    figure = models.CharField(
        _("figure"), max_length=20, choices=[(each.key, each.label) for each in FIGURES]
    )
    # The key of a queue, skill, topic ...; empty: of all, or of each
    of = models.CharField(_("of which"), max_length=80, blank=True)
    rings_at = models.FloatField(_("rings beyond"))
    clears_at = models.FloatField(_("clears at"))
    calm_minutes = models.PositiveSmallIntegerField(_("after minutes of calm"), default=2)
    severity = models.CharField(
        _("severity"), max_length=8, choices=list(SEVERITY_LABELS.items()), default=Severity.WARNING
    )
    # Of `audience`
    audience = models.CharField(_("whom it concerns"), max_length=80)
    # Of `notices.Way`; the counter in the menu always
    ways = models.JSONField(_("told by"), default=list)
    # Minutes without anybody who acknowledges; None: nobody else is told
    escalate_minutes = models.PositiveSmallIntegerField(_("escalated after minutes"), null=True)
    escalate_to = models.CharField(_("escalated to"), max_length=80, blank=True)
    # Empty: the city began with it (alarm_rules.toml)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    written_at = models.DateTimeField(_("written at"))
    # A rule that is changed is followed by another
    retired_at = models.DateTimeField(_("retired at"), null=True)
    # The kind of error at which its figure could not be read last; never the words of it
    failing = models.CharField(_("could not be read"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("rule of alarms")
        ordering: ClassVar[list[str]] = ["name", "id"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(escalate_minutes=None, escalate_to="")
                | (Q(escalate_minutes__isnull=False) & ~Q(escalate_to="")),
                name="escalation_says_when_and_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def watched(self) -> Figure:
        """Return the figure that the rule watches."""
        return BY_KEY[self.figure]

    @property
    def limits(self) -> Limits:
        """Return where it rings and clears."""
        return Limits(
            side=self.watched.side,
            rings_at=self.rings_at,
            clears_at=self.clears_at,
            calm=timedelta(minutes=self.calm_minutes),
        )
