"""The outbox. Personal data of messages stands here and nowhere else: no log, no event."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alo153.cases.models import Case, Relay
from alo153.citizens.channel import WRITTEN, choices
from alo153.citizens.models import Interaction


class OutboundMessage(models.Model):
    """Words on their way to somebody, written in the transaction of the fact they tell.

    They are about a case; an invitation is about a contact that goes on, and what staff are told
    may be about anything.
    """

    class Purpose(models.TextChoices):
        RECEIPT = "receipt", _("receipt")
        ANSWER = "answer", _("answer")
        STATUS = "status", _("how it stands")
        INVITE = "invite", _("invitation to a call")
        NOTICE = "notice", _("notice on the way")
        QUESTION = "question", _("question to the citizen")
        STAFF = "staff", _("reminder to staff")
        CONFIRMATION = "confirmation", _("question whether it is solved")

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting")
        # A worker holds the row's lock as long as it lives
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("not sent")
        UNCLEAR = "unclear", _("not known whether it left")
        # Its recipient got as many as anybody unverified may cause (recipient_limits)
        WITHHELD = "withheld", _("held back")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    channel = models.CharField(_("channel"), max_length=8, choices=choices(WRITTEN))
    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose)
    # E.164, or an e-mail address
    to = models.CharField(_("to"), max_length=254)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    body = models.TextField(pgettext_lazy("message", "text"))
    language = models.CharField(_("language"), max_length=10)
    case = models.ForeignKey(Case, null=True, on_delete=models.CASCADE, related_name="messages")
    interaction = models.ForeignKey(
        Interaction, null=True, on_delete=models.CASCADE, related_name="messages"
    )
    # The relay that an answer fulfills
    relay = models.OneToOneField(Relay, null=True, on_delete=models.CASCADE, related_name="message")
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.QUEUED)
    created_at = models.DateTimeField(_("created at"))
    # Not tried before
    due_at = models.DateTimeField(pgettext_lazy("message", "due at"))
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    # Which run of the job holds it, and since when
    claimed_by = models.UUIDField(null=True)
    claimed_at = models.DateTimeField(null=True)
    last_error = models.CharField(_("last error"), max_length=60, blank=True)
    # The provider's own name for it
    provider_reference = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True)

    class Meta:
        verbose_name = _("outgoing message")
        indexes: ClassVar = [
            models.Index(F("due_at"), condition=Q(state="queued"), name="message_due"),
            models.Index(F("claimed_at"), condition=Q(state="sending"), name="message_on_its_way"),
            models.Index("to", "claimed_at", name="message_by_recipient"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(purpose="receipt"), name="one_receipt_a_case"
            ),
            models.CheckConstraint(
                condition=Q(purpose="answer", relay__isnull=False)
                | (~Q(purpose="answer") & Q(relay=None)),
                name="answer_has_relay",
            ),
            models.CheckConstraint(
                condition=Q(purpose="invite", case=None, interaction__isnull=False)
                | Q(purpose="staff", interaction=None)
                | (~Q(purpose__in=["invite", "staff"]) & Q(case__isnull=False, interaction=None)),
                name="message_is_about_one",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at=None)),
                name="sent_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="sending")
                | Q(claimed_by__isnull=False, claimed_at__isnull=False),
                name="sending_has_owner",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.purpose} {self.pk}"


class CapturedMessage(models.Model):
    """What the development mailbox took. ``key`` is unique: a repeat is dropped."""

    key = models.CharField(max_length=36, unique=True)
    channel = models.CharField(_("channel"), max_length=8, choices=choices(WRITTEN))
    to = models.CharField(_("to"), max_length=254)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    body = models.TextField(pgettext_lazy("message", "text"))
    at = models.DateTimeField(_("at"), db_default=Now())

    class Meta:
        verbose_name = _("captured message")
        indexes: ClassVar = [
            models.Index(F("to"), F("id").desc(), name="captured_by_address"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.key}"
