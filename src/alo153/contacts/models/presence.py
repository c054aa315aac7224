"""A member of staff with a conversation open now, so that two people do not both answer."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alo153.contacts.models.conversation import Conversation


class ConversationPresence(models.Model):
    """Somebody at a conversation, as long as a process holds the stream of their page."""

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="presences"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # A person may have pages at two
    process = models.UUIDField()
    seen_at = models.DateTimeField(_("seen at"), db_index=True)
    # When they last typed
    wrote_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("somebody at a conversation")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["conversation", "user", "process"], name="conversation_presence_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.user_id}"
