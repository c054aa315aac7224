"""Connects events with their subscribers, when Django is ready."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The composition root as a Django application."""

    name = "alo153.config"
    label = "config"

    def ready(self) -> None:
        """Install subscriptions and consumers; tell metrics where an address is named."""
        from django.conf import settings  # noqa: PLC0415

        from alo153.config.consumers import CONSUMERS  # noqa: PLC0415 - models first
        from alo153.config.subscriptions import SUBSCRIPTIONS  # noqa: PLC0415
        from alo153.core import events  # noqa: PLC0415
        from alo153.core.history.consumers import declaring  # noqa: PLC0415

        events.subscribe(SUBSCRIPTIONS)
        declaring.install(CONSUMERS)
        if settings.TRACES_URL:
            from alo153.config.traces import TRACE_OF  # noqa: PLC0415
            from alo153.core.processes import tracing  # noqa: PLC0415

            tracing.begin(tracing.exporting_to(settings.TRACES_URL), TRACE_OF)
        if settings.METRICS_LISTEN:
            from alo153.core.processes import meters  # noqa: PLC0415

            meters.serve(settings.METRICS_LISTEN)
