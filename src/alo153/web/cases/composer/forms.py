"""The answer as it is typed: only the fields that its outcome needs."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from alo153.cases.rules import codes
from alo153.cases.rules.outcomes import MISSING, NEEDS, Finding, Need, Outcome

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_TEXT_LENGTH = 4000
_LABELS: "dict[Need, StrPromise]" = {
    Need.TEXT: _("What was found and done"),
    Need.LEGAL_BASIS: _("Law or rule the refusal rests on"),
    Need.PLANNED_DATE: _("Planned for"),
    Need.RESPONSIBLE_BODY: _("Who is responsible"),
    Need.DUPLICATE_OF: _("Tracking code of the other application"),
    Need.PHOTO: _("Photo that shows it"),
    Need.VISIT: _("When was somebody of you there?"),
    Need.DOCUMENT: _("Number of the document"),
}
_HELP: "dict[Need, StrPromise]" = {
    Need.TEXT: _("The center puts it into plain words before the citizen hears it."),
    Need.LEGAL_BASIS: _("Example: Law 5393, article 14"),
    Need.RESPONSIBLE_BODY: _("Example: the district municipality, the electricity company"),
    Need.DUPLICATE_OF: _("Nine digits, as they stand in the list."),
    Need.DOCUMENT: _("Example: report of 24 November, number 2026/153"),
}
_PHOTO = _("Photo")
_PHOTO_HELP = _("The citizen sees it with the answer.")
_WHEN = "%Y-%m-%dT%H:%M"


class CodeField(forms.CharField):
    """A tracking code as typed; its value is the nine digits."""

    def clean(self, value: Any) -> str:
        """Return the digits of the code."""
        text = str(super().clean(value))
        try:
            return codes.normalize(text)
        except codes.CodeError as error:
            raise forms.ValidationError(codes.WRONG_CODE) from error


def _field(need: Need) -> forms.Field:
    facts: dict[str, Any] = {
        "label": _LABELS[need],
        "help_text": _HELP.get(need, ""),
        "error_messages": {"required": MISSING[need], "invalid": MISSING[need]},
    }
    return _CONTROLS[need](**facts)


def _text(**facts: Any) -> forms.Field:
    box = forms.Textarea(attrs={"rows": 6, "autofocus": True})
    return forms.CharField(max_length=_TEXT_LENGTH, widget=box, **facts)


def _day(**facts: Any) -> forms.Field:
    picker = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(widget=picker, **facts)


def _moment(**facts: Any) -> forms.Field:
    picker = forms.DateTimeInput(format=_WHEN, attrs={"type": "datetime-local"})
    return forms.DateTimeField(input_formats=[_WHEN], widget=picker, **facts)


def _code(**facts: Any) -> forms.Field:
    return CodeField(widget=forms.TextInput(attrs={"inputmode": "numeric"}), **facts)


def _photo(**facts: Any) -> forms.Field:
    """Return a field that may stay empty, unless `AnswerForm` needs a photo and has none."""
    camera = forms.FileInput(attrs={"accept": "image/*"})
    return forms.FileField(widget=camera, **facts | {"required": False})


_CONTROLS: dict[Need, Callable[..., forms.Field]] = {
    Need.TEXT: _text,
    Need.LEGAL_BASIS: partial(forms.CharField, max_length=300),
    Need.PLANNED_DATE: _day,
    Need.RESPONSIBLE_BODY: partial(forms.CharField, max_length=160),
    Need.DUPLICATE_OF: _code,
    Need.PHOTO: _photo,
    Need.VISIT: _moment,
    Need.DOCUMENT: partial(forms.CharField, max_length=60),
}


def _photos_there(count: int) -> str:
    words = ngettext(
        "%(n)s photo of yours is with the application; you may add another.",
        "%(n)s photos of yours are with the application; you may add another.",
        count,
    )
    return words % {"n": count}


class AnswerForm(forms.Form):
    """The answer of a unit or of an outside agency; a photo may go with every one.

    A photo is kept with the case as soon as it comes, so the form only counts them.
    """

    use_required_attribute = False

    def __init__(
        self,
        outcome: Outcome,
        data: Any = None,
        *,
        evidence: frozenset[Need] = frozenset(),
        photos: int = 0,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, auto_id="id_answer_%s", initial=initial)
        self.outcome, self.photos = outcome, photos
        self.needs_photo = Need.PHOTO in evidence
        asked = NEEDS[outcome] | evidence | {Need.PHOTO}
        self.fields.update({need.value: _field(need) for need in Need if need in asked})
        photo = self.fields[Need.PHOTO]
        if photos:
            photo.help_text = _photos_there(photos)
        elif self.needs_photo:
            photo.required = True
        else:
            photo.label, photo.help_text = _PHOTO, _PHOTO_HELP

    def clean(self) -> dict[str, Any]:
        """Count the photos that are there."""
        return self.cleaned_data | {"photos": self.photos}

    def finding(self) -> Finding:
        """Return what was typed, for the domain."""
        return Finding(outcome=self.outcome, **self.cleaned_data)

    def show_missing(self, missing: frozenset[Need]) -> None:
        """Put the domain's complaint next to each field it names."""
        for need in sorted(missing):
            self.add_error(need.value, str(MISSING[need]))
