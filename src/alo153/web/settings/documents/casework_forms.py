"""Entries of what applications may be, and of what staff may do."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from alo153.accounts.registry import every_permission
from alo153.accounts.roles import SCOPE_LABELS
from alo153.city.citypack.kinds import KIND_SLUG
from alo153.city.rules.kinds import NEED_LABELS
from alo153.web.settings.documents.center_forms import CenterForm
from alo153.web.settings.documents.entry_forms import (
    LONGEST_STANDARD,
    REQUIRED,
    STANDARD_UNITS,
    BaseEntryForm,
    ask_names,
    with_names,
)

_MOST_DAYS: Final = 365
_MOST_IDLE: Final = 24 * 60


class KindForm(BaseEntryForm):
    """A kind of application: its required fields, and its clock."""

    slug = forms.CharField(
        label=_("Key"),
        max_length=24,
        help_text=_("Small letters a-z, digits and single underscores; it never changes."),
        validators=[
            RegexValidator(
                rf"\A(?:{KIND_SLUG.pattern})\Z",
                _("Write small letters a-z, digits and single underscores, like tip_off."),
            )
        ],
        error_messages=REQUIRED,
    )
    name = forms.CharField(label=_("Name"), max_length=60, error_messages=REQUIRED)
    law = forms.CharField(label=_("Law"), required=False, max_length=200)
    say = forms.CharField(
        label=_("What an agent should know"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    needs = forms.MultipleChoiceField(
        label=_("What it must bring"),
        required=False,
        choices=[(str(each), label) for each, label in NEED_LABELS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    anonymous = forms.BooleanField(label=_("Nobody needs to be named"), required=False)
    standard_amount = forms.IntegerField(
        label=_("Service standard"),
        required=False,
        min_value=1,
        max_value=LONGEST_STANDARD,
        help_text=_("Empty: that of the topic."),
    )
    standard_unit = forms.ChoiceField(
        label=_("Unit of the standard"), required=False, choices=STANDARD_UNITS
    )
    hold = forms.BooleanField(
        label=_("Staff may hold the clock, with a reason"),
        required=False,
        help_text=_("Not where a law sets the time."),
    )
    extension = forms.IntegerField(
        label=_("Longer time: the new total"),
        required=False,
        min_value=0,
        max_value=_MOST_DAYS,
        help_text=_("Once, with a notice to the citizen. Empty: never."),
    )
    interim = forms.IntegerField(
        label=_("New total after an interim answer"),
        required=False,
        min_value=0,
        max_value=_MOST_DAYS,
        help_text=_("Only one of the two. Empty: never."),
    )
    pay_within = forms.IntegerField(
        label=_("Working days to pay after a cost notice"),
        required=False,
        min_value=0,
        max_value=_MOST_DAYS,
    )
    forward_and_inform = forms.BooleanField(
        label=_("The wrong authority passes it on and tells the citizen"), required=False
    )
    register = forms.CharField(
        label=_("Register"),
        required=False,
        max_length=60,
        help_text=_("Another body that numbers and dates it. Empty: none."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        amount, _space, unit = str(self.initial.get("standard", "")).partition(" ")
        # A file may say "1 day"
        unit = unit if not unit or unit.endswith("s") else f"{unit}s"
        self.initial = {**self.initial, "standard_amount": amount, "standard_unit": unit}

    def clean(self) -> None:
        """Refuse what contradicts itself, at the field."""
        said = self.cleaned_data
        if said.get("anonymous") and said.get("needs"):
            self.add_error("anonymous", _("Nobody can stay unknown and bring this too."))
        if said.get("extension") and said.get("interim"):
            self.add_error("interim", _("The time is made longer once: write one of the two."))

    def values(self) -> dict[str, Any]:
        """Return what the entry says then, its standard as a file writes it."""
        said = super().values()
        amount, unit = said.pop("standard_amount"), said.pop("standard_unit")
        needs = in_order(said["needs"], self.initial.get("needs", ()))
        days = {key: said[key] or None for key in ("extension", "interim", "pay_within")}
        return {**said, **days, "needs": needs, "standard": f"{amount} {unit}" if amount else ""}


class RoleForm(CenterForm):
    """The permissions of a role, and their scope."""

    scope = forms.ChoiceField(
        label=_("Where it holds"),
        choices=[(str(each), label) for each, label in SCOPE_LABELS.items()],
    )
    permissions = forms.MultipleChoiceField(
        label=_("Permissions"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )
    idle_minutes = forms.IntegerField(
        label=_("A session ends after so many minutes without work"),
        required=False,
        min_value=1,
        max_value=_MOST_IDLE,
        help_text=_("Empty: never."),
    )
    second_factor = forms.BooleanField(
        label=_("Only with a second factor at the sign-in"), required=False
    )
    for_guests = forms.BooleanField(label=_("Guests of the center work by it"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = ask_names(self, "label")
        self.order_fields(["key", *names, "scope"])
        self._offer(self.initial.get("permissions", ()))

    def _offer(self, former: Iterable[str]) -> None:
        """Offer every permission, and what the file has already: left out, it would be lost."""
        known = {each.key: str(each.label) for each in every_permission()}
        choices = {**known, **{key: key for key in former if key not in known}}
        fields: dict[str, Any] = self.fields
        fields["permissions"].choices = sorted(choices.items(), key=lambda each: each[1])

    def values(self) -> dict[str, Any]:
        """Return what the entry says then, its names by language."""
        said, former = with_names(super().values(), "label"), self.initial.get("permissions", ())
        return {**said, "permissions": in_order(said["permissions"], former)}


class SkillForm(CenterForm):
    """A skill of agents, in the words of staff."""

    name = forms.CharField(label=_("Name"), max_length=60, error_messages=REQUIRED)


def in_order(chosen: Sequence[str], former: Iterable[str]) -> list[str]:
    """Return what was chosen in the order of the file, what is new behind it."""
    stay = [each for each in former if each in chosen]
    return [*stay, *sorted(each for each in chosen if each not in stay)]
