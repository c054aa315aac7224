"""The service goal of each queue, as the city says it; else that of the center."""

from __future__ import annotations

from alo153.calls.floor import city_queues
from alo153.calls.queue import GENERAL, Queue
from alo153.city import queries as city
from alo153.workforce.staffing.erlang import Goal

_USUAL_PERCENT = 80


def of_queue(key: str) -> Goal:
    """Return the goal of a queue; no query."""
    return _goal(city_queues.of_city().get(key, Queue(key=key)))


def of_skill(skill: str) -> Goal:
    """Return the highest goal of the queues that need a skill; without one, of all calls.

    The highest goal answers the most per cent of calls; of equal ones, in the shortest time.
    The goal of all calls is that of the general queue, in which most of them wait.
    """
    needing = [each for each in city_queues.of_city().values() if skill and each.skill == skill]
    goals = [_goal(each) for each in needing]
    return max(goals, key=_height, default=of_queue(GENERAL))


def _goal(queue: Queue) -> Goal:
    within = queue.goal_seconds or city.center_times().answer_within_seconds
    return Goal((queue.goal_percent or _USUAL_PERCENT) / 100, within)


def _height(goal: Goal) -> tuple[float, float]:
    return goal.share, -goal.seconds
