"""Forms about a conversation."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alo153.care.actions.abuse import LONGEST
from alo153.cases.rules import codes, ready_answers
from alo153.channels.contract import Template
from alo153.channels.models import ApprovedTemplate
from alo153.channels.social.opening import approved
from alo153.citizens.channel import Channel
from alo153.city import queries as city
from alo153.web.kit.fields.written_to import written_to


class ReplyForm(forms.Form):
    """An answer. Its length is judged by the verb, by its channel."""

    use_required_attribute = False

    text = forms.CharField(
        label=_("Your answer"),
        widget=forms.Textarea({"rows": 6}),
        error_messages={"required": _("Write what the citizen is to read.")},
    )
    # Whether there is such a way is judged by the verb
    by = forms.CharField(label=_("Goes by"), required=False, widget=forms.HiddenInput)

    def offer(self, ways: Sequence[tuple[str, str]]) -> None:
        """Let one of several ways be chosen: channels with their labels, the usual one first."""
        if len(ways) > 1:
            self.fields["by"].widget = forms.RadioSelect(choices=ways)
        self.initial["by"] = ways[0][0] if ways else ""

    def clean_text(self) -> str:
        """Refuse words in braces that a ready answer left open."""
        text = str(self.cleaned_data["text"])
        if open_words := ready_answers.unfilled(text):
            braced = ", ".join(f"{{{word}}}" for word in open_words)
            words = _("Still open: %(words)s. Write what belongs there, or take it out.")
            raise ValidationError(words % {"words": braced})
        return text


class AddressForm(forms.Form):
    """A further address that the citizen of a conversation named."""

    use_required_attribute = False

    to = forms.CharField(
        label=_("Mobile number or e-mail address"),
        help_text=_("Ask for it in a private message, and read it back."),
        max_length=254,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Write a mobile number or an e-mail address.")},
    )
    channel: Channel

    def clean_to(self) -> str:
        """Understand it, or say what is wrong."""
        self.channel, address = written_to(str(self.cleaned_data["to"]))
        return address


class MoveForm(forms.Form):
    """The queue that a conversation is moved to, out of the one that it is in `now`."""

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None, *, now: str) -> None:
        super().__init__(data)
        self.queues = {key: name for key, name in city.written_queues().items() if key != now}
        self.fields["queue"] = forms.ChoiceField(
            label=_("Queue"),
            choices=list(self.queues.items()),
            help_text=_("It is offered to the agents of that queue; you have it no more."),
            error_messages={
                "invalid_choice": _("The city has no such queue any more. Choose another one.")
            },
        )


class ApprovedForm(forms.Form):
    """The values for the gaps of approved words; the verb checks them."""

    use_required_attribute = False

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, template: ApprovedTemplate
    ) -> None:
        super().__init__(data, prefix=f"approved-{template.pk}")
        self.template = template
        for number in range(1, approved.gaps(template.body) + 1):
            self.fields[str(number)] = forms.CharField(
                label=f"{{{{{number}}}}}",
                max_length=approved.LONGEST,
                error_messages={"required": _("Write what stands in this gap.")},
            )

    @property
    def filled(self) -> Template:
        """Return the words with what fills their gaps."""
        values = tuple(self.cleaned_data[name] for name in self.fields)
        return Template(name=self.template.name, language=self.template.language, values=values)


class AbuseForm(forms.Form):
    """Why an agent ends a conversation by right."""

    use_required_attribute = False
    ABUSE, THREAT = "abuse", "threat"

    kind = forms.ChoiceField(
        label=_("What was it?"),
        choices=[(ABUSE, _("insults")), (THREAT, _("a threat"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it was.")},
    )
    reason = forms.CharField(
        label=_("What happened?"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Your statement: your supervisors read it, the citizen does not."),
        error_messages={"required": _("Write what happened.")},
    )


class NoteForm(forms.Form):
    """A word to colleagues. Its length, and whom it names, are judged by the verb."""

    use_required_attribute = False

    note = forms.CharField(
        label=_("Internal note"),
        widget=forms.Textarea({"rows": 3, "data-mentions": "talk-colleagues"}),
        help_text=_("@ and a name tells a colleague."),
        error_messages={"required": _("Write what colleagues are to read.")},
    )


class CaseForm(forms.Form):
    """The application that a conversation is about."""

    code = forms.CharField(
        label=_("Tracking code"),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Type the tracking code of the application.")},
    )

    def clean_code(self) -> str:
        """Read a code in any usual form."""
        try:
            return codes.normalize(self.cleaned_data["code"])
        except codes.CodeError as error:
            raise ValidationError(codes.WRONG_CODE) from error
