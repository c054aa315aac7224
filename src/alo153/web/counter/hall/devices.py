"""Screens of the hall sign in by their address alone."""

from django.http import Http404

from alo153.counter import queries
from alo153.counter.models import Device


def device_or_404(token: str, kind: Device.Kind) -> Device:
    """Return the screen of an address. Raises Http404, the same for a wrong and a revoked one."""
    found = queries.device(token, kind)
    if found is None:
        raise Http404
    return found
