"""Incoming and outgoing messages. Their personal data is only here: in no log, in no event."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alo153.channels.models import Arrival
from alo153.citizens.channel import OF_MESSAGES, choices
from alo153.contacts.about import About
from alo153.contacts.models.conversation import Conversation
from alo153.contacts.models.interaction import Direction
from alo153.contacts.recipient_limits import Recipient
from alo153.core.database.sealed_text import WordsField


class Message(models.Model):
    """Words on their way to somebody, or words that came in.

    Outgoing ones are written in the transaction of the fact they tell. Its writer says
    its purpose and the row it is about; neither is known here.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting")
        # A worker holds the row's lock as long as it lives
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("not sent")
        UNCLEAR = "unclear", _("not known whether it left")
        # Its recipient got as many as anybody unverified may cause (recipient_limits)
        WITHHELD = "withheld", _("held back")
        # It was shown on the page of a chat, and its words stand there no more
        RECALLED = "recalled", _("taken back")
        # It came in
        RECEIVED = "received", _("received")

    class Delivery(models.TextChoices):
        """The provider's later report; most e-mails get none."""

        NONE = "", _("not known")
        DELIVERED = "delivered", _("arrived")
        READ = "read", pgettext_lazy("message", "read")
        NOT_DELIVERED = "not_delivered", _("left, but did not arrive")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    direction = models.CharField(
        _("direction"), max_length=3, choices=Direction, default=Direction.OUTBOUND
    )
    channel = models.CharField(_("channel"), max_length=10, choices=choices(OF_MESSAGES))
    # What belongs to no talk has none: most of what goes out
    conversation = models.ForeignKey(
        Conversation, null=True, on_delete=models.CASCADE, related_name="messages"
    )
    answers = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    # Who of the staff wrote it; what the program writes by itself has none
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    # The message as it came
    arrival = models.OneToOneField(
        Arrival, null=True, on_delete=models.SET_NULL, related_name="message"
    )
    # Of one that came in: E.164, an e-mail address, or what its channel calls somebody; empty if
    # nobody can tell
    sender = models.CharField(_("sender"), max_length=254, blank=True)
    # Where it asks to be answered, if not at its sender; see conversations.answer_address
    reply_to = models.CharField(_("to be answered at"), max_length=254, blank=True)
    # A word of whoever wrote it: receipt, answer, invite, staff
    purpose = models.CharField(_("purpose"), max_length=20)
    # The row it is about: its model and its key
    about_type = models.CharField(max_length=40)
    about_id = models.CharField(max_length=40)
    # Names what may be said once, such as ``receipt:17``; whatever may be repeated has none
    key = models.CharField(max_length=60, null=True, unique=True)
    # E.164, an e-mail address, or the key of a browser; of one that came in, the address of ours
    to = models.CharField(_("to"), max_length=254)
    recipient = models.CharField(_("recipient"), max_length=10, choices=Recipient, blank=True)
    subject = WordsField(_("subject"), max_length=200, blank=True, matter="conversation")
    # Of one that came in: without what it quotes
    body = WordsField(pgettext_lazy("message", "text"), matter="conversation")
    # Of one that came in: with what it quotes, and its page as it came, not cleaned
    full_text = WordsField(blank=True, matter="conversation")
    html = WordsField(blank=True, matter="conversation")
    # Of one that goes out in words which the other side has approved: `contacts.written`
    template = WordsField(blank=True, matter="conversation")
    # The channel's name of what was said in public: of one that came in, this; else what it answers
    comment = models.CharField(max_length=150, blank=True)
    # Of one that was said below a post of ours: the channel's name of that post
    post = models.CharField(max_length=200, blank=True)
    # Everybody reads it
    is_public = models.BooleanField(_("public"), default=False)
    # A machine wrote it, and no machine answers
    automatic = models.BooleanField(default=False)
    # What could not be read stands in the message as it came
    complete = models.BooleanField(default=True)
    # Empty where nobody can tell
    language = models.CharField(_("language"), max_length=10, blank=True)
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
    delivery = models.CharField(
        _("delivery"), max_length=13, choices=Delivery, default=Delivery.NONE, blank=True
    )
    delivery_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = pgettext_lazy("conversation", "message")
        indexes: ClassVar = [
            models.Index(F("due_at"), condition=Q(state="queued"), name="message_due"),
            models.Index(F("claimed_at"), condition=Q(state="sending"), name="message_on_its_way"),
            models.Index("to", "claimed_at", name="message_by_recipient"),
            # E-mail gets no reports
            models.Index(
                F("sent_at"),
                condition=Q(state="sent", delivery="", channel="sms"),
                name="message_awaits_report",
            ),
            models.Index(
                F("created_at"),
                condition=Q(state__in=["failed", "unclear", "withheld"])
                | Q(delivery="not_delivered"),
                name="message_dead",
            ),
            # What is bounded over all addresses: machine_limits
            models.Index(
                "purpose",
                "created_at",
                condition=Q(purpose__in=["arrived", "keyword"]),
                name="message_of_machine",
            ),
            models.Index("channel", "post", condition=~Q(post=""), name="message_below_post"),
            models.Index("about_type", "about_id", "created_at", name="messages_about"),
            models.Index(
                "provider_reference",
                condition=~Q(provider_reference=""),
                name="message_by_reference",
            ),
        ]
        constraints: ClassVar = [
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
            models.CheckConstraint(
                condition=Q(direction="in", state="received", conversation__isnull=False)
                | (Q(direction="out") & ~Q(state="received")),
                name="received_is_of_a_conversation",
            ),
            models.CheckConstraint(
                condition=Q(delivery="", delivery_at=None)
                | Q(~Q(delivery=""), delivery_at__isnull=False, state="sent"),
                name="delivery_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.purpose} {self.pk}"

    @property
    def about(self) -> About:
        """Return the row it is about."""
        return About(self.about_type, self.about_id)

    @property
    def came_to(self) -> str:
        """Return what became of it, as far as anybody said, in words."""
        return self.get_delivery_display() if self.delivery else self.get_state_display()

    @property
    def is_infected(self) -> bool:
        """Return whether it has a file with malware; no query if files were prefetched."""
        return any(file.malware for file in self.files.all())
