"""The files of an answer that is being written."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alo153.contacts.models.conversation import Conversation
from alo153.contacts.models.kept_file import KeptFile
from alo153.core.database.sealed_text import WordsField


class ReplyFile(KeptFile):
    """A file that goes with the next answer of one colleague in one conversation.

    It was looked into when it came. Once the answer is written its message has the file.
    """

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="reply_files"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # Sealed as the name of a message's file, which it becomes
    name = WordsField(
        _("name"), max_length=200, matter="conversation", of="contacts.messagefile.name"
    )
    attached_at = models.DateTimeField(_("attached at"))

    class Meta:
        verbose_name = _("file of an answer")
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.pk}"

    @property
    def talk(self) -> Conversation:
        """Return its conversation."""
        return self.conversation
