"""The files of a case: photos and documents, kept as they came in."""

import io
from typing import IO, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from alo153.cases.models.case import Case
from alo153.core.database.sealed_text import is_open, ring


class Attachment(models.Model):
    """A photo or document of a case, checked by content and kept outside the web root."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="attachments")
    file = models.FileField(_("file"), upload_to="cases/%Y/%m/")
    content_type = models.CharField(_("type"), max_length=40)
    # Bytes
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    # The citizen's own files are shown on the tracking page
    from_citizen = models.BooleanField(_("from the citizen"))
    # A PDF that could not be looked into, or has scripts under a signature: who opens it is warned
    needs_care = models.BooleanField(_("to be opened with care"), default=False)
    # It bears name, address and signature: for whoever works on the case (`shown_files`)
    is_petition = models.BooleanField(_("scan of a signed paper"), default=False)
    # It shows the work: the citizen sees it once the answer was approved
    is_evidence = models.BooleanField(_("photo of the work"), default=False)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("attachment")
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.case} {self.pk}"

    @property
    def sealed_for(self) -> str:
        """Return to what the file of a confidential case belongs."""
        return f"{self.case.tracking_code}|{self.sha256}"

    def content(self) -> IO[bytes]:
        """Open the file as it came in.

        Raises:
            OSError: it was deleted.
            PermissionError: it is one of a confidential case that was not opened.
            KeyringError: a key is missing, or the file was changed.
        """
        if not self.case.confidential:
            return self.file.open("rb")
        if not is_open(self.case):
            raise PermissionError(f"attachment {self.pk} is of a case that was not opened")
        with self.file.open("rb") as kept:
            return io.BytesIO(ring().unseal_file(kept.read(), of=self.sealed_for))
