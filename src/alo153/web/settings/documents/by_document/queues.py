"""Parts of `queues.toml` apart from queues: windows for call-backs, media, offers, lists."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from alo153.calls import menu_file
from alo153.calls.floor import city_queues
from alo153.city.citypack.queue_parts import ListsLine, WrittenLine
from alo153.city.citypack.queues.lists import LARGEST, MAY_BE_NONE
from alo153.city.citypack.queues.media import AT_ONCE, BESIDE_CALL, COUNTER
from alo153.city.citypack.queues.windows import CAPACITY
from alo153.web.settings.documents import labels
from alo153.web.settings.documents.by_document import names
from alo153.web.settings.documents.center_forms import CenterForm
from alo153.web.settings.documents.entry_forms import REQUIRED, BaseEntryForm, choose
from alo153.web.settings.documents.table_forms import Clock
from alo153.web.templatetags.web import language_name

_MOST_MINUTES: Final = 480
_LONGEST: Final = 7 * 24 * 3600
_LISTS: Final = {"at_once": _("Calls of all lists at once")}
_PARTS_OF_SAID: Final = ("today", "tomorrow")


class Plain(forms.FloatField):
    """A number as files write it: whole ones without a point."""

    def clean(self, value: Any) -> float | None:
        """Return the number; None if nothing is written."""
        number = super().clean(value)
        return int(number) if number is not None and number.is_integer() else number


class WindowForm(CenterForm):
    """Hours of a day that callers may choose to be called back in."""

    name = forms.CharField(label=_("Name"), max_length=40, error_messages=REQUIRED)
    begins = Clock(label=_("Begins"), error_messages=REQUIRED)
    ends = Clock(label=_("Ends"), error_messages=REQUIRED)
    capacity = forms.IntegerField(
        label=_("Places"),
        min_value=CAPACITY[0],
        max_value=CAPACITY[-1],
        help_text=_("So many callers may be promised this window on one day."),
        error_messages=REQUIRED,
    )
    priority = Plain(
        label=_("Priority in minutes"),
        required=False,
        min_value=0,
        max_value=_MOST_MINUTES,
        help_text=_("Callers count as if they had waited so long already."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = self.initial.get("said", {})
        said: Mapping[str, Any] = given if isinstance(given, Mapping) else {}
        spoken = menu_file.spoken_languages()
        # Others that the file has stay in it
        self._languages = list(dict.fromkeys([*spoken, *said]))
        words = {"today": _("Callers hear for today (%(language)s)")}
        words["tomorrow"] = _("Callers hear for tomorrow (%(language)s)")
        for code in self._languages:
            former = said.get(code, ())
            for number, part in enumerate(_PARTS_OF_SAID):
                self.fields[f"said_{code}_{part}"] = forms.CharField(
                    label=words[part] % {"language": language_name(code)},
                    max_length=120,
                    required=code in spoken,
                    initial=former[number] if number < len(former) else "",
                    help_text=_("The number of the key follows."),
                    error_messages=REQUIRED,
                )

    def clean(self) -> None:
        """Refuse a language with one of its two announcements, at the empty field."""
        said = self.cleaned_data
        for code in self._languages:
            today, tomorrow = (f"said_{code}_{part}" for part in _PARTS_OF_SAID)
            for name, other in ((today, tomorrow), (tomorrow, today)):
                if said.get(other) and said.get(name) == "":
                    self.add_error(name, REQUIRED["required"])

    def values(self) -> dict[str, Any]:
        """Return what the entry says then, what callers hear by language."""
        said = super().values()
        heard = {
            code: [said.pop(f"said_{code}_{part}") for part in _PARTS_OF_SAID]
            for code in self._languages
        }
        return {**said, "said": {code: each for code, each in heard.items() if all(each)}}


class MediumForm(BaseEntryForm):
    """A medium whose messages are offered to agents; visitors have only a priority."""

    channel = forms.ChoiceField(label=_("Channel"), choices=names.media_choices)
    priority = Plain(
        label=_("Priority in minutes"), required=False, min_value=0, max_value=_MOST_MINUTES
    )
    at_once = forms.IntegerField(
        label=_("One agent bears so many at once"),
        required=False,
        min_value=AT_ONCE[0],
        max_value=AT_ONCE[-1],
        help_text=_("Empty: one."),
    )
    beside_call = forms.IntegerField(
        label=_("So many more during a call"),
        required=False,
        min_value=BESIDE_CALL[0],
        max_value=BESIDE_CALL[-1],
        help_text=_("Empty: none."),
    )
    live = forms.BooleanField(label=_("A citizen waits at the other end"), required=False)
    skill = forms.ChoiceField(label=_("Served by agents with the skill"), required=False)
    kept_for = Plain(
        label=_("Waits for its agent so many seconds"),
        required=False,
        min_value=0,
        max_value=_LONGEST,
        help_text=_("If the agent pauses or is cut off. Empty: until they sign out."),
    )
    target = Plain(
        label=_("Target in seconds"),
        required=False,
        min_value=1,
        max_value=_LONGEST,
        help_text=_("An agent should have it within so long. Empty: none."),
    )

    def __init__(self, *args: Any, known: bool, **kwargs: Any) -> None:
        super().__init__(*args, known=known, **kwargs)
        choose(self, "skill", [("", _("everybody")), *city_queues.skills().items()])
        if not known:
            return
        del self.fields["channel"]
        if self.initial.get("channel") == COUNTER:
            for name in [each for each in self.fields if each != "priority"]:
                # What a draft has wrongly stays to be taken out
                if name not in self.initial:
                    del self.fields[name]


class WrittenForm(BaseEntryForm):
    """Durations of the offers of what is written."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usual = WrittenLine()
        for each in fields(usual):
            self.fields[each.name] = Plain(
                label=labels.field(each.name),
                required=False,
                min_value=0 if each.name == "caller_waits" else 1,
                max_value=_LONGEST,
                help_text=_("Empty: %(seconds)s seconds.")
                % {"seconds": f"{getattr(usual, each.name):g}"},
            )


class ListsForm(BaseEntryForm):
    """The limits of outgoing lists."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usual = ListsLine()
        for each in fields(usual):
            self.fields[each.name] = forms.IntegerField(
                label=_LISTS.get(each.name) or labels.field(each.name),
                required=False,
                min_value=int(each.name not in MAY_BE_NONE),
                max_value=LARGEST - 1,
                help_text=_("Empty: %(usual)s.") % {"usual": getattr(usual, each.name)},
            )
