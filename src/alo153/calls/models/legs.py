"""The parties of a call other than the citizen, and the offers to agents."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alo153.calls.models.call import Call
from alo153.calls.models.labels import (
    LEG_KINDS,
    LEG_RESULTS,
    LEG_ROLES,
    OFFER_RESULTS,
    OFFER_RULES,
    choices,
)


class CallLeg(models.Model):
    """Somebody other than the citizen in a call: asked when, joined when, gone when and how."""

    # The channel's id in Asterisk, chosen by us: ``offer-<offer>`` or ``member-<call>.<number>``
    id = models.CharField(primary_key=True, max_length=70)
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="legs")
    kind = models.CharField(_("whose"), max_length=10, choices=choices(LEG_KINDS))
    role = models.CharField(_("role"), max_length=10, choices=choices(LEG_ROLES))
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    number = models.CharField(_("telephone number"), max_length=40, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked at"))
    joined_at = models.DateTimeField(_("joined at"), null=True)
    left_at = models.DateTimeField(_("left at"), null=True)
    result = models.CharField(_("result"), max_length=12, choices=choices(LEG_RESULTS), blank=True)

    class Meta:
        verbose_name = _("leg of a call")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(left_at__isnull=True, result="")
                | (Q(left_at__isnull=False) & ~Q(result="")),
                name="leg_end_is_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index("call", name="leg_standing", condition=Q(left_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"leg {self.pk}"


class Offer(models.Model):
    """One agent's telephone rang for one call, and why this agent."""

    # ``<call>.<number>``: chosen by us, it also names the leg in Asterisk
    id = models.CharField(primary_key=True, max_length=60)
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="offers")
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="offers"
    )
    offered_at = models.DateTimeField(_("offered at"))
    ended_at = models.DateTimeField(_("ended at"), null=True)
    result = models.CharField(_("result"), max_length=12, choices=choices(OFFER_RESULTS), null=True)
    rule = models.CharField(_("rule"), max_length=14, choices=choices(OFFER_RULES))
    idle_seconds = models.FloatField(_("seconds idle"))
    rank = models.PositiveSmallIntegerField(_("rank"))
    among = models.PositiveSmallIntegerField(_("ready agents"))
    # Priority and wait of the call in minutes; the level asked of a skill, 0 without one
    score = models.FloatField(_("score"), default=0.0)
    skill = models.CharField(_("skill"), max_length=40, blank=True)
    level = models.PositiveSmallIntegerField(_("level asked"), default=0)

    class Meta:
        verbose_name = _("offer")
        indexes: ClassVar = [
            models.Index("call", name="offer_open", condition=Q(ended_at__isnull=True)),
            # Those that agents let pass: some of a hundred
            models.Index(
                F("offered_at").desc(),
                name="offer_passed",
                condition=Q(result__in=["rejected", "no_answer", "unreachable"]),
            ),
        ]

    def __str__(self) -> str:
        return f"offer {self.pk}"
