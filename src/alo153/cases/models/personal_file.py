"""Proof of identity from a counter: a signature, or a scan of a card."""

import io
from typing import IO, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alo153.cases.models.case import Case
from alo153.core.database.sealed_text import ring


class PersonalFile(models.Model):
    """A signature or a scan of an identity card.

    No attachment: no list of a case's files, copy of it or link to a contractor knows this table.
    The file is sealed whatever the case is (ADR 63).
    """

    class Kind(models.TextChoices):
        SIGNATURE = "signature", _("signature")
        IDENTITY = "identity", _("scan of an identity card")

    class Purpose(models.TextChoices):
        APPLICANT = "applicant", _("the application must come from this person")
        REPRESENTS = "represents", _("this person acts for somebody else")
        HANDED_OVER = "handed_over", _("something is handed over to this person")

    class Way(models.TextChoices):
        SCREEN = "screen", _("signed on the screen")
        PAPER = "paper", _("signed on paper and scanned")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="personal_files")
    kind = models.CharField(_("kind"), max_length=9, choices=Kind)
    file = models.FileField(_("file"), upload_to="personal/%Y/%m/")
    content_type = models.CharField(_("type"), max_length=40)
    # Of the picture, before it was sealed
    sha256 = models.CharField(max_length=64)
    # How it was signed; of a card empty
    way = models.CharField(_("way"), max_length=6, choices=Way, blank=True)
    # What the card was asked for (Law 6698, art. 4); of a signature empty
    purpose = models.CharField(_("purpose"), max_length=11, choices=Purpose, blank=True)
    # A card goes then at the latest, and with the closing of its case
    delete_at = models.DateTimeField(_("deleted at the latest"), null=True)
    # When its file could not be deleted, the last time: others are tried before it
    delete_failed_at = models.DateTimeField(null=True)
    by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("signature or identity card")
        constraints: ClassVar = [
            models.UniqueConstraint("case", "kind", name="personal_file_once"),
            models.CheckConstraint(
                condition=Q(kind="signature", purpose="", delete_at=None) & ~Q(way="")
                | Q(kind="identity", way="", delete_at__isnull=False) & ~Q(purpose=""),
                name="identity_has_purpose_and_end",
            ),
        ]
        indexes: ClassVar = [
            models.Index(F("delete_at"), condition=Q(kind="identity"), name="identity_scan_ends"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"

    @property
    def sealed_for(self) -> str:
        """Return to what the file belongs."""
        return f"{self.case.tracking_code}|{self.kind}|{self.sha256}"

    def content(self) -> IO[bytes]:
        """Open the file as it came in.

        Raises:
            OSError: it was deleted.
            KeyringError: a key is missing, or the file was changed.
        """
        with self.file.open("rb") as kept:
            return io.BytesIO(ring().unseal_file(kept.read(), of=self.sealed_for))
