"""A work that somebody outside the municipality does, without an account."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alo153.cases.models.attachment import Attachment
from alo153.cases.models.case import Case


class ContractorLink(models.Model):
    """A link that shows one work to a contractor, until it expires or is revoked."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="contractor_links")
    contractor = models.CharField(_("contractor"), max_length=120)
    # What is to be done, in the unit's words: the citizen's own are not shown
    words = models.TextField(_("what is to be done"))
    with_photos = models.BooleanField(_("shows the photos"), default=False)
    # SHA-256 of the token: who reads the table cannot open the link
    digest = models.CharField(max_length=64, unique=True, editable=False)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    given_at = models.DateTimeField(_("given at"))
    expires_at = models.DateTimeField(_("expires at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True)

    class Meta:
        verbose_name = _("contractor's link")
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.case} {self.pk}"


class ContractorOpening(models.Model):
    """One opening of a link: a page or a photo that somebody saw."""

    link = models.ForeignKey(ContractorLink, on_delete=models.CASCADE, related_name="openings")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("opening of a contractor's link")
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.link} {self.at}"


class ContractorReport(models.Model):
    """A contractor's report of the work, with or without a photo."""

    link = models.ForeignKey(ContractorLink, on_delete=models.CASCADE, related_name="reports")
    note = models.TextField(_("note"))
    photo = models.OneToOneField(
        Attachment, null=True, on_delete=models.SET_NULL, related_name="contractor_report"
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("contractor's report")
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.link} {self.pk}"
