"""Forms of the center about a case."""

from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from alo153.cases.life.personal_files import is_signed_on_paper
from alo153.cases.models import Case, RelayAttempt
from alo153.cases.policy.erased import is_erased
from alo153.citizens.channel import CHANNEL_LABELS, Channel
from alo153.citizens.queries import ways_to
from alo153.city import numbers
from alo153.city import queries as unit_queries
from alo153.city.models import Unit
from alo153.city.rules.phone import PhoneError
from alo153.core.files import uploads
from alo153.web.kit.fields.channels import ChannelField

_REASON = _("Write the reason; it stays with the case.")
# What a person at the telephone can say of a call
_BY_HAND = [
    RelayAttempt.Result.TOLD,
    RelayAttempt.Result.NO_ANSWER,
    RelayAttempt.Result.BUSY,
    RelayAttempt.Result.WRONG_NUMBER,
]


def reason_field(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _REASON},
    )


class ForwardForm(forms.Form):
    """To which unit, and why."""

    unit = forms.ModelChoiceField(
        label=_("Unit"),
        queryset=Unit.objects.none(),
        to_field_name="slug",
        empty_label=_("choose"),
        error_messages={"required": _("Choose a unit.")},
    )
    reason = reason_field(_("Why this unit"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["unit"].queryset = unit_queries.units()


class ReplyForm(forms.Form):
    """The citizen's answer to the unit's question."""

    text = forms.CharField(
        label=_("What the citizen says"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what the citizen says.")},
    )


class ApproveForm(forms.Form):
    """The answer as the citizen will read or hear it."""

    plain_text = forms.CharField(
        label=_("In plain words, as the citizen reads or hears it"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": _("Write the answer in plain words.")},
    )


class SendBackForm(forms.Form):
    """Why the unit should answer again."""

    reason = reason_field(_("What is missing"))


class ConfirmationForm(forms.Form):
    """The citizen's confirmation of the closing; a "no" needs a reason."""

    solved = forms.ChoiceField(
        label=_("Does the citizen call it solved?"),
        choices=[("yes", _("solved")), ("no", _("not solved"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what the citizen says.")},
    )
    words = forms.CharField(
        label=_("In the citizen's words"),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for words after a "no": without them nobody knows what to do better."""
        said = super().clean() or {}
        if said.get("solved") == "no" and not said.get("words", "").strip():
            self.add_error("words", _("Write what is not solved, in the citizen's words."))
        return said


class AttemptForm(ConfirmationForm):
    """The result of a call-back, and the confirmation of the citizen who was told."""

    result = forms.ChoiceField(
        label=_("What came of the call"),
        choices=[(result.value, result.label) for result in _BY_HAND],
        error_messages={"required": _("Choose what came of the call.")},
    )
    detail = forms.CharField(label=_("Remark"), max_length=300, required=False)
    solved = forms.ChoiceField(
        label=_("Does the citizen call it solved?"),
        choices=[("", _("did not say")), ("yes", _("solved")), ("no", _("not solved"))],
        widget=forms.RadioSelect,
        required=False,
    )


@dataclass(frozen=True)
class NewContact:
    """A number or address that was not known of the citizen; ``value`` E.164 or an address."""

    kind: Channel
    value: str


class AgainForm(forms.Form):
    """Another way to tell the citizen: one that is known, or one that was found out."""

    way = ChannelField(label=_("Another way"), error_messages={"required": _("Choose a way.")})
    new_contact = forms.CharField(
        label=_("New number or address, for a new way"),
        required=False,
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._ways = {
            f"{wish.value}:{identity.pk}": (wish, identity)
            for identity in ways_to(case.reporter_id)
            for wish in _WAYS[Channel(identity.kind)]
        }
        fields: dict[str, Any] = self.fields
        fields["way"].choices = [
            *(
                (value, f"{CHANNEL_LABELS[wish]}: {numbers.display(identity.value)}")
                for value, (wish, identity) in self._ways.items()
            ),
            *((f"{wish.value}:new", words) for wish, words in _NEW_WAYS.items()),
        ]

    def clean(self) -> dict[str, Any]:
        """Turn the way into the channel and whom it reaches: an `Identity` or a `NewContact`."""
        cleaned = super().clean() or {}
        way = cleaned.get("way", "")
        if way in self._ways:
            cleaned["way"] = self._ways[way]
        elif way:
            wish = Channel(way.partition(":")[0])
            cleaned["way"] = (wish, self._new_way(wish, cleaned.get("new_contact", "")))
        return cleaned

    def _new_way(self, wish: Channel, typed: str) -> NewContact | None:
        try:
            if wish == Channel.EMAIL:
                validate_email(typed)
                return NewContact(Channel.EMAIL, typed)
            number = numbers.parse(typed)
        except forms.ValidationError:
            self.add_error("new_contact", _("Write the e-mail address, like ayse@example.org."))
        except PhoneError as error:
            self.add_error("new_contact", numbers.words(error.problem))
        else:
            if wish == Channel.SMS and not number.is_mobile:
                self.add_error("new_contact", _("An SMS reaches only a mobile number."))
            return NewContact(Channel.PHONE, number.value)
        return None


class GiveUpForm(forms.Form):
    """Why the case is closed although nobody was told."""

    reason = reason_field(_("Why it is closed although the citizen could not be told"))


class NoteForm(forms.Form):
    """A word between colleagues."""

    text = forms.CharField(
        label=_("Note for colleagues; the citizen does not see it"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write the note.")},
    )


_NEW_WAYS = {
    Channel.PHONE: _("call: another number"),
    Channel.SMS: _("SMS: another number"),
    Channel.EMAIL: _("e-mail: another address"),
}
_WAYS = {
    Channel.PHONE: (Channel.PHONE, Channel.SMS),
    Channel.EMAIL: (Channel.EMAIL,),
}


_FROM_CITIZEN = _("from the citizen: stands on their page, too")


class FileForm(forms.Form):
    """A file for a case, and what it is."""

    SIGNED: Final = "signed"
    FROM_CITIZEN: Final = "citizen"
    _INTERNAL: Final = "internal"

    file = forms.FileField(
        label=_("Photo or document"),
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf"}),
        error_messages={
            "required": _("Choose the file."),
            "empty": uploads.MESSAGES[uploads.FileProblem.EMPTY],
        },
    )
    what = forms.ChoiceField(
        label=_("What it is"), error_messages={"required": _("Say what the file is.")}
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["what"].choices = [
            *([(self.SIGNED, _("scan of the signed paper"))] if is_signed_on_paper(case) else []),
            *([] if is_erased(case) else [(self.FROM_CITIZEN, _FROM_CITIZEN)]),
            (self._INTERNAL, _("internal: the citizen does not see it")),
        ]

    def clean_file(self) -> uploads.CheckedFile:
        """See by its content what it is; a photo loses the place a telephone wrote into it."""
        try:
            return uploads.check(self.cleaned_data["file"])
        except uploads.FileError as error:
            raise forms.ValidationError(uploads.MESSAGES[error.problem]) from error
