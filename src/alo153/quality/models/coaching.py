"""Coachings: the talk of coach and agent, and their agreement."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Coaching(models.Model):
    """A talk of a coach with an agent. Both read it, and nobody else."""

    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    coach = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    note = models.TextField(_("what was talked about"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("coaching")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(agent=F("coach")), name="nobody_coaches_themselves")
        ]
        indexes: ClassVar = [
            models.Index(F("agent"), F("at").desc(), name="coaching_by_agent"),
            models.Index(F("coach"), F("at").desc(), name="coaching_by_coach"),
        ]

    def __str__(self) -> str:
        return f"coaching {self.pk}"


class CoachingStep(models.Model):
    """An agreed change of an agent. From its day on some contacts show whether it worked."""

    coaching = models.ForeignKey(Coaching, on_delete=models.CASCADE, related_name="steps")
    text = models.CharField(_("step"), max_length=300)
    due_date = models.DateField(_("looked at again from"))
    done_at = models.DateTimeField(_("done at"), null=True)
    # The day whose contacts were drawn to follow it up
    followed_on = models.DateField(_("followed up with contacts of"), null=True)

    class Meta:
        verbose_name = _("agreed step")
        indexes: ClassVar = [
            models.Index("due_date", condition=Q(followed_on=None), name="step_to_follow_up")
        ]

    def __str__(self) -> str:
        return f"step {self.pk}"
