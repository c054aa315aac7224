"""Entries of `feeds.toml`: a provider of news that callers ask for."""

import re
from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from alo153.city import queries
from alo153.knowledge.feeds import city_file
from alo153.knowledge.feeds.forms import FIELDS, FORMS
from alo153.web.settings.documents.entry_forms import REQUIRED, EntryForm, Lines, choose

_LINE: Final = re.compile(r"(\w+)\s*=\s*(.+)")


class FeedForm(EntryForm):
    """A provider: the place of its news, and its words for our fields."""

    topic = forms.ChoiceField(
        label=_("Topic"), help_text=_("Its answers show the news."), error_messages=REQUIRED
    )
    source = forms.CharField(
        label=_("Where it is read"),
        max_length=300,
        help_text=_(
            "An address with https://, or the whole path of a file. Write {key} where the address"
            " needs a key: IT keeps it in the environment (ALO153_FEED_KEYS)."
        ),
        error_messages=REQUIRED,
    )
    form = forms.ChoiceField(
        label=_("Form"), choices=[(each, each.upper()) for each in sorted(FORMS)]
    )
    fields_ = Lines(
        label=_("Their words for fields"),
        required=False,
        help_text=_("One a line, ours first, like title = name. A calendar needs none."),
    )
    within = forms.CharField(
        label=_("Key of the list"),
        required=False,
        max_length=80,
        help_text=_("Of a JSON document whose list is inside; empty: it is the list."),
    )
    every_minutes = forms.IntegerField(
        label=_("Asked every so many minutes"),
        initial=30,
        min_value=city_file.MINUTES[0],
        max_value=city_file.MINUTES[-1],
        error_messages=REQUIRED,
    )
    stale_minutes = forms.IntegerField(
        label=_("Called old after minutes"),
        initial=240,
        min_value=city_file.MINUTES[0],
        max_value=city_file.MINUTES[-1],
        error_messages=REQUIRED,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named: Mapping[str, str] = self.initial.get("fields", {})
        self.initial = {**self.initial, "fields_": [f"{k} = {v}" for k, v in named.items()]}
        topics = sorted((each.name, slug) for slug, each in queries.topics_now().items())
        choose(self, "topic", [("", _("choose")), *((slug, name) for name, slug in topics)])

    def clean_fields_(self) -> dict[str, str]:
        """Read the lines; ours are known."""
        named: dict[str, str] = {}
        for each in self.cleaned_data["fields_"]:
            found = _LINE.fullmatch(each)
            if found is None or found[1] not in FIELDS:
                raise forms.ValidationError(
                    _("“%(line)s” cannot be read. Write title = name, with one of: %(names)s."),
                    params={"line": each, "names": ", ".join(FIELDS)},
                )
            named[found[1]] = found[2].strip()
        return named

    def values(self) -> dict[str, Any]:
        """Return what the entry says then."""
        said = super().values()
        named = said.pop("fields_")
        return {**said, "fields": named}
