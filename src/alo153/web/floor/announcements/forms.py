"""The form to write or change an announcement."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django import forms
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from alo153.calls import menu_file
from alo153.city import queries as units
from alo153.core import clock
from alo153.knowledge.models import LONGEST, Announcement, Voice

_MONTHS_AHEAD = timedelta(days=60)
_HOURS = [
    (1, gettext_lazy("for an hour")),
    (3, gettext_lazy("for three hours")),
    (8, gettext_lazy("for eight hours")),
    (24, gettext_lazy("for a day")),
    (72, gettext_lazy("for three days")),
]


class WordsForm(forms.Form):
    """A text in each language of the voice menu, whom it concerns, and where it appears."""

    text = forms.CharField(
        label=gettext_lazy("What should everybody know?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "autofocus": True}),
        help_text=gettext_lazy(
            "One or two sentences, as you would say them on the telephone: what, where, until when."
        ),
    )
    district = forms.ModelChoiceField(
        label=gettext_lazy("Whom does it concern?"),
        queryset=units.districts(),
        required=False,
        to_field_name="slug",
        empty_label=gettext_lazy("the whole city"),
    )
    spoken = forms.BooleanField(
        label=gettext_lazy("Read it to callers before the menu"), required=False
    )
    on_portal = forms.BooleanField(
        label=gettext_lazy("Show it to citizens on the web"), required=False
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        for language in sorted(menu_file.second_languages()):
            self.fields[f"text_{language}"] = _text_in(language)

    @property
    def other_texts(self) -> list[forms.BoundField]:
        """Return the fields of the other languages."""
        return [self[name] for name in self.fields if name.startswith("text_")]

    @property
    def has_other_texts(self) -> bool:
        """Say whether one of them holds something, or is wrong."""
        return any(field.value() or field.errors for field in self.other_texts)

    @property
    def wordings(self) -> dict[str, str]:
        """Return what was typed in the other languages, by language."""
        return {
            name.removeprefix("text_"): text
            for name, text in self.cleaned_data.items()
            if name.startswith("text_")
        }


class AnnouncementForm(WordsForm):
    """A new announcement: from when, and how long."""

    begins_at = forms.DateTimeField(
        label=gettext_lazy("From"),
        required=False,
        help_text=gettext_lazy("Empty: from now on."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    hours = forms.TypedChoiceField(
        label=gettext_lazy("How long?"), choices=_HOURS, coerce=int, initial=3
    )

    def clean_begins_at(self) -> datetime | None:
        """Refuse a beginning so far away that it is a slip of the keyboard."""
        begins_at: datetime | None = self.cleaned_data["begins_at"]
        if begins_at and abs(begins_at - clock.now()) > _MONTHS_AHEAD:
            raise forms.ValidationError(_("This is not within the next two months."))
        return begins_at

    def clean(self) -> dict[str, Any]:
        """Refuse what nobody would see or hear, because it is over already."""
        said = super().clean() or {}
        begins_at, hours = said.get("begins_at"), said.get("hours")
        if begins_at and hours and begins_at + timedelta(hours=hours) <= clock.now():
            words = _("It would be over already. Choose a later beginning, or a longer time.")
            self.add_error("begins_at", words)
        return said


class ChangeForm(WordsForm):
    """An announcement with other words, audience or end."""

    ends_at = forms.DateTimeField(
        label=gettext_lazy("Until"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    # The announcement that the page showed, by its mark
    onto = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, of: Announcement) -> None:
        super().__init__(data, initial={**_as_it_is(of), "onto": _mark_of(of)})
        self._of, self._begins_at = of, of.begins_at

    def clean(self) -> dict[str, Any]:
        """Refuse to replace what a colleague wrote since; once it was read, it may be replaced."""
        said = super().clean() or {}
        if said.get("onto") and said["onto"] != _mark_of(self._of):
            words = _(
                "A colleague has changed this announcement since you opened it. It says now: "
                "“%(text)s”. If you send yours once more, it replaces that."
            )
            self.add_error(None, words % {"text": self._of.text})
            self.data = {**dict(self.data.items()), "onto": _mark_of(self._of)}
        return said

    def clean_ends_at(self) -> datetime:
        """Refuse an end that is over, before the beginning, or a slip of the keyboard."""
        ends_at: datetime = self.cleaned_data["ends_at"]
        if ends_at <= max(self._begins_at, clock.now()):
            raise forms.ValidationError(_("The end must lie after the beginning, and ahead."))
        if ends_at - clock.now() > _MONTHS_AHEAD:
            raise forms.ValidationError(_("This is not within the next two months."))
        return ends_at


def _text_in(language: str) -> forms.CharField:
    name = get_language_info(language)["name_translated"]
    # The writer's own direction: Arabic runs from right to left
    attributes = {"rows": 2, "lang": language, "dir": "auto"}
    return forms.CharField(
        label=_("Text for callers who chose %(language)s") % {"language": name},
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs=attributes),
    )


def _mark_of(announcement: Announcement) -> str:
    """Return a mark of what an announcement says, another one after each change."""
    said = sorted((name, str(value)) for name, value in _as_it_is(announcement).items())
    return sha256(repr(said).encode()).hexdigest()[:16]


def _as_it_is(announcement: Announcement) -> dict[str, Any]:
    others = {f"text_{each.language}": each.text for each in announcement.wordings.all()}
    return others | {
        "text": announcement.text,
        "district": announcement.district.slug if announcement.district else "",
        "ends_at": announcement.ends_at,
        "spoken": announcement.voice != Voice.NOT_WANTED,
        "on_portal": announcement.on_portal,
    }
