"""The center's knowledge and announcements."""

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    """The center's knowledge and announcements."""

    name = "alo153.knowledge"
    label = "knowledge"

    def ready(self) -> None:
        """Refuse providers of news that could not be asked before they are put in force."""
        # Models are not there before
        from alo153.city.citypack.documents import register_check  # noqa: PLC0415
        from alo153.knowledge.feeds import city_file  # noqa: PLC0415

        register_check(city_file.FILE, city_file.mistakes_of)
