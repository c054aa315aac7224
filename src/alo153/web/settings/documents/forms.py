"""The content of a document, and the reason of its change."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alo153.city.citypack.documents.catalog import LONGEST

_ROWS = 28


class TextForm(forms.Form):
    """A document as text."""

    text = forms.CharField(
        label=_("What it says"),
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": _ROWS, "spellcheck": "false", "class": "code-area"}),
        error_messages={"required": _("Write the document; an empty one serves no city.")},
    )
    # The draft that the page showed
    made_from = forms.CharField(required=False, widget=forms.HiddenInput)

    def refuse_other_draft(self, mark: str) -> bool:
        """Refuse to replace a draft that changed since; True if it did. Next time it is replaced.

        Args:
            mark: of the draft as it is now.
        """
        if self.data.get("made_from", mark) == mark:
            return False
        words = gettext(
            "The draft has changed since you opened this page, perhaps in another window. What you "
            "wrote is still here: keep it once more if it is to replace the draft."
        )
        self.add_error(None, words)
        self.data = {**dict(self.data.items()), "made_from": mark}
        return True


class FileForm(forms.Form):
    """A document as a file that somebody brings."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A .toml file of a city; it becomes your draft."),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty. Choose another one."),
        },
    )

    def text(self) -> str:
        """Return what the file says. Raises UnicodeDecodeError, also for what no text holds."""
        content: bytes = self.cleaned_data["file"].read(4 * LONGEST + 1)
        if (at := content.find(b"\0")) >= 0:
            raise UnicodeDecodeError("utf-8", content, at, at + 1, "no letter")
        return content.decode("utf-8-sig")


class PublishForm(forms.Form):
    """Why a document changes, and from when on."""

    reason = forms.CharField(
        label=_("Why it changes"),
        max_length=300,
        error_messages={"required": _("Write why; it stays with the version.")},
    )
    publish_at = forms.DateTimeField(
        label=_("In force from"),
        required=False,
        help_text=_("Leave it empty to put it in force now."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
        error_messages={"invalid": _("Write a day and a time, like 2026-12-31 08:00.")},
    )
    # The version that the draft was made from
    onto = forms.IntegerField(widget=forms.HiddenInput)
    # The draft that the page showed
    draft = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].widget.attrs["autocomplete"] = "off"
