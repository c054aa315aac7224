"""Shifts: required people, planned people, and the law of working time."""

from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    """Shifts: required people, planned people, and the law of working time."""

    name = "alo153.workforce"
    label = "workforce"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Refuse a law that cannot be read before it is put in force."""
        # Models are not there before
        from alo153.city.citypack.documents import register_check  # noqa: PLC0415
        from alo153.workforce import lawbook  # noqa: PLC0415

        register_check(lawbook.mistakes_of)
