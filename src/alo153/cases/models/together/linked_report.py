"""A report that goes with another case. Nothing is merged: each stays a case of its own."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alo153.cases.models.case import Case


class LinkedReport(models.Model):
    """The time in which one case waits for the answer of another, and how that ended.

    `Case.lead` is the one that has not ended.
    """

    class Ending(models.TextChoices):
        ANSWERED = "answered", _("answered together")
        SPLIT_OFF = "split_off", _("split off")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="linked_to")
    lead = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="linked_reports")
    joined_at = models.DateTimeField(_("joined at"))
    # Empty: the citizen chose it on the web, or a plan that they shared has passed
    joined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(_("ended at"), null=True)
    ending = models.CharField(_("how it ended"), max_length=10, choices=Ending, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(_("why it was split off"), blank=True)

    class Meta:
        verbose_name = _("going with another case")
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at=None), name="follows_one_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(case=F("lead")), name="follows_another"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ending="") | Q(ended_at__isnull=False) & ~Q(ending=""),
                name="linked_report_ended_whole",
            ),
            models.CheckConstraint(
                condition=~Q(ending="split_off") | ~Q(reason=""), name="split_off_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} with {self.lead_id}"
