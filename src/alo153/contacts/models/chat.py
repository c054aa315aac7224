"""The page on which a citizen and the center write to each other."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alo153.citizens.channel import WRITTEN, choices
from alo153.contacts.models.conversation import Conversation


class Chat(models.Model):
    """The data of a conversation by chat, in addition to its messages.

    Nobody signs in: the holder of the token, and nobody else, is the conversation's citizen.
    """

    conversation = models.OneToOneField(
        Conversation, on_delete=models.CASCADE, primary_key=True, related_name="chat"
    )
    # SHA-256 of what the citizen's browser holds; none once the citizen has left for good
    token_hash = models.CharField(max_length=64, null=True, unique=True)
    # When the page was last known to be open
    seen_at = models.DateTimeField(_("page last seen at"))
    # Up to when answers were shown on it
    read_at = models.DateTimeField(_("read at"), null=True)
    # Where an answer goes that nobody reads on the page
    away_channel = models.CharField(
        _("channel"), max_length=8, choices=choices(WRITTEN), blank=True
    )
    away_address = models.CharField(_("address"), max_length=254, blank=True)
    # Up to when unread answers went there
    forwarded_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("chat")
        indexes: ClassVar = [
            models.Index(
                F("away_address"), condition=~Q(away_address=""), name="chat_by_away_address"
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(away_channel="", away_address="")
                | (~Q(away_channel="") & ~Q(away_address="")),
                name="chat_away_address_says_channel",
            ),
        ]

    def __str__(self) -> str:
        return f"chat {self.pk}"
