"""The common columns of stored files of a conversation."""

from typing import IO, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from alo153.contacts.models.conversation import Conversation
from alo153.core.database.sealed_text import is_open
from alo153.core.files import sealed_files


class KeptFile(models.Model):
    """A stored file and what it was found to be. Two rows may name one stored file."""

    file = models.FileField(_("file"), upload_to="contacts/%Y/%m/", blank=True)
    # By its content, empty if that says nothing
    content_type = models.CharField(_("type"), max_length=40, blank=True)
    # Bytes
    size = models.PositiveIntegerField(_("size"))
    # It was not looked into, or could not be: whoever takes it along is warned
    needs_care = models.BooleanField(_("to be opened with care"))
    # Its file was sealed, some seconds after its conversation became confidential
    sealed = models.BooleanField(default=False)
    # To what the sealed file belongs, if it was first kept by another row
    sealed_as = models.CharField(max_length=60, blank=True)

    # As whoever brought it calls it: each row says to which talk the words belong
    name: Any

    class Meta:
        abstract = True

    @property
    def talk(self) -> Conversation | None:
        """Return the conversation that it belongs to."""
        raise NotImplementedError

    @property
    def sealed_for(self) -> str:
        """Return to what the sealed file belongs: it opens for that alone."""
        return self.sealed_as or f"{self._meta.label_lower}.{self.pk}"

    def shared(self) -> dict[str, Any]:
        """Return what another row says of the same stored file."""
        return {
            "file": self.file.name,
            "name": self.name,
            "content_type": self.content_type,
            "size": self.size,
            "needs_care": self.needs_care,
            "sealed": self.sealed,
            "sealed_as": self.sealed_for,
        }

    def content(self) -> IO[bytes]:
        """Open the file.

        Raises:
            OSError: it was deleted.
            PermissionError: it is one of a confidential conversation that was not opened.
            KeyringError: a key is missing, or the file was changed.
        """
        talk = self.talk
        if talk is None or not talk.confidential:
            return self.file.open("rb")
        if not is_open(talk):
            raise PermissionError(f"file {self.pk} is of a conversation that was not opened")
        return sealed_files.opened(self.file, of=self.sealed_for, sealed=self.sealed)
