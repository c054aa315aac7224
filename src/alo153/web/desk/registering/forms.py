"""Forms of an agent about a contact: information given, out of scope, a case."""

from enum import StrEnum
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alo153.cases.models import ReporterRole
from alo153.citizens.channel import Channel
from alo153.citizens.channel import choices as channel_choices
from alo153.city import queries as unit_queries
from alo153.city.rules.routing import PlaceLayer
from alo153.web.desk.registering.formal import FormalForm
from alo153.web.desk.registering.questions import QuestionsForm
from alo153.web.kit.fields.channels import ChannelField
from alo153.web.kit.fields.choosing import OneOf
from alo153.web.kit.fields.one_line import NameField, WordsField
from alo153.web.kit.fields.typed import PhoneField, PlaceForm
from alo153.web.kit.telephone.shortcuts import KEYS

LONGEST_TEXT = 5_000
# Ways a citizen can stand before an agent without a call in the browser
_WITHOUT_CALL = [Channel.COUNTER, Channel.PHONE, Channel.EMAIL]
_LAYERS = [
    ("", _("not known")),
    (PlaceLayer.METROPOLITAN, _("main street, large park")),
    (PlaceLayer.DISTRICT, _("side street, neighborhood park")),
]
_WISHES = [
    (Channel.SMS, _("by SMS")),
    (Channel.PHONE, _("by telephone")),
    (Channel.EMAIL, _("by e-mail")),
    (Channel.NONE, _("no message")),
]


class Ending(StrEnum):
    """The result of a contact."""

    CASE = "case"
    INFORMATION = "information"
    OUT_OF_SCOPE = "out_of_scope"


# What each ending reads of the record; half-typed rest does not stand in its way
_READS = {
    Ending.INFORMATION: {"topic", "topic_text", "channel"},
    Ending.OUT_OF_SCOPE: {"redirected_to", "channel"},
}
_NEEDS = {
    Ending.INFORMATION: frozenset[str](),
    Ending.OUT_OF_SCOPE: frozenset({"redirected_to"}),
    Ending.CASE: frozenset({"form_token", "kind", "text", "reporter_role", "contact_wish"}),
}


class RecordForm(QuestionsForm, PlaceForm, FormalForm):
    """All that an agent may write about a contact; the ending says what of it is needed."""

    form_token = forms.UUIDField(widget=forms.HiddenInput)
    channel = forms.ChoiceField(
        label=_("How it came"),
        choices=channel_choices(_WITHOUT_CALL),
    )
    place_layer = forms.ChoiceField(label=_("Street or park"), choices=_LAYERS)
    text = WordsField(
        label=_("What the caller says"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write in a sentence or two what the caller says.")},
    )
    full_name = NameField(label=_("Full name"), max_length=120)
    reporter_role = forms.ChoiceField(label=_("The caller"), choices=ReporterRole)
    contact_wish = ChannelField(label=_("The answer"), choices=_WISHES)
    phone = PhoneField(label=_("Telephone"), max_length=40)
    email = forms.EmailField(label=_("E-mail"))
    # The case that this one goes with, of those offered beside the record
    lead = forms.CharField(required=False, max_length=9)
    anonymous = forms.BooleanField(label=_("Anonymous (where the kind allows it)"))
    redirected_to = OneOf(
        unit_queries.outside_now,
        label=_("Sent to"),
        empty_label=_("choose"),
        error_messages={"required": _("Choose where the caller was sent.")},
    )

    def __init__(self, *args: Any, ending: Ending = Ending.CASE, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ending = ending
        hint = _("Type what the caller says")
        keys = {"topic_text": KEYS["search"], "text": KEYS["form"]}
        for name, key in keys.items():
            self.fields[name].widget.attrs["data-key"] = key.press
        self.fields["topic_text"].widget.attrs["placeholder"] = hint
        self.topic_is_needed = ending is not Ending.OUT_OF_SCOPE
        fields: dict[str, Any] = self.fields
        for name, field in fields.items():
            field.required = name in _NEEDS[ending]

    def clean(self) -> dict[str, Any]:
        """See that what the ending needs is there."""
        cleaned = super().clean()
        cleaned["channel"] = Channel(cleaned.get("channel") or Channel.COUNTER)
        if self.ending is Ending.CASE:
            self._check_reporter(cleaned)
            self.check_kind(cleaned)
            self.check_answers(cleaned)
        else:
            for name in set(self.errors) - _READS[self.ending]:
                del self.errors[name]
        return cleaned

    def _check_reporter(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("anonymous"):
            self._check_contact(cleaned)
        elif (kind := cleaned.get("kind")) and not kind.anonymous:
            self.add_error("anonymous", _("This kind of application cannot be anonymous."))

    def _check_contact(self, cleaned: dict[str, Any]) -> None:
        wish = cleaned.get("contact_wish")
        number = cleaned.get("phone")
        by_number = wish in {Channel.SMS, Channel.PHONE}
        if by_number and not number and "phone" not in self.errors:
            self.add_error("phone", _("Write the number for the answer."))
        if wish == Channel.SMS and number and not number.is_mobile:
            self.add_error("phone", _("An SMS needs a mobile number; choose another way."))
        if wish == Channel.EMAIL and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", _("Write the e-mail address for the answer."))
