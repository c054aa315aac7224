"""Pages for people: one folder per audience."""

from importlib import import_module

from django.apps import AppConfig

# Who have entries in the menu, in its order
AUDIENCES = (
    "desk",
    "center",
    "counter",
    "unit",
    "crew",
    "floor",
    "quality",
    "alarms",
    "reports",
    "planning",
    "care",
    "privacy",
    "settings",
)


class WebConfig(AppConfig):
    """Pages for people: one folder per audience."""

    name = "alo153.web"
    label = "web"

    def ready(self) -> None:
        """Hear what allauth tells, and read the menu of each audience."""
        from alo153.web.sign_in import receivers  # noqa: PLC0415 - models are loaded now

        receivers.listen()
        for audience in AUDIENCES:
            import_module(f"{self.name}.{audience}.menu")
