"""Teams of staff: the lists of people who manage staff, and the team of a person on a day."""

from typing import Final

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.city.models import Team, TeamMember
from alo153.city.permissions import MANAGE_STAFF

_ON_DAY: Final = """LEFT JOIN city_teammember AS member ON member.user_id = {person}
  AND member.since_date <= {day} AND (member.until_date IS NULL OR {day} < member.until_date)"""


def teams_now(asker: User) -> QuerySet[Team]:
    """Return the teams that have not ended, by name, each with its `size`. Raises NotPermitted."""
    permit(MANAGE_STAFF, by=asker)
    now_in = Count("members", filter=Q(members__until_date=None))
    found = Team.objects.filter(ended_date=None).select_related("lead")
    return found.annotate(size=now_in).order_by("name", "pk")


def team_now(asker: User, user: User) -> Team | None:
    """Return the team to which somebody belongs. Raises NotPermitted."""
    permit(MANAGE_STAFF, by=asker)
    row = TeamMember.objects.filter(user=user, until_date=None).select_related("team").first()
    return row.team if row else None


def members_of(asker: User, team: Team) -> QuerySet[User]:
    """Return who belongs to a team now, by name. Raises NotPermitted."""
    permit(MANAGE_STAFF, by=asker)
    now_in = TeamMember.objects.filter(team=team, until_date=None)
    return User.objects.filter(pk__in=now_in.values("user")).order_by("full_name", "pk")


def teams_of(user: User) -> dict[int, str]:
    """Return the names of the teams in which somebody ever was, by key; one query."""
    return dict(Team.objects.filter(members__user=user).values_list("pk", "name"))


def led_by(lead: User) -> QuerySet[User]:
    """Return the people whose team somebody leads now."""
    led = TeamMember.objects.filter(team__lead=lead, until_date=None)
    return User.objects.filter(pk__in=led.values("user"))


def team_names(keys: set[int] | None = None) -> list[tuple[int, str]]:
    """Return key and name of teams, by name.

    Args:
        keys: of these, ended ones as well, for figures of the past; None: of all that have not
            ended.
    """
    chosen = Q(ended_date=None) if keys is None else Q(pk__in=keys)
    return list(Team.objects.filter(chosen).values_list("pk", "name"))


def team_on_day(*, person: str, day: str) -> str:
    """Return the SQL that joins the membership of a person on a day as `member`.

    At most one row fits: a constraint holds it. Without a team `member.team_id` is null.

    Args:
        person: the column of the person's key.
        day: the expression of the city's day.
    """
    return _ON_DAY.format(person=person, day=day)


def team_of_day(*, person: str, day: str) -> Coalesce:
    """Return the key of the team of a person on a day, for a query of other rows; 0: none.

    Args:
        person: the field with the person's key.
        day: the field with the city's day.
    """
    on_day = Q(until_date=None) | Q(until_date__gt=OuterRef(day))
    since = {"user": OuterRef(person), "since_date__lte": OuterRef(day)}
    team = TeamMember.objects.filter(on_day, **since).values("team")[:1]
    return Coalesce(Subquery(team, output_field=IntegerField()), 0)
