"""A partner body as a form: the columns of its tables, and what its words mean."""

import re
from collections.abc import Collection, Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from alo153.cases.rules.outcomes import OUTCOME_LABELS
from alo153.city import queries
from alo153.city.partner_tables import NEEDED, SEPARATORS, Encoding, Field, Said
from alo153.web.settings.documents import labels
from alo153.web.settings.documents.entry_forms import (
    LONGEST_STANDARD,
    REQUIRED,
    STANDARD_UNITS,
    EntryForm,
    Lines,
    choose,
)

_PAIR: Final = re.compile(r"(.+?)\s*=\s*(\S.*)")
_COLUMNS: Final[Mapping[str, Any]] = {
    Field.NUMBER: _("its number"),
    Field.ARRIVED: _("day of arrival"),
    Field.DUE: _("day of the answer"),
    Field.KIND: _("kind of application"),
    Field.TOPIC: _("topic"),
    Field.TEXT: _("text"),
    Field.FULL_NAME: _("name of the citizen"),
    Field.PHONE: _("telephone"),
    Field.EMAIL: _("e-mail"),
    Field.ADDRESS: _("address"),
    Field.DISTRICT: _("district"),
    Field.NEIGHBORHOOD: _("neighborhood"),
}
_BACK: Final = (Said.NUMBER, Said.ANSWER)


