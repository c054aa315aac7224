"""Requested grants to a member of staff, until a second person confirms them."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class StaffChange(models.Model):
    """A requested account, and everything that it will be given; one person requests it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for a second person")
        CONFIRMED = "confirmed", _("confirmed")
        REFUSED = "refused", _("refused")
        # Something else was done to the account in the meantime
        OVERTAKEN = "overtaken", _("overtaken")
        # Nobody decided in time
        LAPSED = "lapsed", _("lapsed")

    # None: a new account, until it is confirmed
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="staff_changes"
    )
    username = models.CharField(_("user name"), max_length=60)
    full_name = models.CharField(_("full name"), max_length=120)
    email = models.EmailField(_("e-mail"))
    roles = ArrayField(models.CharField(max_length=40), verbose_name=_("roles"))
    # Slugs
    units = ArrayField(models.CharField(max_length=80), verbose_name=_("units"))
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    requested_at = models.DateTimeField(_("asked at"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING.value)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)

    class Meta:
        verbose_name = _("change of a member of staff")
        ordering: ClassVar = ["requested_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["username"], condition=Q(state="waiting"), name="one_staff_change_waits"
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | ~Q(decided_by=F("requested_by")),
                name="staff_change_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_by=None, decided_at=None)
                | Q(state="lapsed", decided_by=None, decided_at__isnull=False)
                | (
                    ~Q(state__in=["waiting", "lapsed"])
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                ),
                name="staff_change_says_who_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.username} {self.state}"
