"""Tables of monitoring, and of guests who take calls while a mentor listens."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alo153.calls.models.labels import MONITORING_MODES, choices


class Monitoring(models.Model):
    """A supervisor heard a call, in one mode, from when to when."""

    call = models.ForeignKey("calls.Call", on_delete=models.CASCADE, related_name="monitorings")
    # The supervisor's telephone in Asterisk, by which a restart knows it again
    monitor = models.CharField(_("monitor"), max_length=60)
    supervisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="monitorings"
    )
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="heard"
    )
    mode = models.CharField(_("mode"), max_length=8, choices=choices(MONITORING_MODES))
    began_at = models.DateTimeField(_("began at"))
    ended_at = models.DateTimeField(_("ended at"), null=True)

    class Meta:
        verbose_name = _("listening to a call")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["monitor"], name="monitoring_once", condition=Q(ended_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mode} {self.pk}"


class GuestSeat(models.Model):
    """An invited person takes calls for an hour while an experienced agent listens."""

    guest = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="guest_seat"
    )
    mentor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mentored"
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField(_("opened at"))
    from_at = models.DateTimeField(_("from"))
    until = models.DateTimeField(_("until"))
    # The code is given out once; what is kept tells only whether a code is the right one
    code_digest = models.CharField(_("code digest"), max_length=64, unique=True)
    taken_at = models.DateTimeField(_("taken at"), null=True)
    ended_at = models.DateTimeField(_("ended at"), null=True)

    class Meta:
        verbose_name = _("guest seat")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gt=F("from_at")), name="seat_has_a_time"),
            models.CheckConstraint(condition=~Q(guest=F("mentor")), name="seat_has_two"),
        ]
        indexes: ClassVar = [
            models.Index("until", name="seat_open", condition=Q(ended_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"guest seat {self.pk}"
