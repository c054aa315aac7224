"""Forms of a crew about a work."""

from datetime import datetime, timedelta
from typing import Any, Final

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


# As `toISOString` writes an instant
_BY_SCRIPT: Final = ["%Y-%m-%dT%H:%M:%S.%fZ"]
# What seems to have waited longer has a clock that was put right meanwhile
_LONGEST_WAIT: Final = timedelta(days=366)


class ReportForm(forms.Form):
    """One visit; `token`, `made_at` and `sent_at` come from the telephone, by its own clock."""

    use_required_attribute = False
    # Words that the page says by itself, without a line
    lacks_state = _("Say how it is.")
    lacks_note = _("Write what is needed.")

    token = forms.UUIDField(widget=forms.HiddenInput)
    made_at = forms.DateTimeField(
        widget=forms.HiddenInput, required=False, input_formats=_BY_SCRIPT
    )
    sent_at = forms.DateTimeField(
        widget=forms.HiddenInput, required=False, input_formats=_BY_SCRIPT
    )
    found = forms.ChoiceField(
        label=_("How is it?"),
        choices=FieldReport.Found.choices,
        widget=forms.RadioSelect,
        error_messages={"required": lacks_state},
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
            self.add_error("note", self.lacks_note)
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
            "made_at": self._made_at(now),
        }

    def _made_at(self, now: datetime) -> datetime:
        """Return when it was written: so long ago as the telephone says, whatever day it has."""
        made_at, sent_at = self.cleaned_data["made_at"], self.cleaned_data["sent_at"]
        if not (made_at and sent_at):
            return made_at or now
        return now - min(sent_at - made_at, _LONGEST_WAIT) if made_at < sent_at else now
