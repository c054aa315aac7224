"""Values above the nodes of `menu.toml`: where calls begin, and how they come to an agent."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from alo153.calls.menu import nodes
from alo153.calls.menu.parsing import KEYS
from alo153.web.settings.documents.by_document import names
from alo153.web.settings.documents.casework_forms import in_order
from alo153.web.settings.documents.entry_forms import REQUIRED, BaseEntryForm, choose

_ONE: Final = {"start": "", "main": nodes.Choice.kind, "operator": nodes.Queue.kind}
"""Fields that name a node, with the kind that it must have; empty: any."""
_SEVERAL: Final = ("starts", "lists")


class BeginningsForm(BaseEntryForm):
    """The nodes at which calls begin, the main menu, and the way to an agent."""

    start = forms.ChoiceField(label=names.BEGINNINGS["start"], error_messages=REQUIRED)
    main = forms.ChoiceField(
        label=names.BEGINNINGS["main"],
        required=False,
        help_text=_("A caller who presses nothing hears it and comes to an agent in time."),
    )
    operator = forms.ChoiceField(
        label=names.BEGINNINGS["operator"],
        help_text=_("One key leads there from everywhere in the menu."),
        error_messages=REQUIRED,
    )
    operator_key = forms.ChoiceField(
        label=names.BEGINNINGS["operator_key"],
        required=False,
        choices=[("", _("the usual: 0")), *((key, key) for key in KEYS)],
    )
    starts = forms.MultipleChoiceField(
        label=names.BEGINNINGS["starts"],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The document of the public numbers chooses among them."),
    )
    lists = forms.MultipleChoiceField(
        label=names.BEGINNINGS["lists"],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A way there must let people refuse such calls, and end without a key."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles: Mapping[str, str] = self.initial.get("nodes", {})
        kinds: Mapping[str, str] = self.initial.get("kinds", {})
        for name, kind in _ONE.items():
            fitting = [each for each in titles.items() if kind in {"", kinds[each[0]]}]
            choose(self, name, [("", _("none")), *fitting] if name == "main" else fitting)
        fields: dict[str, Any] = self.fields
        for name in _SEVERAL:
            # What a draft has wrongly stays to be taken out
            former = {each: each for each in self._written(name)}
            fields[name].choices = [*{**former, **titles}.items()]

    def values(self) -> dict[str, Any]:
        """Return what the file says then, its lists in the order in which they were written."""
        said = super().values()
        return said | {name: in_order(said[name], self._written(name)) for name in _SEVERAL}

    def _written(self, name: str) -> list[str]:
        written = self.initial.get(name, [])
        return list(map(str, written)) if isinstance(written, list) else []
