"""The center's knowledge and announcements."""

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    """The center's knowledge and announcements."""

    name = "alo153.knowledge"
    label = "knowledge"

    def ready(self) -> None:
        """Refuse a voice menu with an unknown article, and a provider that could not be asked."""
        # Models are not there before
        from alo153.city.citypack.documents import register_check  # noqa: PLC0415
        from alo153.knowledge.articles import menu_check  # noqa: PLC0415
        from alo153.knowledge.feeds import city_file  # noqa: PLC0415

        register_check(menu_check.mistakes_of)
        register_check(city_file.mistakes_of)
