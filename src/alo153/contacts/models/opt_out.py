"""An address that opted out of messages and calls that the law does not require."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from alo153.citizens.channel import DECLINED, choices


class OptOut(models.Model):
    """One telephone or mailbox that gets only what the municipality must say."""

    channel = models.CharField(_("channel"), max_length=8, choices=choices(DECLINED))
    # E.164, or an e-mail address
    to = models.CharField(_("to"), max_length=254)
    at = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("opt-out")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["channel", "to"], name="opted_out_once"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.pk}"
