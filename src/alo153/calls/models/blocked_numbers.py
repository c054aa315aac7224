"""Numbers whose calls are not taken like others: a table beside those of the telephone."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BlockPolicy(models.TextChoices):
    """What happens to calls from a blocked number."""

    REFUSE = "refuse", pgettext_lazy("telephone", "is told so, and hung up")
    LAST = "last", pgettext_lazy("telephone", "waits behind everybody")


class BlockedNumber(models.Model):
    """A number whose calls are not taken like others: why, until when, and who decided it."""

    # E.164 or short number, like Call.number
    number = models.CharField(_("telephone number"), max_length=40)
    policy = models.CharField(_("policy"), max_length=8, choices=BlockPolicy)
    reason = models.CharField(_("reason"), max_length=200)
    blocked_at = models.DateTimeField(_("blocked at"))
    blocked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    until = models.DateTimeField(_("blocked until"))
    lifted_at = models.DateTimeField(_("lifted at"), null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("blocked number")
        constraints: ClassVar = [
            models.UniqueConstraint(
                "number", condition=Q(lifted_at__isnull=True), name="block_once"
            ),
            models.CheckConstraint(condition=Q(until__gt=F("blocked_at")), name="block_has_an_end"),
        ]

    def __str__(self) -> str:
        return f"blocked number {self.pk}"
