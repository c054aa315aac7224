"""Why somebody was not at work as planned: told by either side."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Deviation(models.Model):
    """A stretch of a shift that is explained; it is missing in no adherence once accepted."""

    class Kind(models.TextChoices):
        TECHNICAL = "technical", _("technical fault")
        MEETING = "meeting", _("meeting or training")
        HEALTH = "health", _("health")
        LET_GO = "let_go", _("let go early")
        OTHER = "other", _("other")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="deviations"
    )
    # Of the shift; a stretch of a night may lie in the next one
    day = models.DateField(_("day"))
    kind = models.CharField(_("kind"), max_length=9, choices=Kind)
    begins_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    words = models.CharField(_("explanation"), max_length=200, blank=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    told_at = models.DateTimeField(_("told at"))
    # None while nobody answered what the person told
    accepted = models.BooleanField(_("accepted"), null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered at"), null=True)

    class Meta:
        verbose_name = _("explained deviation")
        ordering: ClassVar = ["begins_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")), name="deviation_ends_after_its_begin"
            ),
            models.CheckConstraint(
                condition=Q(accepted=None, answered_by=None, answered_at=None)
                | Q(accepted__isnull=False, answered_by__isnull=False, answered_at__isnull=False),
                name="deviation_answered_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"deviation {self.pk}"
