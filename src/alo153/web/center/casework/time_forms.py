"""Forms of the center about the deadline of a case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alo153.cases.actions import NoticeDelivery
from alo153.cases.models import Case
from alo153.cases.telling import compose
from alo153.citizens.channel import CHANNEL_LABELS, Channel
from alo153.citizens.models import Identity
from alo153.citizens.queries import ways_to
from alo153.city import numbers
from alo153.city import queries as unit_queries
from alo153.city.models import Unit
from alo153.core import clock
from alo153.web.center.casework.case_forms import reason_field
from alo153.web.kit.dates.clocks import extended_until
from alo153.web.kit.fields.channels import ChannelField

_BY_HAND = [
    (Channel.LETTER, _("by letter: its number goes below")),
    (Channel.PHONE, _("told on the telephone: to whom goes below")),
]


class PauseForm(forms.Form):
    """Why the time is paused."""

    reason = reason_field(_("Why the time stands"))


class ResumeForm(forms.Form):
    """The reason for resuming the clock."""

    reason = reason_field(_("Why the time goes on"))


class PaidForm(forms.Form):
    """The evidence that the citizen paid."""

    reason = reason_field(_("Receipt: number and amount"))


class NoticeForm(forms.Form):
    """A reason for the ledger, and words to the citizen on a way that reaches them."""

    text = forms.CharField(
        label=_("What the citizen reads or hears"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what the citizen is told.")},
    )
    way = ChannelField(
        label=_("How they are told"), error_messages={"required": _("Choose a way.")}
    )
    reference = forms.CharField(
        label=_("Number of the letter, or who was spoken to"), max_length=120, required=False
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        kwargs["initial"] = self.words(case) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        those = ways_to(case.reporter_id)
        self._contacts = {f"{_way_to(each).value}:{each.pk}": each for each in those}
        fields: dict[str, Any] = self.fields
        fields["way"].choices = [
            *(
                (value, f"{CHANNEL_LABELS[_way_to(each)]}: {numbers.display(each.value)}")
                for value, each in self._contacts.items()
            ),
            *((way.value, label) for way, label in _BY_HAND),
        ]

    def words(self, case: Case) -> dict[str, Any]:  # noqa: ARG002 - each kind of notice has its own
        """Return what the form begins with."""
        return {}

    def clean(self) -> dict[str, Any]:
        """See that a letter has its number, and a call its hearer."""
        cleaned = super().clean() or {}
        way = cleaned.get("way")
        if way in {Channel.LETTER, Channel.PHONE} and not cleaned.get("reference"):
            self.add_error("reference", _("Write the letter's number, or who was spoken to."))
        return cleaned

    def delivery(self) -> NoticeDelivery:
        """Return the notice of a valid form."""
        facts = self.cleaned_data
        contact = self._contacts.get(facts["way"])
        way = Channel(str(facts["way"]).partition(":")[0])
        return NoticeDelivery(
            text=facts["text"], way=way, contact=contact, reference=facts["reference"]
        )


def _way_to(contact: Identity) -> Channel:
    by_mail = contact.kind == Channel.EMAIL
    return Channel.EMAIL if by_mail else Channel.SMS


class ExtendForm(NoticeForm):
    """Why more time is needed, and the notice of it."""

    reason = reason_field(_("Which unit or body must be asked, and for what"))
    field_order = ("reason", "text", "way", "reference")

    def words(self, case: Case) -> dict[str, Any]:
        """Begin with the city's own words and the new date."""
        until = extended_until(case, clock.now())
        return {"text": compose.words(case, "extension_words", due=until)}


class InterimForm(NoticeForm):
    """The state of the matter, and the notice of it."""

    reason = reason_field(_("What was done, and what the result waits for"))
    field_order = ("reason", "text", "way", "reference")

    def words(self, case: Case) -> dict[str, Any]:
        """Begin with the city's own words and the new date."""
        until = extended_until(case, clock.now())
        return {"text": compose.words(case, "interim_words", due=until)}


class CostsForm(NoticeForm):
    """The costs, and the notice about them."""

    reason = reason_field(_("What costs how much"))
    field_order = ("reason", "text", "way", "reference")

    def words(self, case: Case) -> dict[str, Any]:
        """Begin with the city's own words and the days to pay."""
        return {"text": compose.words(case, "costs_words", days=case.kind.pay_within)}


class PassOnForm(forms.Form):
    """The responsible body, and the notice to the citizen."""

    unit = forms.ModelChoiceField(
        label=_("The right body"),
        queryset=Unit.objects.none(),
        to_field_name="slug",
        empty_label=_("choose"),
        error_messages={"required": _("Choose the body.")},
    )
    reason = reason_field(_("Why it is theirs"))
    plain_text = forms.CharField(
        label=_("What the citizen is told"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what the citizen is told.")},
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        begin = {"plain_text": compose.words(case, "passed_on_words")}
        kwargs["initial"] = begin | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["unit"].queryset = unit_queries.outside_parties()


OF_A_CASE = (ExtendForm, InterimForm, CostsForm, PassOnForm)
