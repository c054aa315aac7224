"""Why an agent takes no calls: the reasons of the menu, in the words of the reader."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from alo153.calls.floor import pauses

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

RECOVERY: Final = "recovery"
# Those of a city without reasons of its own, and words for what lies in the past
_USUAL: "Mapping[str, StrPromise]" = {
    "record": _("Finishing the record"),
    "break": _("Break"),
    "meal": _("Meal"),
    "prayer": _("Prayer"),
    "meeting": _("Meeting"),
    "training": _("Training"),
    # After a hard call. The word is all that is ever recorded or seen of it
    RECOVERY: _("Recovery"),
    "trouble": _("Technical trouble"),
}


def reasons() -> "Mapping[str, StrPromise | str]":
    """Return what may be chosen, in the city's order; no query."""
    named = pauses.of_city().names
    if not named:
        return _USUAL
    return {key: _named(names) for key, names in named.items()}


def word(reason: str) -> "StrPromise | str":
    """Return what a reason is called, also one that the city has no more; empty: none is known."""
    return {**_USUAL, **reasons()}.get(reason, "")


def chosen(reason: str) -> str:
    """Return the reason that was sent, or the first one: a pause is never refused for its word."""
    known = list(reasons())
    return reason if reason in known else known[0]


def _named(names: Mapping[str, str]) -> str:
    return names.get(get_language() or "") or next(iter(names.values()))
