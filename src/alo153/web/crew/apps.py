"""The page of a crew."""

from django.apps import AppConfig


class CrewPagesConfig(AppConfig):
    name = "alo153.web.crew"
    label = "web_crew"
