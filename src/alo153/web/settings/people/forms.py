"""A member of staff as a form."""

import re
from hashlib import sha256
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from alo153.accounts.models import User
from alo153.accounts.queries import roles_now, unit_roles
from alo153.city import queries
from alo153.city.actions.staffing import Person
from alo153.city.models import Unit
from alo153.web.kit.fields.one_line import NameField

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}\Z")
_REQUIRED = {"required": _("Fill this in.")}


class PersonForm(forms.Form):
    """A person's identity and permissions."""

    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        help_text=_("For signing in; it never changes."),
        validators=[
            RegexValidator(
                _USERNAME,
                _("Use 2 to 60 small letters a-z, digits, dot, hyphen or underscore."),
            )
        ],
        error_messages=_REQUIRED,
    )
    full_name = NameField(label=_("Full name"), max_length=120, error_messages=_REQUIRED)
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("The invitation goes here, and a link when a password is forgotten."),
        error_messages={**_REQUIRED, "invalid": _("Write an address like name@example.org.")},
    )
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one role.")},
    )
    units = forms.MultipleChoiceField(
        label=_("Units"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Where the roles of a unit hold."),
    )

    def __init__(self, *args: Any, known: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._known = known
        if known:
            del self.fields["username"]
        fields: dict[str, Any] = self.fields
        fields["roles"].choices = [(key, role.label) for key, role in roles_now().items()]
        fields["units"].choices = [(each.slug, each.name) for each in _units()]

    def clean(self) -> dict[str, Any]:
        """Refuse a role without its place, and places without a role."""
        facts = super().clean() or {}
        of_units = set(unit_roles()) & set(facts.get("roles", ()))
        if of_units and not facts.get("units"):
            self.add_error("units", _("Choose the unit: one of the roles holds in a unit."))
        if facts.get("units") and not of_units and "roles" in facts:
            self.add_error("roles", _("Choose a role that holds in the unit, or no unit."))
        return facts

    def person(self) -> Person:
        """Return who is meant."""
        facts = self.cleaned_data
        chosen = set(facts["units"])
        return Person(
            username=self._known.username if self._known else facts["username"],
            full_name=" ".join(facts["full_name"].split()),
            email=facts["email"],
            roles=facts["roles"],
            units=[each for each in _units() if each.slug in chosen],
        )


def initial_of(user: User) -> dict[str, Any]:
    """Return what a form of this person begins with."""
    grants = user.grants
    return {
        "full_name": user.full_name,
        "email": user.email,
        "roles": sorted({each.role for each in grants}),
        "units": sorted({each.scope_key for each in grants if each.scope_key}),
    }


def mark_of(user: User) -> str:
    """Return a mark of what a form of this person begins with, another one after each change."""
    facts = sorted((name, str(value)) for name, value in initial_of(user).items())
    return sha256(f"{facts} {user.is_active}".encode()).hexdigest()[:16]


def _units() -> list[Unit]:
    return [each for each in queries.units() if each.kind != Unit.Kind.OUTSIDE]
