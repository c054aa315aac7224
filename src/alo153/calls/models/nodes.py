"""Tables by which the nodes know of each other, and of each other's waiting calls."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alo153.calls.endpoints.node_names import MAIN

__all__ = ["MAIN", "Node", "SharedCall"]


class Node(models.Model):
    """An Asterisk with its switchboard: when it last said that it serves."""

    name = models.CharField(primary_key=True, max_length=20)
    # By the clock of PostgreSQL: those of the nodes need not agree
    seen_at = models.DateTimeField(_("last seen"))

    class Meta:
        verbose_name = pgettext_lazy("telephone", "node")

    def __str__(self) -> str:
        return f"node {self.name}"


class SharedCall(models.Model):
    """A waiting call that another node may claim, and who has claimed it."""

    call = models.OneToOneField(
        "calls.Call", primary_key=True, on_delete=models.CASCADE, related_name="shared"
    )
    node = models.CharField(pgettext_lazy("telephone", "node"), max_length=20)
    queue = models.CharField(_("queue"), max_length=40)
    queued_at = models.DateTimeField(_("waiting since"))
    priority = models.FloatField(_("priority"), default=0.0)
    preferred = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # How often it was offered: a claim holds for one round only
    round = models.PositiveIntegerField(pgettext_lazy("telephone", "offers so far"), default=0)
    claimed_by = models.CharField(
        pgettext_lazy("telephone", "claimed by"), max_length=20, blank=True
    )
    # For whom it is claimed, and why: seconds idle, and the place by them among the free
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    idle_seconds = models.FloatField(_("seconds idle"), default=0.0)
    rank = models.PositiveSmallIntegerField(_("rank"), default=1)
    among = models.PositiveSmallIntegerField(_("ready agents"), default=1)

    class Meta:
        verbose_name = pgettext_lazy("telephone", "shared call")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(claimed_by="", agent__isnull=True)
                | (~Q(claimed_by="") & Q(agent__isnull=False)),
                name="claim_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"shared call {self.pk}"
