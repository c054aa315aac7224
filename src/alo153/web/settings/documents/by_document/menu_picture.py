"""The voice menu of a draft as a picture, also while it has mistakes."""

import tomllib
from typing import Any

from alo153.calls import menu_file
from alo153.calls.menu.nodes import Menu
from alo153.calls.menu.parsing import MenuError, read
from alo153.city import queries as city
from alo153.web.kit.voice_menu import drawn


def picture_of(text: str) -> dict[str, Any] | None:
    """Return what the page draws of a menu; None for one that cannot be followed."""
    menu = _menu(text)
    if menu is None or not _can_be_followed(menu):
        return None
    return drawn(menu, menu_file.texts(city.files_in_force()))


def _menu(text: str) -> Menu | None:
    try:
        return read(tomllib.loads(text))
    except (MenuError, ValueError, TypeError, AttributeError, RecursionError):
        return None


def _can_be_followed(menu: Menu) -> bool:
    ways = [{**node.ways(), **node.choices()} for node in menu.nodes.values()]
    named = {target for way in ways for target in way.values()} | set(menu.beginnings)
    return named | {menu.operator} <= menu.nodes.keys()
