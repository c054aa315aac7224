"""The pages that the city's other sites may show in a frame. Every other page refuses."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http.response import HttpResponseBase
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override


def framed[**P, R: HttpResponseBase](view: Callable[P, R]) -> Callable[P, R]:
    """Let `ALO153_WIDGET_SITES` show a page in a frame, and nobody else."""

    @wraps(view)
    def shown(*args: P.args, **kwargs: P.kwargs) -> R:
        if not settings.WIDGET_SITES:
            return view(*args, **kwargs)
        policy = settings.SECURE_CSP | {"frame-ancestors": settings.WIDGET_SITES}
        return csp_override(policy)(xframe_options_exempt(view))(*args, **kwargs)

    return shown
