"""The voice menu as a picture and as a tree of words, with what is wrong with it."""

from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET

from alo153.calls import menu_file
from alo153.calls.menu import drawing
from alo153.calls.permissions import SEE_VOICE_MENU
from alo153.web.kit.access import StaffRequest, requires

KINDS = {
    "say": pgettext_lazy("voice menu", "says"),
    "consent": pgettext_lazy("voice menu", "recording notice"),
    "announcements": pgettext_lazy("voice menu", "announcements"),
    "own_case": pgettext_lazy("voice menu", "tells of an open application"),
    "language": pgettext_lazy("voice menu", "changes the language"),
    "no_calls": pgettext_lazy("voice menu", "ends such calls"),
    "choice": pgettext_lazy("voice menu", "lets choose"),
    "digits": pgettext_lazy("voice menu", "takes a code"),
    "status": pgettext_lazy("voice menu", "tells how it stands"),
    "details": pgettext_lazy("voice menu", "sends the details"),
    "departures": pgettext_lazy("voice menu", "tells when a line leaves"),
    "call_back": pgettext_lazy("voice menu", "keeps the place"),
    "window": pgettext_lazy("voice menu", "lets choose when to be called"),
    "queue": pgettext_lazy("voice menu", "puts in line"),
    "hang_up": pgettext_lazy("voice menu", "hangs up"),
}
WAYS = {
    "next": pgettext_lazy("voice menu", "then"),
    "otherwise": pgettext_lazy("voice menu", "no key"),
    "unknown": pgettext_lazy("voice menu", "no such code"),
    "trouble": pgettext_lazy("voice menu", "if not possible"),
}
NO_MENU = _("This city has no voice menu: callers are welcomed and put in line.")


@requires(SEE_VOICE_MENU)
@require_GET
def show(request: StaffRequest) -> HttpResponse:
    """Show what callers hear and where each key leads; a wrong menu is shown by its mistakes."""
    city = Path(settings.CITIES_DIR) / settings.CITY
    menu, mistakes = menu_file.find(city, sounds=Path(settings.SOUNDS_DIR) / settings.CITY)
    context = {
        "menu": menu,
        "mistakes": mistakes,
        "picture": drawing.draw(menu),
        "trees": drawing.tell(menu),
        "texts": menu_file.texts(city),
        "kinds": KINDS,
        "ways": WAYS,
        "note": "" if (city / menu_file.FILE).is_file() else NO_MENU,
    }
    return render(request, "floor/voice_menu/voice_menu.html", context)
