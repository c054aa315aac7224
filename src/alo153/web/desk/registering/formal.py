"""Further data of a kind of application: particulars, another body's register."""

from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alo153.cases.models import Particulars
from alo153.city import queries as unit_queries
from alo153.city.models import CaseKind
from alo153.city.rules import identity_number
from alo153.city.rules.kinds import Need
from alo153.core import clock
from alo153.web.kit.fields.choosing import OneOf

_OLDEST: Final = timedelta(days=2 * 365)
_REGISTER_FIELDS: Final = ("register_number", "register_arrived", "register_due")
_FIELDS_OF: Final = {
    Need.ADDRESS: ("home_address",),
    Need.SIGNATURE: ("signature", "signature_reference"),
    Need.IDENTITY_NUMBER: ("identity_number",),
    Need.SIGNATURE_OR_IDENTITY: ("signature", "signature_reference", "identity_number"),
}
_MISSING: Final = {
    Need.FULL_NAME: ("full_name", _("This kind needs the full name.")),
    Need.ADDRESS: ("home_address", _("This kind needs the applicant's home or work address.")),
    Need.SIGNATURE: ("signature", _("This kind needs a signature: choose how it was signed.")),
    Need.IDENTITY_NUMBER: ("identity_number", _("This kind needs the identity number.")),
    Need.SIGNATURE_OR_IDENTITY: (
        "identity_number",
        _("This kind needs a signature or the identity number."),
    ),
}


class _DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=_DateInput(),
        error_messages={"invalid": _("There is no such day. Example: 24.11.2026")},
    )


class FormalForm(forms.Form):
    """The fields that only some kinds ask for; for other kinds they are read and left out."""

    kind = OneOf(
        unit_queries.kinds_now,
        label=_("Kind"),
        error_messages={"invalid_choice": _("Choose the kind from the list.")},
    )
    home_address = forms.CharField(
        label=_("Home or work address"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    signature = forms.ChoiceField(
        label=_("Signature"),
        required=False,
        choices=[("", _("none")), *Particulars.Signature.choices],
    )
    signature_reference = forms.CharField(
        label=_("Number of the paper, KEP or e-Government record"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    identity_number = forms.CharField(
        label=_("Identity number"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    register_number = forms.CharField(
        label=_("Number there"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    register_arrived = _day(_("Arrived there on"))
    register_due = _day(_("Due there on"))

    @property
    def kind_now(self) -> CaseKind | None:
        """Return the kind that the form is at, to show what it asks for."""
        return unit_queries.kinds_now().get(str(self["kind"].value() or ""))

    @property
    def asked(self) -> list[forms.BoundField]:
        """Return the fields that the kind asks for beyond the usual."""
        return [self[name] for name in _asked_by(self.kind_now)]

    def clean_identity_number(self) -> str:
        """See that the number is one, as far as the city's country has check digits."""
        number = str(self.cleaned_data["identity_number"]).replace(" ", "")
        if number and not identity_number.is_valid(number, country=unit_queries.city().country):
            raise ValidationError(_("This is no identity number: a digit is wrong or missing."))
        return number

    def check_kind(self, cleaned: dict[str, Any]) -> None:
        """See that what the kind needs is there, and forget what it does not ask for."""
        kind: CaseKind | None = cleaned.get("kind")
        asked = _asked_by(kind)
        for name in {name for names in _FIELDS_OF.values() for name in names} - set(asked):
            cleaned[name] = ""
            self.errors.pop(name, None)
        if kind is None:
            return
        for need in map(Need, kind.needs):
            field, words = _MISSING[need]
            if not _is_there(need, cleaned) and field not in self.errors:
                self.add_error(field, words)
        if cleaned.get("signature") and not cleaned.get("signature_reference"):
            self.add_error("signature_reference", _("Write where the signature can be found."))
        self._check_register(kind, cleaned)

    def _check_register(self, kind: CaseKind, cleaned: dict[str, Any]) -> None:
        if not kind.register:
            for name in _REGISTER_FIELDS:
                cleaned[name] = None
                self.errors.pop(name, None)
            return
        arrived, due = cleaned.get("register_arrived"), cleaned.get("register_due")
        if not cleaned.get("register_number") and "register_number" not in self.errors:
            words = _("Write the number that %(body)s gave it.")
            self.add_error(
                "register_number", ValidationError(words, params={"body": kind.register})
            )
        if not arrived and "register_arrived" not in self.errors:
            self.add_error("register_arrived", _("Write the day on which it arrived there."))
        if arrived and (wrong := wrong_arrival(arrived)):
            self.add_error("register_arrived", wrong)
        if arrived and due and due < arrived:
            self.add_error("register_due", _("It cannot be due before it arrived."))


def wrong_arrival(day: date) -> Any:
    """Return what is wrong with a day of arrival; None if it may be right."""
    today = unit_queries.today(clock.now())
    if day > today:
        return _("This day has not come yet.")
    if day < today - _OLDEST:
        return _("This is more than two years ago: look at the year again.")
    return None


def _asked_by(kind: CaseKind | None) -> list[str]:
    if kind is None:
        return []
    names = [name for need in kind.needs for name in _FIELDS_OF.get(Need(need), ())]
    return names + (list(_REGISTER_FIELDS) if kind.register else [])


def _is_there(need: Need, cleaned: dict[str, Any]) -> bool:
    match need:
        case Need.FULL_NAME:
            return bool(cleaned.get("full_name"))
        case Need.ADDRESS:
            return bool(cleaned.get("home_address"))
        case Need.SIGNATURE:
            return bool(cleaned.get("signature"))
        case Need.IDENTITY_NUMBER:
            return bool(cleaned.get("identity_number"))
        case Need.SIGNATURE_OR_IDENTITY:
            return bool(cleaned.get("signature") or cleaned.get("identity_number"))
