"""The files of a message: as they came in, or as they leave."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from alo153.contacts.models.conversation import Conversation
from alo153.contacts.models.kept_file import KeptFile
from alo153.contacts.models.message import Message
from alo153.core.database.sealed_text import WordsField


class MessageFile(KeptFile):
    """A file that goes with a message. Photos and PDFs are cleaned; other files stay unchanged.

    Of one with malware only its name and size are kept. One that its channel still has is fetched.
    """

    class Fetch(models.TextChoices):
        """The progress of fetching a file."""

        HERE = "", _("here")
        WAITING = "waiting", _("being fetched")
        TOO_LARGE = "too_large", _("too large")
        FAILED = "failed", _("could not be fetched")

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="files")
    # As its sender calls it
    name = WordsField(_("name"), max_length=200, matter="message.conversation")
    # By which the page of its message names a picture; empty where it does not
    content_id = WordsField(max_length=200, blank=True, matter="message.conversation")
    malware = models.BooleanField(_("with a virus"), default=False)
    fetch = models.CharField(max_length=9, choices=Fetch, default=Fetch.HERE, blank=True)

    class Meta:
        verbose_name = _("file of a message")
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.message_id} {self.pk}"

    @property
    def talk(self) -> Conversation | None:
        """Return the conversation of its message."""
        return self.message.conversation
