"""`/metrics`, for Prometheus with the key."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

from alo153.core.processes import meters
from alo153.web.settings.health.pages import checks
from alo153.web.settings.metrics.collector import Center


@never_cache
@require_GET
def metrics(request: HttpRequest) -> HttpResponse:
    """Tell what the database knows of the center, and what this process counted of itself.

    The client sends the key of `ALO153_METRICS_KEY`. Costs what `/healthz/deep` costs.
    """
    known = request.headers.get("Authorization", "").removeprefix("Bearer ")
    key = settings.METRICS_KEY
    if not key or not constant_time_compare(known, key):
        raise PermissionDenied
    registry = CollectorRegistry()
    registry.register(Center(checks()))
    return HttpResponse(generate_latest(registry) + meters.own(), CONTENT_TYPE_LATEST)
