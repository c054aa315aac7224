"""Names for entries of inner lists: windows, media, rules of the law."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext_lazy as _

from alo153.citizens.channel import CHANNEL_LABELS
from alo153.city.citypack.queues import media
from alo153.web.settings.documents import labels
from alo153.workforce.models.people import STATUSES
from alo153.workforce.queries.rule_labels import MEANINGS

INNER: Final[Mapping[str, str | Promise]] = {
    "window": _("Windows for call-backs"),
    "medium": _("What is written and offered to agents"),
    "rule": _("Rules of working time"),
}
"""Headings of the lists of tables inside a document."""
OTHERS_TO_ADD: Final[Mapping[str, Mapping[str, str | Promise]]] = {
    "queues": {
        "skills": _("New skill"),
        "window": _("New window for call-backs"),
        "medium": _("New medium"),
    },
    "topics": {"group": _("New group")},
}
"""By document and list: what can be added next to an entry of its main list."""
BEGINNINGS: Final = {
    "start": _("Callers begin at"),
    "main": _("Main menu"),
    "operator": _("Way to an agent"),
    "operator_key": _("Key to an agent"),
    "starts": _("Callers of other numbers may begin at"),
    "lists": _("Outgoing lists may begin at"),
}
"""Values above the nodes of the voice menu; a node may have the same key."""
_ABOVE: Final = "menu: "
"""Begins the key of a value above the nodes of the menu."""
_CHANNELS: Final = (*media.CHANNELS, media.OBJECTION, media.COUNTER)
_LONGEST_BEGINNING: Final = 60
_MEDIA: Final[Mapping[str, str | Promise]] = {
    media.OBJECTION: _("Objections to answers"),
    media.COUNTER: _("Visitors of communication centers"),
}


def media_choices() -> list[tuple[str, str]]:
    """Return the media that can be offered to agents, with their names."""
    return [(each, medium(each)) for each in _CHANNELS]


def medium(channel: str) -> str:
    """Return what a medium is called; one that is not known by its key."""
    known = {str(each): str(label) for each, label in CHANNEL_LABELS.items()}
    return str(_MEDIA.get(channel) or capfirst(known.get(channel, channel)))


def of_change(kind: str, key: str) -> str:
    """Return what a changed entry is called by its key; empty: its own name says it."""
    if kind == "law":
        rule, *status, since = key.split(" ")
        said = {"key": rule, "status": "".join(status), "valid_from": date.fromisoformat(since)}
        return _rule(said)
    if kind == "menu" and key.startswith(_ABOVE):
        return str(BEGINNINGS.get(key.removeprefix(_ABOVE), key))
    return medium(key) if kind == "queues" and key in _CHANNELS else ""


def _rule(said: Mapping[str, Any]) -> str:
    """Return what a rule limits, for whom, and since when."""
    meanings = {str(key): str(label) for key, label in MEANINGS.items()}
    key, status = str(said.get("key", "")), str(said.get("status", ""))
    what = meanings.get(key, key)
    whom = f" ({dict(STATUSES).get(status, status)})" if status else ""
    since = said.get("valid_from", "")
    return f"{what}{whom}, {date_format(since) if isinstance(since, date) else since}"


def of_text(kind: str, key: str, said: Mapping[str, Any]) -> str:
    """Return what a message is called, or how a prompt begins, with its key for the voice menu."""
    if kind == "texts":
        return labels.message(key)
    return f"{Truncator(str(said['text'])).chars(_LONGEST_BEGINNING)} ({key})"


def of_entry(list_: str, said: Mapping[str, Any]) -> str:
    """Return what an entry of an inner list is called."""
    if list_ == "rule":
        return _rule(said)
    return medium(str(said["channel"])) if list_ == "medium" else str(said.get("name", ""))
