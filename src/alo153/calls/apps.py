"""Django's registration of the calls capability."""

from django.apps import AppConfig


class CallsConfig(AppConfig):
    """The telephone: calls, offers, agents and their states."""

    name = "alo153.calls"
    label = "calls"

    def ready(self) -> None:
        """Refuse a voice menu that would lose a caller before it is put in force."""
        # Models are not there before
        from alo153.calls import menu_file  # noqa: PLC0415
        from alo153.city.citypack.documents import register_check  # noqa: PLC0415

        register_check(menu_file.mistakes_of)
