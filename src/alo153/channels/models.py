"""Tables of arrivals, open channels, and messages in the development mailbox."""

from datetime import UTC, datetime
from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alo153.citizens.channel import CARRIED, SOCIAL, WRITTEN, choices


def arrivals_folder(at: datetime) -> str:
    """Return where the storage has what came in on that day."""
    return f"arrivals/{at.astimezone(UTC):%Y/%m/%d}"


def raw_path(arrival: "Arrival", _: str) -> str:
    """Return where the storage has what came in as it came."""
    return f"{arrivals_folder(arrival.received_at)}/{arrival.pk}"


class Arrival(models.Model):
    """An incoming message, unchanged and unread.

    ``key`` is unique in its channel, so that a message fetched again after a crash has one row.
    """

    class State(models.TextChoices):
        NEW = "new", pgettext_lazy("arrival", "new")
        READ = "read", pgettext_lazy("arrival", "read")
        UNREADABLE = "unreadable", pgettext_lazy("arrival", "cannot be read")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    channel = models.CharField(_("channel"), max_length=10, choices=choices(CARRIED))
    # Of e-mail: its mailbox, the mailbox's UIDVALIDITY, its UID
    key = models.CharField(max_length=200)
    # Empty once its time is over or its sender is erased
    raw = models.FileField(_("file"), upload_to=raw_path, blank=True)
    # Whoever made it confidential sealed it for what it belongs to
    sealed = models.BooleanField(default=False)
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    # False: too large, and `raw` is its beginning
    is_whole = models.BooleanField(_("complete"), default=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.NEW)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    # Why it cannot be read, without personal data
    error_code = models.CharField(_("error"), max_length=60, blank=True)
    received_at = models.DateTimeField(_("received at"))

    class Meta:
        verbose_name = _("arrival")
        indexes: ClassVar = [
            models.Index(F("received_at"), condition=Q(state="new"), name="arrival_not_read"),
            models.Index(F("received_at"), condition=~Q(raw=""), name="arrival_raw_kept"),
            models.Index(F("raw"), name="arrival_by_file"),
            models.Index(F("sha256"), name="arrival_by_content"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(F("channel"), F("key"), name="arrives_once"),
            models.CheckConstraint(
                condition=Q(state="unreadable") ^ Q(error_code=""), name="unreadable_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.pk}"

    @property
    def sealed_for(self) -> str:
        """Return to what the sealed raw form belongs: it opens for this row alone."""
        return f"channels.arrival.{self.pk}"


class FetchedMailbox(models.Model):
    """The state of a mailbox's server when the program that fetches mail last asked it."""

    name = models.CharField(_("mailbox"), max_length=150, unique=True)
    # One of `email.fetching.trouble`; none if empty
    trouble = models.CharField(_("error"), max_length=20, blank=True)
    asked_at = models.DateTimeField(_("last asked at"))

    class Meta:
        verbose_name = _("mailbox")

    def __str__(self) -> str:
        return self.name


class OperatorLine(models.Model):
    """The state of an operator's line, as the program that listens on it noted it last."""

    name = models.CharField(_("operator"), max_length=300, unique=True)
    # The code of the last failure; empty: the line holds
    trouble = models.CharField(_("error"), max_length=60, blank=True)
    noted_at = models.DateTimeField(_("last noted at"))

    class Meta:
        verbose_name = _("operator's line")

    def __str__(self) -> str:
        return self.name


class SmsPart(models.Model):
    """A part of a long SMS that came in, until the remaining parts are here; some hours at most."""

    # What the parts of its message have in common, without personal data
    name = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField(_("number"))
    # The part, as its transport packs it
    raw = models.TextField()
    received_at = models.DateTimeField(_("received at"))

    class Meta:
        verbose_name = _("part of an SMS")
        indexes: ClassVar = [models.Index(F("received_at"), name="sms_part_by_age")]
        constraints: ClassVar = [
            models.UniqueConstraint(F("name"), F("number"), name="sms_part_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


class ChannelOpening(models.Model):
    """Somebody answered for it that words to and from citizens go to a company abroad."""

    # Words of citizens leave the country from then on: whoever said yes is named for good
    channel = models.CharField(_("channel"), max_length=10, choices=choices(SOCIAL))
    opened_at = models.DateTimeField(_("opened at"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # Where it is written down why that is allowed: the number of a decision, a file
    ground = models.CharField(_("legal ground"), max_length=200)
    closed_at = models.DateTimeField(_("closed at"), null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )

    class Meta:
        verbose_name = _("opening of a channel")
        constraints: ClassVar = [
            models.UniqueConstraint(
                F("channel"), condition=Q(closed_at=None), name="channel_open_once"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="channel_closed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.pk}"


class ApprovedTemplate(models.Model):
    """Words with gaps that WhatsApp has approved: they may go to whom has not written for a day."""

    name = models.CharField(_("name"), max_length=100)
    language = models.CharField(_("language"), max_length=10)
    # As it was approved, with its gaps as {{1}}
    body = models.TextField(pgettext_lazy("message", "text"), max_length=1024)
    retired_at = models.DateTimeField(_("retired at"), null=True)

    class Meta:
        verbose_name = _("approved template")
        constraints: ClassVar = [
            models.UniqueConstraint(
                F("name"), F("language"), condition=Q(retired_at=None), name="template_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.language}"


class PushSubscription(models.Model):
    """A browser that takes notices: where its push service listens, and for whom they are sealed.

    Whose it is nobody knows. It goes when nothing is followed there, or when its service says so.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    # At most as long as `push.hosts` allows
    endpoint = models.CharField(max_length=500, unique=True)
    # Its public key and its secret, in base64url
    p256dh = models.CharField(max_length=90)
    auth = models.CharField(max_length=24)
    # Our public key that it was made for; empty of one that is older than this column
    server_key = models.CharField(max_length=90, blank=True)
    made_at = models.DateTimeField(_("subscribed at"))

    class Meta:
        verbose_name = _("browser that takes notices")

    def __str__(self) -> str:
        return f"push {self.pk}"


class CapturedMessage(models.Model):
    """A message in the development mailbox. ``key`` is unique: a repeat is dropped."""

    key = models.CharField(max_length=36, unique=True)
    channel = models.CharField(_("channel"), max_length=8, choices=choices(WRITTEN))
    to = models.CharField(_("to"), max_length=254)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    body = models.TextField(pgettext_lazy("message", "text"))
    # The names of what was attached, one a line
    files = models.TextField(_("files"), blank=True)
    at = models.DateTimeField(_("at"), db_default=Now())

    class Meta:
        verbose_name = _("captured message")
        indexes: ClassVar = [
            models.Index(F("to"), F("id").desc(), name="captured_by_address"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.key}"
