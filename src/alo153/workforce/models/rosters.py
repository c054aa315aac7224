"""Rosters: drafts that change, published versions that do not."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from alo153.core.text import moments

HOURS = 24
MOST_DAYS = 42


class ShiftType(models.Model):
    """A shift as it is given again and again; its hours never change, a new one takes its place."""

    name = models.CharField(_("name"), max_length=20)
    # Minutes from midnight; an end past midnight is above 1,440
    start_minute = models.PositiveSmallIntegerField(_("begins"))
    end_minute = models.PositiveSmallIntegerField(_("ends"))
    break_minutes = models.PositiveSmallIntegerField(_("minutes of break"))
    retired_at = models.DateTimeField(_("retired at"), null=True)

    class Meta:
        verbose_name = _("shift type")
        ordering: ClassVar = ["start_minute", "end_minute", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["name"], condition=Q(retired_at=None), name="shift_type_name_once"
            ),
            models.CheckConstraint(
                condition=Q(start_minute__lt=1440, end_minute__gt=F("start_minute"))
                & Q(end_minute__lte=F("start_minute") + 1440),
                name="shift_type_of_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def hours(self) -> str:
        """Return when it begins and ends: 08:00-16:00."""
        clock = (divmod(each % 1440, 60) for each in (self.start_minute, self.end_minute))
        return "-".join(f"{hour:02}:{minute:02}" for hour, minute in clock)


class Roster(models.Model):
    """The shifts of some weeks: a draft, or a version that was published and stays as it is."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        SUPERSEDED = "superseded", _("superseded")
        DISCARDED = "discarded", _("discarded")

    first_date = models.DateField(_("first day"))
    days = models.PositiveSmallIntegerField(_("days"))
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    # What a draft tries, for comparison; empty: the draft itself
    branch = models.CharField(_("what-if"), max_length=40, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    # The version that it takes the place of
    revises = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="revisions"
    )
    # None: the program, which awards an open shift
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(_("made at"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(_("published at"), null=True)
    superseded_at = models.DateTimeField(_("superseded at"), null=True)

    class Meta:
        verbose_name = _("roster")
        ordering: ClassVar = ["-first_date", "-version", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["first_date"],
                condition=Q(state="published"),
                name="one_published_roster_from_a_day",
            ),
            models.UniqueConstraint(
                fields=["first_date", "branch"],
                condition=Q(state="draft"),
                name="one_draft_from_a_day",
            ),
            models.CheckConstraint(
                condition=Q(branch="") | Q(state__in=["draft", "discarded"]),
                name="only_drafts_are_branches",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "discarded"], published_by=None, published_at=None)
                | Q(state__in=["published", "superseded"], published_at__isnull=False),
                name="published_roster_says_when",
            ),
            models.CheckConstraint(
                condition=Q(days__gte=1, days__lte=MOST_DAYS), name="roster_of_six_weeks_at_most"
            ),
        ]

    def __str__(self) -> str:
        return f"roster {self.pk}"

    @property
    def last_date(self) -> date:
        """Return its last day."""
        return self.first_date + timedelta(days=self.days - 1)

    @property
    def period(self) -> str:
        """Return its first and last day as people write them."""
        return moments.days(self.first_date, self.last_date)

    @property
    def dates(self) -> list[date]:
        """Return its days."""
        return [self.first_date + timedelta(days=number) for number in range(self.days)]

    def first_open(self, today: date) -> date:
        """Return the first day that may change: a revision leaves what was in force as it was."""
        return max(self.first_date, today) if self.revises_id else self.first_date

    @property
    def is_draft(self) -> bool:
        """Tell whether it may still change."""
        return self.state == self.State.DRAFT


class Requirement(models.Model):
    """The required people with a skill in each hour of a roster; empty skill: everybody counts."""

    class Basis(models.TextChoices):
        TYPED = "typed", _("entered by hand")
        FORECAST = "forecast", _("from the forecast")

    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="requirements")
    skill = models.CharField(_("skill"), max_length=60, blank=True)
    # One number for each hour of all its days
    people = ArrayField(models.FloatField())
    # Of a forecast: people if few or many calls come, one day in ten each
    low = ArrayField(models.FloatField(), null=True)
    high = ArrayField(models.FloatField(), null=True)
    basis = models.CharField(_("basis"), max_length=8, choices=Basis)

    class Meta:
        verbose_name = _("staffing requirement")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["roster", "skill"], name="one_requirement_a_skill"),
        ]

    def __str__(self) -> str:
        return f"requirement {self.pk}"


class Shift(models.Model):
    """One person's work on a day of a roster."""

    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="shifts")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="shifts"
    )
    day = models.DateField(_("day"))
    type = models.ForeignKey(ShiftType, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
    break_minutes = models.PositiveSmallIntegerField(_("minutes of break"))
    overtime_minutes = models.PositiveSmallIntegerField(_("minutes of overtime"), default=0)

    class Meta:
        verbose_name = _("shift")
        ordering: ClassVar = ["day", "starts_at"]
        indexes: ClassVar = [models.Index("user", "day", name="shift_by_user")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["roster", "user", "day"], name="one_shift_a_day"),
            ExclusionConstraint(
                name="shifts_never_overlap",
                expressions=[
                    ("roster", RangeOperators.EQUAL),
                    ("user", RangeOperators.EQUAL),
                    (
                        Func(
                            F("starts_at"),
                            F("ends_at"),
                            function="TSTZRANGE",
                            output_field=DateTimeRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"shift {self.pk}"

    @property
    def pause(self) -> ShiftBreak | None:
        """Return its break as it is now; one query, none if `breaks` were prefetched."""
        return next((each for each in self.breaks.all() if each.replaced_at is None), None)


class ShiftBreak(models.Model):
    """A break of a published shift; one that is moved is replaced, never edited."""

    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="breaks")
    starts_at = models.DateTimeField(_("starts at"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    placed_at = models.DateTimeField(_("placed at"))
    # Who moved it; None: placed by the program
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    replaced_at = models.DateTimeField(_("replaced at"), null=True)

    class Meta:
        verbose_name = _("shift break")
        ordering: ClassVar = ["starts_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["shift"], condition=Q(replaced_at=None), name="one_break_of_a_shift"
            ),
        ]

    def __str__(self) -> str:
        return f"break {self.pk}"

    @property
    def ends_at(self) -> datetime:
        """Return when it ends."""
        return self.starts_at + timedelta(minutes=self.minutes)


class ShiftChange(models.Model):
    """A planner's change of a person's day in a draft, before and after; undo and redo use it."""

    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="changes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    day = models.DateField(_("day"))
    before = models.ForeignKey(ShiftType, null=True, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(ShiftType, null=True, on_delete=models.PROTECT, related_name="+")
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField(_("changed at"))
    undone_at = models.DateTimeField(_("undone at"), null=True)
    # The day that the shift of this one came from: both are undone and redone as one
    moved_from = models.OneToOneField(
        "self", null=True, on_delete=models.CASCADE, related_name="moved_to"
    )
    # The solver has made the roster anew since: neither undone nor redone any more
    settled_at = models.DateTimeField(_("settled at"), null=True)

    class Meta:
        verbose_name = _("shift change")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"shift change {self.pk}"
