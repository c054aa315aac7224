"""Each request is answered on the city's clock, and in its language where none is asked for."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone, translation
from django.utils.decorators import sync_only_middleware
from django.utils.translation import trans_real

from alo153.web.kit.shell.context import current_city

# Asked by programs, also while the database is away
_WITHOUT_CITY = ("/healthz", "/health/", "/metrics")


@sync_only_middleware
def city_locale(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Runs after `LocaleMiddleware`, which knows what is asked for and not what a city speaks."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(_WITHOUT_CITY):
            return get_response(request)
        city = current_city()
        if not _names_a_language(request):
            translation.activate(city.language)
            request.LANGUAGE_CODE = city.language
        with timezone.override(city.timezone):
            return get_response(request)

    return answer


def _names_a_language(request: HttpRequest) -> bool:
    """Tell whether the reader chose, or the browser asks for, a language that is spoken here."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    asked = trans_real.parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    return any(map(_is_spoken, [chosen, *(code for code, _ in asked)]))


def _is_spoken(code: str) -> bool:
    try:
        return bool(trans_real.get_supported_language_variant(code))
    except LookupError:
        return False
