"""Planning data of a person: contract, leave, and the calendar's address."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alo153.workforce.law.rules import Status

STATUSES = [
    (Status.WORKER.value, _("worker (Law 4857)")),
    (Status.CIVIL_SERVANT.value, _("civil servant (Law 657)")),
    (Status.PART_TIME.value, _("part time")),
    (Status.PREGNANT.value, _("pregnant")),
    (Status.NURSING.value, _("nursing")),
    (Status.MEDICAL_REPORT.value, _("no nights by medical report")),
    (Status.MINOR.value, _("under 18")),
    (Status.NIGHT_UNEXAMINED.value, _("no health report for nights yet")),
]


class Contract(models.Model):
    """The terms of a person's work from a day on, until their next contract begins."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="contracts"
    )
    valid_from = models.DateField(_("valid from"))
    statuses = ArrayField(models.CharField(max_length=20, choices=STATUSES))
    week_minutes = models.PositiveSmallIntegerField(_("minutes a week"))
    leave_days = models.PositiveSmallIntegerField(_("days of leave a year"), default=14)
    # Consent to overtime, in writing: Overtime By-law art. 9
    overtime_consent = models.BooleanField(_("agreed to overtime"), default=False)
    # Not planned any more from this contract on
    ended = models.BooleanField(_("no longer planned"), default=False)

    class Meta:
        verbose_name = _("contract")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "valid_from"], name="one_contract_a_day"),
            models.CheckConstraint(
                condition=Q(week_minutes__lte=45 * 60), name="contract_within_45_hours"
            ),
        ]

    def __str__(self) -> str:
        return f"contract {self.pk}"

    @property
    def week_hours(self) -> float:
        """Convert the minutes: 2,700 are 45."""
        return self.week_minutes / 60


class Leave(models.Model):
    """Days on which a person does not work; asked for by them, answered by rule or a planner."""

    class State(models.TextChoices):
        WAITING = "waiting", _("needs a planner's decision")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Kind(models.TextChoices):
        ANNUAL = "annual", _("annual leave")
        SICK = "sick", _("sickness")
        REPORT = "report", _("medical report")
        EXCUSE = "excuse", _("excused leave")
        UNPAID = "unpaid", _("unpaid leave")
        OTHER = "other", _("other leave")

    class Why(models.TextChoices):
        BALANCE = "balance", _("Not enough days of leave are left this year.")
        COVER = "cover", _("Too many people are on leave on one of these days.")
        SHIFTS = "shifts", _("You have a published shift on one of these days.")
        OVERLAP = "overlap", _("One of these days is leave already, or asked for.")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="leaves"
    )
    kind = models.CharField(_("kind"), max_length=6, choices=Kind)
    first_date = models.DateField(_("first day"))
    last_date = models.DateField(_("last day"))
    # When somebody goes home in the middle of their shift of the first day; None: the whole day
    begins_at = models.DateTimeField(_("goes home at"), null=True)
    state = models.CharField(_("state"), max_length=9, choices=State)
    why = models.CharField(_("reason"), max_length=8, choices=Why, blank=True)
    asked_at = models.DateTimeField(_("asked at"))
    # Somebody who decided; empty where the rule did
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # Of a leave that waited for a planner: its shifts are empty from then on, not since `asked_at`
    decided_at = models.DateTimeField(_("decided at"), null=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True)

    class Meta:
        verbose_name = _("leave")
        ordering: ClassVar = ["first_date", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(last_date__gte=F("first_date")), name="leave_ends_after_its_begin"
            ),
            models.CheckConstraint(
                condition=Q(state="withdrawn", withdrawn_at__isnull=False)
                | (~Q(state="withdrawn") & Q(withdrawn_at=None)),
                name="leave_withdrawn_says_when",
            ),
            models.CheckConstraint(
                condition=Q(why="") | Q(state__in=["refused", "waiting"]),
                name="leave_refused_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"leave {self.pk}"


class CalendarAddress(models.Model):
    """The address under which a person's calendar program reads their shifts, until revoked."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_addresses"
    )
    # SHA-256 of the key in the address, which nobody keeps
    digest = models.CharField(max_length=64, unique=True)
    opened_at = models.DateTimeField(_("opened at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True)

    class Meta:
        verbose_name = _("calendar address")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(revoked_at=None), name="one_calendar_address"
            ),
        ]

    def __str__(self) -> str:
        return f"calendar address {self.pk}"
