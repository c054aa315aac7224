"""The table of invitations into a call by a link."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Invitation(models.Model):
    """A link to one call, for somebody at another counter or screen; its token is not kept."""

    # SHA-256 of the token in the link
    digest = models.CharField(primary_key=True, max_length=64)
    call = models.ForeignKey("calls.Call", on_delete=models.CASCADE, related_name="invitations")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("created at"))
    expires_at = models.DateTimeField(_("expires at"))
    # The browser that came last; only one is let in at a time
    guest = models.ForeignKey(
        "calls.GuestPhone", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("invitation to a call")
        indexes: ClassVar = [models.Index("expires_at", name="invitation_by_end")]

    def __str__(self) -> str:
        return f"invitation to {self.call_id}"
