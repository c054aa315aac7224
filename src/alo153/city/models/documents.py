"""Files of the city that are edited on pages: versions, and drafts until they are put in force."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class DocumentVersion(models.Model):
    """A version of a document; it is never changed, only replaced by another."""

    class State(models.TextChoices):
        IN_FORCE = "in_force", _("in force")
        FORMER = "former", _("former")
        # By an administrator, for a time to come
        SCHEDULED = "scheduled", _("planned for a time")
        # The file's, because an administrator had put another in force
        WAITING = "waiting", _("from the file, waits")
        # It fitted the city no more when its time had come
        REFUSED = "refused", _("not put in force")
        WITHDRAWN = "withdrawn", _("withdrawn")

    # A kind of `citypack.documents`
    kind = models.CharField(max_length=20)
    number = models.PositiveIntegerField(_("version"))
    text = models.TextField()
    # Empty: read from the city's file
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField(_("saved at"))
    reason = models.CharField(_("why"), max_length=300)
    state = models.CharField(_("state"), max_length=10, choices=State)
    publish_at = models.DateTimeField(_("in force from"), null=True)

    class Meta:
        verbose_name = _("version of a city document")
        ordering: ClassVar = ["kind", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "number"], name="document_number_once"),
            models.UniqueConstraint(
                fields=["kind"], condition=Q(state="in_force"), name="one_document_in_force"
            ),
            models.UniqueConstraint(
                fields=["kind"], condition=Q(state="scheduled"), name="one_document_scheduled"
            ),
            models.CheckConstraint(
                condition=~Q(state="scheduled")
                | Q(saved_by__isnull=False, publish_at__isnull=False),
                name="scheduled_document_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class DocumentDraft(models.Model):
    """A document as one administrator edits it."""

    kind = models.CharField(max_length=20)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="document_drafts"
    )
    # The number of the version in force when it was begun
    onto = models.PositiveIntegerField()
    text = models.TextField()
    changed_at = models.DateTimeField(_("changed at"))

    class Meta:
        verbose_name = _("draft of a city document")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "user"], name="one_draft_a_document"),
        ]

    def __str__(self) -> str:
        return f"draft of {self.kind} {self.pk}"
