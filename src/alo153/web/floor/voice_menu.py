"""The voice menu as callers hear it, with what is wrong with it."""

from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from alo153.calls import menu_file, menu_words
from alo153.calls.permissions import SEE_VOICE_MENU
from alo153.city import queries as city
from alo153.city.permissions import EDIT_CITY
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.voice_menu import drawn

NO_MENU = _("This city has no voice menu: callers are welcomed and put in line.")


@requires(SEE_VOICE_MENU)
@require_GET
def show(request: StaffRequest) -> HttpResponse:
    """Show what callers hear and where each key leads; a wrong menu is shown by its mistakes."""
    folder = city.files_in_force()
    menu, mistakes = menu_file.find(folder, sounds=Path(settings.SOUNDS_DIR) / settings.CITY)
    context = {
        "menu": menu,
        "mistakes": [menu_words.told_sentence(each) for each in mistakes],
        "note": "" if (folder / menu_file.FILE).is_file() else NO_MENU,
        "may_edit": request.user.may(EDIT_CITY),
        **drawn(menu, menu_file.texts(folder)),
    }
    return render(request, "floor/voice_menu.html", context)
