"""Blocked numbers, and addresses with wrong SIP passwords."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BlockPolicy(models.TextChoices):
    """The treatment of calls from a blocked number."""

    REFUSE = "refuse", pgettext_lazy("telephone", "is told so, and hung up")
    LAST = "last", pgettext_lazy("telephone", "waits behind everybody")


class BlockedNumber(models.Model):
    """A blocked number: reason, end, and the person who decided it."""

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


class SipAttempt(models.Model):
    """Wrong passwords and unknown accounts of one address; kept a week, nothing of whom."""

    address = models.GenericIPAddressField(_("address"), primary_key=True)
    tries = models.PositiveIntegerField(_("wrong tries"), default=0)
    # Since the address was slowed last, or since an hour of quiet
    recent = models.PositiveIntegerField(_("wrong tries lately"), default=0)
    slowed = models.PositiveSmallIntegerField(_("times slowed"), default=0)
    slowed_until = models.DateTimeField(_("slowed until"), null=True)
    first_at = models.DateTimeField(_("first try"))
    last_at = models.DateTimeField(_("last try"))

    class Meta:
        verbose_name = _("tries of an address at the telephone")
        indexes: ClassVar = [
            models.Index(F("last_at").desc(), name="sip_attempt_by_time"),
            models.Index("slowed_until", name="sip_attempt_slowed"),
        ]

    def __str__(self) -> str:
        return f"tries of {self.pk}"
