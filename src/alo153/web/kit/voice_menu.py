"""A voice menu as a picture and as a tree of words, with its nodes and ways named."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import pgettext_lazy

from alo153.calls.menu import drawing
from alo153.calls.menu.nodes import Menu

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
    "answer": pgettext_lazy("voice menu", "says an answer"),
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


def drawn(menu: Menu, texts: Mapping[str, str]) -> dict[str, Any]:
    """Return what `web/voice_menu/picture.html` and `tree.html` show.

    Args:
        texts: of the prompts, by name.
    """
    return {
        "picture": drawing.draw(menu),
        "trees": drawing.tell(menu),
        "texts": texts,
        "kinds": KINDS,
        "ways": WAYS,
    }
