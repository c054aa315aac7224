"""The web's commands to the switchboard, and their results."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alo153.calls.endpoints.node_names import MAIN


class Command(models.Model):
    """Something the web asks the switchboard to do, and what came of it."""

    name = models.CharField(_("command"), max_length=20)
    # Written and read by `calls/page_commands/` alone
    payload = models.JSONField(_("payload"), default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("asked at"))
    # Whose it is to carry out
    node = models.CharField(pgettext_lazy("telephone", "node"), max_length=20, default=MAIN)
    taken_at = models.DateTimeField(_("taken at"), null=True)
    done_at = models.DateTimeField(_("done at"), null=True)
    # Empty when it was done; the desk says each in words (web/kit/telephone/refusals.py)
    error = models.CharField(_("error"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("command to the switchboard")
        indexes: ClassVar = [
            models.Index("id", name="command_waiting", condition=Q(taken_at__isnull=True)),
            # What an agent asked lately, of all they ever asked: each bar looks for it
            models.Index(fields=["by", "-done_at"], name="command_by_done"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"
