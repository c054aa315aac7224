"""A flag for a person: words of a citizen that may mean danger."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alo153.cases.models.case import Case
from alo153.core.database.sealed_text import WordsField


class RaisedAlarm(models.Model):
    """One alarm of the city that was heard in a case, and what a person made of it.

    It holds no word of the citizen. `Case.urgent_at` follows from the confirmed ones.
    """

    class State(models.TextChoices):
        RAISED = "raised", _("to be looked at")
        CONFIRMED = "confirmed", _("urgent")
        DISMISSED = "dismissed", _("no alarm")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="alarms")
    # Slug and name in `alarms.toml` when it was raised
    alarm = models.SlugField()
    name = models.CharField(_("alarm"), max_length=60)
    raised_at = models.DateTimeField(_("raised at"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.RAISED)
    settled_at = models.DateTimeField(_("settled at"), null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = WordsField(_("why it is no alarm"), blank=True)
    # When it was told that nobody looked at it; once
    overdue_at = models.DateTimeField(_("overdue since"), null=True)

    class Meta:
        verbose_name = _("raised alarm")
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index("raised_at", name="alarm_waiting", condition=Q(state="raised")),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "alarm"],
                condition=~Q(state="dismissed"),
                name="alarm_once_until_dismissed",
            ),
            models.CheckConstraint(
                condition=Q(state="raised", settled_at=None, settled_by=None)
                | ~Q(state="raised") & Q(settled_at__isnull=False, settled_by__isnull=False),
                name="alarm_settled_by_a_person",
            ),
            models.CheckConstraint(
                condition=~Q(state="dismissed") | ~Q(reason=""), name="dismissed_alarm_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.alarm}"
