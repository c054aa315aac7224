"""Webhooks of another system: its subscription, and each message with its tries."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alo153.integrations.models.api_keys import ApiKey


class WebhookSubscription(models.Model):
    """A system's subscription at an address: events of cases that its key may see, while it may."""

    LONGEST_URL: ClassVar[int] = 500

    key = models.ForeignKey(ApiKey, on_delete=models.PROTECT, related_name="subscriptions")
    url = models.CharField(_("address"), max_length=LONGEST_URL)
    kinds = ArrayField(models.CharField(max_length=40), verbose_name=_("what it hears of"))
    # The secret is made of these and of the program's own (`webhooks/signing`)
    salt = models.CharField(max_length=32)
    secret_number = models.PositiveSmallIntegerField(_("number of the secret"), default=1)
    # So long messages are also signed with the secret before
    both_until = models.DateTimeField(_("both secrets until"), null=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    made_at = models.DateTimeField(_("made at"))
    ended_at = models.DateTimeField(_("ended at"), null=True)
    # Since when nothing was taken
    failing_since = models.DateTimeField(_("fails since"), null=True)
    # Nothing is sent until somebody resumes it
    disabled_at = models.DateTimeField(_("disabled at"), null=True)

    class Meta:
        verbose_name = _("subscription of a system")

    def __str__(self) -> str:
        return f"{self.key_id} {self.pk}"


class WebhookDelivery(models.Model):
    """One message to a system, until it was taken or given up: it holds a code and no words."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits")
        DELIVERED = "delivered", _("delivered")
        FAILED = "failed", _("given up")
        DROPPED = "dropped", _("dropped")

    subscription = models.ForeignKey(
        WebhookSubscription, on_delete=models.CASCADE, related_name="deliveries", db_index=False
    )
    # Number of the event of which it tells
    event = models.BigIntegerField(_("event"))
    body = models.TextField(_("message"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    # When it is tried next; while one tries, when another may
    next_at = models.DateTimeField(_("next try"), null=True)
    queued_at = models.DateTimeField(_("queued at"))

    class Meta:
        verbose_name = _("message to a system")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["subscription", "event"], name="system_told_once"),
            models.CheckConstraint(
                condition=Q(state="waiting", next_at__isnull=False)
                | (~Q(state="waiting") & Q(next_at=None)),
                name="waits_for_a_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(F("next_at"), condition=Q(state="waiting"), name="delivery_due")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Return what the receiver knows it by, whichever try it is (`webhook-id`)."""
        return f"msg_{self.event}_{self.subscription_id}"


class WebhookAttempt(models.Model):
    """One try to deliver a message: what was answered, and how long that took."""

    delivery = models.ForeignKey(WebhookDelivery, on_delete=models.CASCADE, related_name="attempts")
    at = models.DateTimeField(_("at"))
    # None: nothing was answered, and `error` says why
    status = models.PositiveSmallIntegerField(_("status"), null=True)
    milliseconds = models.PositiveIntegerField(_("milliseconds"))
    error = models.CharField(_("error"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("try to deliver")
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.delivery_id} {self.status}"
