"""Check a rule before it is saved: whether it can ring, and the people whom it tells."""

from __future__ import annotations

from django.conf import settings

from alo153.accounts.models import Skill, User
from alo153.alarms.audience import people
from alo153.alarms.queries.subjects import known
from alo153.alarms.rules.figures import Figure
from alo153.alarms.rules.refusing import Facts
from alo153.calls.floor import city_queues


def facts(figure: Figure, of: str, *, audience: str, escalate_to: str | None) -> Facts:
    """Gather what decides whether a rule can ring; at most four queries.

    Args:
        escalate_to: None where nobody else is told after a term.
    """
    return Facts(
        is_known=not of or of in known(figure.of),
        is_one=bool(of),
        is_measured=figure.key != "backup_age" or bool(settings.BACKUP_FOLDER),
        longest=_longest(figure, of),
        people=_people(figure, of),
        concerned=len(people(audience)),
        escalated=None if escalate_to is None else len(people(escalate_to)),
    )


def _longest(figure: Figure, of: str) -> float | None:
    """Return after how many seconds nobody waits any more, in a queue or in each of them."""
    if figure.key != "longest_wait":
        return None
    queues = city_queues.of_city()
    those = [queues[of]] if of in queues else list(queues.values())
    limits = [each.longest_wait for each in those]
    known_limits = [limit for limit in limits if limit is not None]
    return max(known_limits) if len(known_limits) == len(limits) and limits else None


def _people(figure: Figure, of: str) -> int | None:
    """Return how many people could be ready; None where everybody could."""
    is_of_queue = figure.key in {"ready_agents", "reachable_agents"}
    queue = city_queues.of_city().get(of) if is_of_queue else None
    skill = of if figure.key == "ready_with_skill" else queue.skill if queue else ""
    if not skill:
        return None
    having = Skill.objects.filter(skill=skill).values("user")
    return User.objects.filter(is_active=True, pk__in=having).count()