class Pairs(Lines):
    """Two words a line, with = between; a file has a table of them.

    Args:
        known: what the second word may be; any, if it is left out.
    """

    def __init__(self, *, known: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._known = known

    def prepare_value(self, value: Any) -> Any:
        """Show a table as lines."""
        if isinstance(value, Mapping):
            value = [f"{one} = {other}" for one, other in value.items()]
        return super().prepare_value(value)

    def clean(self, value: Any) -> Any:
        """Return the pairs. Lines in another form are refused."""
        found: dict[str, str] = {}
        for each in super().clean(value):
            line = _PAIR.fullmatch(each)
            if line is None:
                words = _("“%(line)s” cannot be read. Write two words with = between them.")
                raise forms.ValidationError(words, params={"line": each})
            if line[1] in found:
                words = _("“%(line)s” is there twice. Take one line out.")
                raise forms.ValidationError(words, params={"line": line[1]})
            if self._known and line[2] not in self._known:
                words = _("“%(word)s” is not known. Write one of: %(known)s.")
                known = {"word": line[2], "known": ", ".join(self._known)}
                raise forms.ValidationError(words, params=known)
            found[line[1]] = line[2]
        return found


class PartnerForm(EntryForm):
    """A body whose applications come as a table, and whose answers go back in one."""

    name = forms.CharField(
        label=_("Name"),
        max_length=60,
        help_text=_("The register of its kinds of applications has the same name."),
        error_messages=REQUIRED,
    )
    kind = forms.ChoiceField(label=_("Kind of its applications"), error_messages=REQUIRED)
    topic = forms.ChoiceField(
        label=_("Topic"), required=False, help_text=_("Where its own words name none.")
    )
    standard_amount = forms.IntegerField(
        label=_("Service standard"),
        required=False,
        min_value=1,
        max_value=LONGEST_STANDARD,
        help_text=_("Where its table names no day. Empty: that of kind or topic."),
    )
    standard_unit = forms.ChoiceField(
        label=_("Unit of the standard"), required=False, choices=STANDARD_UNITS
    )
    relays_answers = forms.BooleanField(
        label=_("It passes our answers on: we send its citizens nothing"), required=False
    )
    every_morning = forms.BooleanField(label=_("Answers are bundled every morning"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        amount, _space, unit = str(self.initial.get("standard", "")).partition(" ")
        # A file may say "1 day"
        unit = unit if not unit or unit.endswith("s") else f"{unit}s"
        self.initial = {**self.initial, "standard_amount": amount, "standard_unit": unit}
        self._offer()
        self._ask_columns()
        self._ask_words()
        self._ask_reply()

    def _offer(self) -> None:
        kinds = queries.kinds_now().values()
        choose(self, "kind", [(each.slug, each.name) for each in kinds if each.register])
        topics = sorted((each.name, slug) for slug, each in queries.topics_now().items())
        choose(self, "topic", [("", _("none")), *((slug, name) for name, slug in topics)])

    def _ask_columns(self) -> None:
        said = self._table("columns")
        for each in Field:
            self.fields[f"columns_{each}"] = Lines(
                label=_("Headings of: %(field)s") % {"field": _COLUMNS[each]},
                required=each in NEEDED,
                initial=said.get(each, ()),
                error_messages={"required": _("Write at least one heading of its table.")},
            )
            self.fields[f"columns_{each}"].widget.attrs["rows"] = max(2, len(said.get(each, ())))

    def _ask_words(self) -> None:
        hints = {
            "kinds": _("One a line: their word, = and the key of our kind."),
            "topics": _("One a line: their word, = and the key of our topic."),
        }
        known = {"kinds": list(queries.kinds_now()), "topics": list(queries.topics_now())}
        for name, slugs in known.items():
            self.fields[name] = Pairs(
                label=labels.field(name),
                required=False,
                known=slugs,
                help_text=hints[name],
            )

    def _ask_reply(self) -> None:
        said = self._table("reply")
        rows = said.get("columns", [])
        meanings = ", ".join(Said)
        self.fields["reply_columns"] = Pairs(
            label=_("Columns of the table of answers"),
            required=False,
            known=list(Said),
            initial=[f"{each.get('heading')} = {each.get('says')}" for each in rows],
            help_text=_("In their order, like Answer = answer; one of: %(known)s. Empty: no table.")
            % {"known": meanings},
        )
        self.fields["reply_outcomes"] = Pairs(
            label=_("Their words for outcomes"),
            required=False,
            initial=said.get("outcomes", {}),
            help_text=_("Ours first, like done = Positive; ours: %(known)s.")
            % {"known": ", ".join(OUTCOME_LABELS)},
        )
        self.fields["reply_encoding"] = forms.ChoiceField(
            label=_("Encoding of the table of answers"),
            choices=[(str(each), str(each).upper()) for each in Encoding],
            initial=said.get("encoding", Encoding.UTF_8),
        )
        self.fields["reply_separator"] = forms.ChoiceField(
            label=_("Between its columns"),
            choices=[(each, each) for each in SEPARATORS],
            initial=said.get("separator", ";"),
        )

    def _table(self, name: str) -> Mapping[str, Any]:
        """Return a table of the file; an empty one if a draft has it in another form."""
        said = self.initial.get(name, {})
        return said if isinstance(said, Mapping) else {}

    def clean_name(self) -> str:
        """Refuse a name that no register of applications has."""
        name: str = self.cleaned_data["name"]
        registers = {each.register for each in queries.kinds_now().values() if each.register}
        if name not in registers:
            raise forms.ValidationError(
                _("No kind of applications has the register “%(name)s”. Write one of: %(known)s."),
                params={"name": name, "known": ", ".join(sorted(registers))},
            )
        return name

    def clean(self) -> None:
        """Refuse a table of answers without what its receiver needs, and outcomes we have not."""
        columns = self.cleaned_data.get("reply_columns") or {}
        missing = [str(each) for each in _BACK if columns and each not in columns.values()]
        if missing:
            words = _("No column says %(missing)s. Add a line like Heading = %(missing)s.")
            self.add_error("reply_columns", words % {"missing": missing[0]})
        for outcome in self.cleaned_data.get("reply_outcomes") or {}:
            if outcome not in set(OUTCOME_LABELS):
                words = _("“%(word)s” is not known. Write one of: %(known)s.")
                known = {"word": outcome, "known": ", ".join(OUTCOME_LABELS)}
                self.add_error("reply_outcomes", words % known)

    def values(self) -> dict[str, Any]:
        """Return what the entry says then, as a file writes it."""
        said = super().values()
        amount, unit = said.pop("standard_amount"), said.pop("standard_unit")
        columns = {str(each): said.pop(f"columns_{each}") for each in Field}
        back = said.pop("reply_columns")
        reply = {
            "encoding": said.pop("reply_encoding"),
            "separator": said.pop("reply_separator"),
            "outcomes": said.pop("reply_outcomes"),
            "columns": [{"heading": one, "says": other} for one, other in back.items()],
        }
        standard = f"{amount} {unit}" if amount else ""
        if standard == f"{self.initial.get('standard', '')}s":
            # "1 day" stays as it was written
            standard = self.initial["standard"]
        return {
            **said,
            "standard": standard,
            "columns": {name: words for name, words in columns.items() if words},
            "reply": {name: part for name, part in reply.items() if part},
        }
