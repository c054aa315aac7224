"""The solver at work on a draft."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alo153.workforce.models.rosters import Roster


class SolverRun(models.Model):
    """One run of the solver: it keeps its best, and can be cancelled at any moment."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("finished")
        CANCELLED = "cancelled", _("cancelled")
        FAILED = "failed", _("failed")

    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="runs")
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.WAITING)
    seconds = models.PositiveIntegerField(_("seconds"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked at"))
    began_at = models.DateTimeField(_("began at"), null=True)
    cancel_asked_at = models.DateTimeField(_("cancelling asked at"), null=True)
    ended_at = models.DateTimeField(_("ended at"), null=True)
    # Of the best roster so far
    cost = models.FloatField(_("cost"), null=True)
    # Names of people for whom no month is lawful, if that is why it failed
    without_month = models.TextField(_("people without a lawful month"), blank=True)

    class Meta:
        verbose_name = _("solver run")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["roster"],
                condition=Q(state__in=["waiting", "running"]),
                name="one_run_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"solver run {self.pk}"

    @property
    def is_open(self) -> bool:
        """Tell whether it waits or works."""
        return self.state in (self.State.WAITING, self.State.RUNNING)
