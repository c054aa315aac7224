"""What people see: one folder per audience."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """What people see: one folder per audience."""

    name = "alo153.web"
    label = "web"

    def ready(self) -> None:
        """Hear what allauth tells."""
        from alo153.web.sign_in import receivers  # noqa: PLC0415 - models are loaded now

        receivers.listen()
