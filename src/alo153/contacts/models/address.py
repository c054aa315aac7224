"""Further addresses of the citizen of a conversation."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alo153.citizens.channel import WRITTEN, choices
from alo153.contacts.models.conversation import Conversation


class ConversationAddress(models.Model):
    """A telephone or mailbox that the citizen of a conversation named for answers."""

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="other_addresses"
    )
    channel = models.CharField(_("channel"), max_length=8, choices=choices(WRITTEN))
    # E.164, or an e-mail address
    address = models.CharField(_("address"), max_length=254)
    # Whoever wrote it down; nobody where the channel itself says it
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    named_at = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("other address of a conversation")
        constraints: ClassVar = [
            # The last one counts
            models.UniqueConstraint("conversation", "channel", name="one_address_a_channel"),
        ]
        indexes: ClassVar = [models.Index("address", name="other_address")]

    def __str__(self) -> str:
        return f"{self.channel} {self.pk}"
