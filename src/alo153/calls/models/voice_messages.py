"""Table of messages that callers left whom nobody could answer."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class VoiceMessage(models.Model):
    """The message of a caller whom nobody could answer; an agent calls back."""

    call = models.OneToOneField("calls.Call", on_delete=models.PROTECT, related_name="message")
    # As Asterisk keeps it until it is fetched
    name = models.CharField(_("name"), max_length=170)
    left_at = models.DateTimeField(_("left at"))
    seconds = models.FloatField(_("seconds"))
    sound = models.FileField(_("sound"), upload_to="messages/%Y/%m")
    handled_at = models.DateTimeField(_("done at"), null=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("voice message")
        indexes: ClassVar = [
            models.Index("left_at", name="message_open", condition=Q(handled_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"voice message {self.pk}"
