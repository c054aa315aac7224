"""Entries of topics and of their groups."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alo153.cases.rules.outcomes import OUTCOME_LABELS, Outcome
from alo153.city import queries
from alo153.city.models import Topic
from alo153.city.rules.evidence import EVIDENCE_LABELS, PROVABLE
from alo153.web.settings.documents.by_document.questions import (
    ask_questions,
    check_questions,
    with_questions,
)
from alo153.web.settings.documents.casework_forms import in_order
from alo153.web.settings.documents.entry_forms import (
    INHERITED,
    LONGEST_STANDARD,
    REQUIRED,
    STANDARD_UNITS,
    BaseEntryForm,
    EntryForm,
    Lines,
    choose,
    unit_choices,
)

_OWN: Final = "own"
_NONE: Final[Mapping[str, Any]] = {PROVABLE[0]: []}
"""Evidence of its own that demands nothing: a topic without the table has its group's."""


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
        evidence = self._as_written({each: kinds for each, kinds in demanded.items() if kinds})
        standard = f"{amount} {unit}" if amount else ""
        former = str(self.initial.get("standard", ""))
        if standard == f"{former}s":
            # "1 day" stays as it was written
            standard = former
        return {**said, "standard": standard, "evidence": evidence}

    def _as_written(self, demanded: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the table of a file that demands this; empty: the file has none."""
        return demanded


class PromisesForm(BaseEntryForm):
    """Words of the receipt about the promised time, for each unit of a service standard."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for unit, words in STANDARD_UNITS:
            self.fields[unit.replace(" ", "_")] = forms.CharField(
                label=_("Standard in %(unit)s") % {"unit": words},
                max_length=200,
                help_text=_("{n} stands for the number."),
                error_messages=REQUIRED,
            )


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
    promise = forms.CharField(
        label=_("What is promised"),
        required=False,
        max_length=200,
        help_text=_("Words of the receipt about the time. Empty: those of its service standard."),
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
        self.fields["own_evidence"] = forms.ChoiceField(
            label=_("Evidence"),
            required=False,
            choices=[("", self.inherited), (_OWN, _("its own, as ticked here"))],
            initial=_OWN if "evidence" in self.initial else "",
            help_text=self._of_group(),
        )
        *others, own = self.fields
        first = others.index(f"evidence_{PROVABLE[0]}")
        self.order_fields([*others[:first], own, *others[first:]])
        ask_questions(self)

    def clean(self) -> dict[str, Any]:
        """Refuse ticks that would not be in force."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        ticked = any(given.get(f"evidence_{outcome}") for outcome in PROVABLE)
        if ticked and not given.get("own_evidence"):
            self.add_error("own_evidence", _("Choose its own, or take the ticks out."))
        check_questions(self, given)
        return given

    def values(self) -> dict[str, Any]:
        """Return what the entry says then; its own evidence replaces all that its group wants."""
        said = super().values()
        del said["own_evidence"]
        return with_questions(self, said)

    def _as_written(self, demanded: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return evidence of its own, also where that is none, and the same as it was written."""
        if not self.cleaned_data["own_evidence"]:
            return {}
        if demanded == {outcome: kinds for outcome, kinds in self._evidence.items() if kinds}:
            return self._evidence or _NONE
        return demanded or _NONE

    def _of_group(self) -> str:
        """Say what the group demands; a draft may have it in another form."""
        wanted = self.initial.get(INHERITED, {}).get("evidence", {})
        lines = [
            f"{OUTCOME_LABELS[Outcome(outcome)]}: {_labels(wanted[outcome])}"
            for outcome in PROVABLE
            if isinstance(wanted, Mapping) and isinstance(wanted.get(outcome), list)
        ]
        if not lines:
            return str(_("The group demands none."))
        return str(_("The group demands: %(evidence)s") % {"evidence": " · ".join(lines)})


def _labels(kinds: list[Any]) -> str:
    labels = {str(each): str(label) for each, label in EVIDENCE_LABELS.items()}
    return ", ".join(labels.get(str(each), str(each)) for each in kinds) or str(_("none"))


_TASKS = [
    (Topic.Responsibility.METROPOLITAN, _("always ours")),
    (Topic.Responsibility.DISTRICT, _("always the district's")),
    (Topic.Responsibility.BY_PLACE, _("depends on the street or park")),
    (Topic.Responsibility.OUTSIDE, _("another body's")),
]
