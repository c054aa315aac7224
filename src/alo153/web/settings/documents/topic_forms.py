"""Entries of topics and of their groups."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alo153.cases.rules.outcomes import OUTCOME_LABELS, Outcome
from alo153.city import queries
from alo153.city.models import Topic
from alo153.city.rules.evidence import EVIDENCE_LABELS, PROVABLE
from alo153.web.settings.documents.casework_forms import in_order
from alo153.web.settings.documents.entry_forms import (
    LONGEST_STANDARD,
    STANDARD_UNITS,
    EntryForm,
    Lines,
    choose,
    unit_choices,
)


class GroupForm(EntryForm):
    """A group of topics, and what its topics take from it."""

    inherited: Promise | str = _("each topic has its own")
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    kind = forms.ChoiceField(label=_("Usual kind"), required=False)
    responsibility = forms.ChoiceField(label=_("Whose task"), required=False)
    standard_amount = forms.IntegerField(
        label=_("Service standard"), required=False, min_value=1, max_value=LONGEST_STANDARD
    )
    standard_unit = forms.ChoiceField(
        label=_("Unit of the standard"), required=False, choices=STANDARD_UNITS
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        amount, _space, unit = str(self.initial.get("standard", "")).partition(" ")
        # A file may say "1 day"
        unit = unit if not unit or unit.endswith("s") else f"{unit}s"
        self.initial = {**self.initial, "standard_amount": amount, "standard_unit": unit}
        kinds = [(each.slug, each.name) for each in queries.kinds_now().values()]
        choose(self, "unit", [("", self.inherited), *unit_choices()])
        choose(self, "kind", [("", self.inherited), *kinds])
        choose(self, "responsibility", [("", self.inherited), *_TASKS])
        for outcome in PROVABLE:
            self.fields[f"evidence_{outcome}"] = forms.MultipleChoiceField(
                label=_("Evidence, if the answer is: %(outcome)s")
                % {"outcome": OUTCOME_LABELS[Outcome(outcome)]},
                required=False,
                choices=[(str(each), label) for each, label in EVIDENCE_LABELS.items()],
                initial=self._evidence.get(outcome, ()),
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def _evidence(self) -> Mapping[str, Any]:
        """Return what the file demands; nothing if a draft has it in another form."""
        said = self.initial.get("evidence", {})
        return said if isinstance(said, Mapping) else {}

    def values(self) -> dict[str, Any]:
        """Return what the entry says then, its standard and evidence as a file writes them."""
        said = super().values()
        amount, unit = said.pop("standard_amount"), said.pop("standard_unit")
        demanded = {**self._evidence}
        for outcome in PROVABLE:
            chosen = said.pop(f"evidence_{outcome}")
            demanded[outcome] = in_order(chosen, self._evidence.get(outcome, ()))
        evidence = {outcome: kinds for outcome, kinds in demanded.items() if kinds}
        return {**said, "standard": f"{amount} {unit}" if amount else "", "evidence": evidence}


class TopicForm(GroupForm):
    """A topic of calls."""

    inherited = _("as its group")
    field_order = ("slug", "name", "keywords", "say")
    keywords = Lines(
        label=_("What people say"), required=False, help_text=_("One a line; it is searched.")
    )
    say = forms.CharField(
        label=_("What an agent says or asks first"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    information_only = forms.BooleanField(
        label=_("Information only: it opens no application"), required=False
    )
    confidential = forms.BooleanField(
        label=_("Confidential: few people may see it"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["standard_amount"].help_text = _("Empty: that of its group.")


_TASKS = [
    (Topic.Responsibility.METROPOLITAN, _("always ours")),
    (Topic.Responsibility.DISTRICT, _("always the district's")),
    (Topic.Responsibility.BY_PLACE, _("depends on the street or park")),
    (Topic.Responsibility.OUTSIDE, _("another body's")),
]
