"""A node of the voice menu as a form: its kind decides the fields."""

import dataclasses
import re
from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from alo153.calls import menu_file
from alo153.calls.floor import city_queues
from alo153.calls.menu import nodes
from alo153.calls.menu.parsing import KEYS
from alo153.city import queries as city
from alo153.core import clock
from alo153.knowledge.articles import spoken as spoken_articles
from alo153.web.kit.voice_menu import KINDS
from alo153.web.settings.documents.center_forms import CenterForm
from alo153.web.settings.documents.entry_forms import REQUIRED, Lines, choose

_KEY_LINE: Final = re.compile(r"([0-9*#])[\s=:]+(\S+)")
# Fields of nodes by what they lead to or hold
_WAYS: Final = frozenset({"next", "otherwise", "unknown", "trouble", "status"})
_PROMPTS: Final = frozenset(
    {"say", "confirm", "offer", "wrong", "sent", "not_sent", "promised", "taken_back"}
)
_LABELS: Final = {
    "say": _("What is said"),
    "confirm": _("Said to a caller who refuses the recording"),
    "offer": _("What is offered"),
    "wrong": _("Said after a wrong key"),
    "sent": _("Said once it is sent"),
    "not_sent": _("Said if it cannot be sent"),
    "promised": _("Said to a caller who has a promise"),
    "taken_back": _("Said once the promise is taken back"),
    "next": _("Then"),
    "otherwise": _("Without a key"),
    "unknown": _("With a code that there is not"),
    "trouble": _("If it is not possible"),
    "status": _("The key leads to"),
    "key": _("Key"),
    "keys": _("Keys"),
    "wait": _("Waits so many seconds"),
    "repeats": _("Said again so many times"),
    "length": _("Digits"),
    "least": _("Digits at least"),
    "adds": _("After what was typed before"),
    "tries": _("Tries"),
    "language": _("Language"),
    "queue": _("Queue"),
    "article": _("Article"),
}
_HELP: Final = {
    "say": _("Names of prompts, one a line."),
    "keys": _("One a line: the key and the node it leads to, like 1 status."),
    "article": _("The articles with a text that callers hear."),
}


class NodeForm(CenterForm):
    """A place in the voice menu. A new one says its kind first; its other fields come then."""

    kind = forms.ChoiceField(label=_("Kind"), choices=list(KINDS.items()))
    title = forms.CharField(
        label=_("Name"),
        max_length=60,
        required=False,
        help_text=_("Staff read it in the picture; callers never hear it."),
    )

    def __init__(self, *args: Any, known: bool, **kwargs: Any) -> None:
        super().__init__(*args, known=known, **kwargs)
        kind = nodes.KINDS.get(str(self.initial.get("kind", "")))
        # The kind of a node decides what it may hold
        if known:
            del self.fields["kind"]
        for field in dataclasses.fields(kind) if known and kind else ():
            if field.name not in {"name", "title"}:
                self._offer(field)

    def _offer(self, field: "dataclasses.Field[Any]") -> None:
        # The name of the node has the field `key` already
        name = "pressed" if field.name == "key" else field.name
        is_needed = field.default is dataclasses.MISSING
        has_some = field.default_factory is not dataclasses.MISSING
        self.fields[name] = _field(field, required=is_needed and not has_some)
        if field.name in _WAYS:
            others: Mapping[str, str] = self.initial.get("nodes", {})
            choose(self, name, list(others.items()))
        elif field.name == "queue":
            choose(self, name, list(city_queues.names().items()))
        elif field.name == "article":
            own = city.city().language
            choose(self, name, spoken_articles.listed(language=own, at=clock.now()))
        elif field.name == "keys":
            keys: Mapping[str, str] = self.initial.get("keys", {})
            self.initial = {**self.initial, "keys": [f"{key} {to}" for key, to in keys.items()]}

    def clean(self) -> dict[str, Any]:
        """Refuse keys and prompts that are none, at their field."""
        cleaned: dict[str, Any] = super().clean() or {}
        for line in cleaned.get("keys", ()):
            if not _KEY_LINE.fullmatch(line):
                words = _("“%(line)s” cannot be read. Write a key and a node, like 1 status.")
                self.add_error("keys", forms.ValidationError(words, params={"line": line}))
        spoken = menu_file.texts(city.files_in_force())
        for name in _PROMPTS & cleaned.keys():
            for each in cleaned[name]:
                if each.replace("_", "-") not in spoken and each not in spoken:
                    words = _("There is no prompt “%(name)s”. Its document is “What callers hear”.")
                    self.add_error(name, forms.ValidationError(words, params={"name": each}))
        return cleaned

    def values(self) -> dict[str, Any]:
        """Return what the node says then, as a file writes it."""
        said = super().values()
        if "keys" in said:
            found = map(_KEY_LINE.fullmatch, said["keys"])
            said["keys"] = {each[1]: each[2] for each in found if each}
        if "pressed" in said:
            said["key"] = said.pop("pressed")
        return said


def _field(field: "dataclasses.Field[Any]", *, required: bool) -> forms.Field:
    given: dict[str, Any] = {
        "label": _LABELS.get(field.name, field.name),
        "required": required,
        "help_text": _HELP.get(field.name, ""),
        "error_messages": REQUIRED,
    }
    if field.name in _PROMPTS or field.name == "keys":
        return Lines(**given)
    if field.name in _WAYS or field.name in {"queue", "article"}:
        return forms.ChoiceField(**given)
    if field.name == "key":
        return forms.ChoiceField(**given, choices=[(key, key) for key in KEYS])
    return _by_type(str(field.type), given)


def _by_type(type_: str, given: dict[str, Any]) -> forms.Field:
    if type_ == "float":
        return forms.FloatField(**given, min_value=0, max_value=60)
    if type_ == "int":
        return forms.IntegerField(**given, min_value=0, max_value=20)
    if type_ == "bool":
        return forms.BooleanField(**{**given, "required": False})
    return forms.CharField(**given, max_length=60)
