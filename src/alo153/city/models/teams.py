"""Teams of staff: one lead, and each person in one team at a time."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _


class Team(models.Model):
    """A team of staff with its lead, the line manager of its members."""

    LONGEST_NAME: ClassVar[int] = 60

    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="led_teams",
        verbose_name=_("team lead"),
    )
    # From this day on nobody is in it
    ended_date = models.DateField(_("ended on"), null=True)

    class Meta:
        verbose_name = _("team")
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["name"], condition=Q(ended_date=None), name="one_team_of_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TeamMember(models.Model):
    """The days in which a member of staff belongs to a team: figures of the past keep theirs."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="team_memberships"
    )
    since_date = models.DateField(_("member since"))
    # The first day on which they no longer belong to it; None: they still do
    until_date = models.DateField(_("member until"), null=True)

    class Meta:
        verbose_name = _("member of a team")
        ordering: ClassVar = ["since_date"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_date=None) | Q(until_date__gt=F("since_date")),
                name="team_member_for_a_day",
            ),
            ExclusionConstraint(
                name="one_team_at_a_time",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    (
                        Func(
                            F("since_date"),
                            F("until_date"),
                            function="DATERANGE",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"member {self.pk} of a team"
