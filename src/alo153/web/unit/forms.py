"""A unit's forms in addition to the answer: the reason of "not ours", a note."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReturnForm(forms.Form):
    """Why a case is not the unit's."""

    use_required_attribute = False

    reason = forms.CharField(
        label=_("Why is it not yours?"),
        help_text=_("The center reads it and finds the right unit."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write why it is not yours; the center needs it to decide.")},
    )


class NoteForm(forms.Form):
    """A word for colleagues."""

    use_required_attribute = False

    text = forms.CharField(
        label=_("Note for colleagues"),
        help_text=_("The citizen does not see it."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write the note first.")},
    )


class QuestionForm(forms.Form):
    """The question to the citizen."""

    use_required_attribute = False

    text = forms.CharField(
        label=_("What do you want to know?"),
        help_text=_("One question, in words everybody understands. The citizen reads it as it is."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4, "autofocus": True}),
        error_messages={"required": _("Write the question.")},
    )
