"""The form to write a post."""

from datetime import datetime, timedelta
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from alo153.citizens.channel import Channel
from alo153.core import clock
from alo153.core.files import uploads
from alo153.publishing.actions.writing import PostContent
from alo153.publishing.models import LONGEST, LONGEST_ALT_TEXT, Post
from alo153.publishing.outlets import LABELS, PORTAL, outlets

_AHEAD: Final = timedelta(days=366)
_DAYS: Final = (1, 3, 7, 14, 30)


class PostForm(forms.Form):
    """Words for everybody, a picture, places with words of their own, and a moment."""

    use_required_attribute = False

    text = forms.CharField(
        label=gettext_lazy("What should everybody know?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6, "autofocus": True, "data-text": ""}),
        error_messages={"required": gettext_lazy("Write what everybody should know.")},
    )
    channels = forms.MultipleChoiceField(
        label=gettext_lazy("Where does it appear?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    picture = forms.FileField(
        label=gettext_lazy("Picture"),
        required=False,
        help_text=gettext_lazy("JPEG, PNG or WebP. Where it was taken is removed from it."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    without_picture = forms.BooleanField(label=gettext_lazy("Without this picture"), required=False)
    alt_text = forms.CharField(
        label=gettext_lazy("What does the picture show?"),
        required=False,
        max_length=LONGEST_ALT_TEXT,
        help_text=gettext_lazy("One sentence, for who does not see it."),
    )
    planned_at = forms.DateTimeField(
        label=gettext_lazy("When?"),
        required=False,
        help_text=gettext_lazy("Empty: as soon as it is approved."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    portal_days = forms.TypedChoiceField(
        label=gettext_lazy("How long on the portal?"),
        choices=[
            (days, ngettext_lazy("%(count)s day", "%(count)s days", days) % {"count": days})
            for days in _DAYS
        ],
        coerce=int,
        initial=7,
    )
    # A picture is chosen and not sent yet: of a preview
    chosen = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, files: Any = None, *, post: Post | None = None) -> None:
        super().__init__(data, files, initial=_as_it_is(post))
        self._planned_at = post.planned_at if post else None
        there = {channel: LABELS[channel] for channel in outlets()}
        if post:
            there |= {each.place: LABELS[each.place] for each in post.publications.all()}
        fields: dict[str, Any] = self.fields
        fields["channels"].choices = [(key.value, label) for key, label in there.items()]
        for channel, label in there.items():
            self.fields[f"own_{channel}"] = _own(channel, label)

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """Return the fields for words of their own, one a place."""
        return [self[name] for name in self.fields if name.startswith("own_")]

    @property
    def has_own(self) -> bool:
        """Say whether one of them holds something, or is wrong."""
        return any(field.value() or field.errors for field in self.own_fields)

    def clean_text(self) -> str:
        """Return it with one sign for each new line, as it is counted."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")

    def clean_picture(self) -> uploads.CheckedFile | None:
        """Draw it anew, and see by its content whether it is a picture."""
        sent: Any = self.cleaned_data["picture"]
        if not sent:
            return None
        try:
            checked = uploads.check(sent)
        except uploads.FileError as error:
            raise forms.ValidationError(str(uploads.MESSAGES[error.problem])) from error
        if not checked.content_type.startswith("image/"):
            raise forms.ValidationError(_("Choose a picture: JPEG, PNG or WebP."))
        return checked

    def clean_planned_at(self) -> datetime | None:
        """Refuse a moment that is over, or so far away that it is a slip of the keyboard."""
        planned_at: datetime | None = self.cleaned_data["planned_at"]
        if planned_at is None or planned_at == self._planned_at:
            return planned_at
        now = clock.now()
        if planned_at < now:
            raise forms.ValidationError(
                _("This moment is over. Leave it empty to publish as soon as it is approved.")
            )
        if planned_at > now + _AHEAD:
            raise forms.ValidationError(_("This is more than a year ahead."))
        return planned_at

    def clean(self) -> dict[str, Any]:
        """Refuse words for a place that is not chosen: they would be lost without a word."""
        given = super().clean() or {}
        if "channels" in given:
            for channel in LABELS:
                if given.get(f"own_{channel}") and channel.value not in given["channels"]:
                    self.add_error(f"own_{channel}", _("Choose this place above, or empty this."))
        return given

    @property
    def content(self) -> PostContent:
        """Return what was typed, of a form that is right."""
        given = self.cleaned_data
        own = {each: given.get(f"own_{each}", "").replace("\r\n", "\n") for each in LABELS}
        return PostContent(
            text=given["text"],
            own_texts={channel: own[Channel(channel)] for channel in given["channels"]},
            picture=given["picture"],
            without_picture=given["without_picture"],
            alt_text=given["alt_text"],
            planned_at=given["planned_at"],
            portal_days=given["portal_days"],
        )


class RemarkForm(forms.Form):
    """Why a post is not approved."""

    use_required_attribute = False

    remark = forms.CharField(
        label=gettext_lazy("What should be different?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Write what should be different.")},
    )


def _own(channel: Channel, label: Any) -> forms.CharField:
    return forms.CharField(
        label=_("Words of its own for %(place)s") % {"place": label},
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "data-own": channel.value}),
    )


def _as_it_is(post: Post | None) -> dict[str, Any]:
    if post is None:
        return {"channels": [PORTAL.value]}
    places = list(post.publications.all())
    return {f"own_{each.channel}": each.own_text for each in places} | {
        "text": post.text,
        "channels": [each.channel for each in places],
        "alt_text": post.alt_text,
        "planned_at": post.planned_at,
        "portal_days": post.portal_days,
    }
