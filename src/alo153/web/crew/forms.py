"""What a crew says of a work."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alo153.cases.models import FieldPhoto, FieldReport
from alo153.core.files import uploads

_CAMERA = {"accept": "image/*", "capture": "environment"}


class PhotoField(forms.FileField):
    """A photo, told by its content; its value is a `CheckedFile` or nothing."""

    widget = forms.FileInput(attrs=_CAMERA)

    def clean(self, value: Any, initial: Any = None) -> uploads.CheckedFile | None:
        """Check what came."""
        if not value:
            return None
        try:
            checked = uploads.check(super().clean(value, initial))
        except uploads.FileError as error:
            raise forms.ValidationError(str(uploads.MESSAGES[error.problem])) from error
        if not checked.content_type.startswith("image/"):
            raise forms.ValidationError(_("Send a photo here."))
        return checked


class ReportForm(forms.Form):
    """One visit; `token` and `made_at` come from the telephone."""

    use_required_attribute = False

    token = forms.UUIDField(widget=forms.HiddenInput)
    made_at = forms.DateTimeField(
        widget=forms.HiddenInput, required=False, input_formats=["%Y-%m-%dT%H:%M:%S.%fZ"]
    )
    found = forms.ChoiceField(
        label=_("How is it?"),
        choices=FieldReport.Found.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how it is.")},
    )
    before = PhotoField(label=_("Photo before"), required=False)
    after = PhotoField(label=_("Photo after"), required=False)
    note = forms.CharField(
        label=_("Note"),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for words where a photo says nothing."""
        cleaned = super().clean() or {}
        if cleaned.get("found") == FieldReport.Found.NEEDS_MORE and not cleaned.get("note"):
            self.add_error("note", _("Write what is needed."))
        return cleaned

    def facts(self, now: datetime) -> dict[str, Any]:
        """Return what was said, for the domain."""
        said = self.cleaned_data
        photos = {shows: said[shows.value] for shows in FieldPhoto.Shows if said[shows.value]}
        return {
            "token": said["token"],
            "found": FieldReport.Found(said["found"]),
            "note": said["note"],
            "photos": photos,
            "made_at": said["made_at"] or now,
        }
