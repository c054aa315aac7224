"""What is looked for among the recordings; it stands in the address."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from alo153.accounts.models import User
from alo153.calls.media.recordings.queries import Wish

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

LENGTHS: "list[tuple[str, StrPromise]]" = [
    ("", _("any length")),
    ("60", _("a minute and longer")),
    ("180", _("three minutes and longer")),
    ("600", _("ten minutes and longer")),
]


class WishForm(forms.Form):
    """Agent, day and length; all may be left out."""

    agent = forms.TypedChoiceField(label=_("Agent"), coerce=int, empty_value=None, required=False)
    day = forms.DateField(
        label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    length = forms.ChoiceField(label=_("Length"), choices=LENGTHS, required=False)

    def __init__(self, *args: object, agents: "list[User]", **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # as Django's own form
        people = [(agent.pk, agent.full_name) for agent in agents]
        self.fields["agent"].choices = [("", _("all")), *people]  # type: ignore[attr-defined]

    def wish(self) -> Wish:
        """Return what is looked for; what cannot be read asks nothing."""
        self.full_clean()
        found = self.cleaned_data if self.is_bound else {}
        length = found.get("length")
        return Wish(
            agent=found.get("agent"),
            day=found.get("day"),
            least_seconds=int(length) if length else None,
        )
