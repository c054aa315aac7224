"""Pages of shifts: the planner's, and everybody's own."""

from django.apps import AppConfig


class PlanningPagesConfig(AppConfig):
    """Pages of shifts: the planner's, and everybody's own."""

    name = "alo153.web.planning"
    label = "web_planning"
