"""A person's choice of channels by kind, and quiet hours."""

from datetime import time
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from alo153.accounts.models import User
from alo153.core import clock
from alo153.notices import actions, queries
from alo153.notices.registry import NoticeKind, Way
from alo153.web.kit.access import StaffRequest, for_staff
from alo153.web.kit.fields.typed import PhoneField

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_WAYS: Final = {
    Way.LIST: gettext_lazy("In my list"),
    Way.EMAIL: gettext_lazy("By e-mail"),
    Way.SMS: gettext_lazy("By SMS"),
    Way.DESKTOP: gettext_lazy("On this screen"),
}


class _Time(forms.TimeField):
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class WaysForm(forms.Form):
    """Boxes for each kind that can reach the person, the number for SMS, and the quiet hours."""

    mobile = PhoneField(
        label=gettext_lazy("Mobile number for SMS"),
        required=False,
        help_text=gettext_lazy("Only you are told at it; it is shown to nobody."),
    )
    quiet_from = _Time(label=gettext_lazy("Quiet hours from"), required=False)
    quiet_until = _Time(label=gettext_lazy("Quiet hours until"), required=False)

    def __init__(self, data: QueryDict | None, *, user: User) -> None:
        chosen = queries.settings_of(user)
        initial = {
            "mobile": chosen.mobile,
            "quiet_from": chosen.quiet_from,
            "quiet_until": chosen.quiet_until,
        }
        super().__init__(data, initial=initial)
        self._user = user
        self._kinds = queries.kinds_for(user)
        reaching = {way for way in Way if way is not Way.EMAIL or user.email}
        for kind in self._kinds:
            self.fields[_name(kind)] = forms.MultipleChoiceField(
                label=kind.label,
                required=False,
                choices=_choices(kind),
                initial=[way.value for way in chosen.ways_of(kind) & reaching],
                widget=forms.CheckboxSelectMultiple,
                help_text=_("Urgent: quiet hours do not hold it back.") if kind.urgent else "",
            )
        self.order_fields([*map(_name, self._kinds), "mobile", "quiet_from", "quiet_until"])

    @property
    def ways(self) -> dict[NoticeKind, list[Way]]:
        """Return the ways that were ticked, by kind."""
        return {
            kind: [Way(way) for way in self.cleaned_data.get(_name(kind), [])]
            for kind in self._kinds
        }

    @property
    def quiet(self) -> tuple[time, time] | None:
        """Return when the quiet hours begin and end, if there are any."""
        begins, ends = self.cleaned_data["quiet_from"], self.cleaned_data["quiet_until"]
        return None if begins is None else (begins, ends)

    def clean(self) -> dict[str, Any]:
        """See that a message can reach somebody who wants it, and that quiet hours are hours."""
        cleaned = super().clean() or {}
        wanted = {way for ways in self.ways.values() for way in ways}
        number = cleaned.get("mobile")
        if Way.SMS in wanted and not number and "mobile" not in self.errors:
            self.add_error("mobile", _("Write the number that the SMS go to, or untick SMS."))
        if number and not number.is_mobile:
            self.add_error("mobile", _("SMS go to mobile numbers only."))
        if Way.EMAIL in wanted and not self._user.email:
            words = _("No e-mail address of yours is known. The administrator enters it.")
            for kind, ways in self.ways.items():
                if Way.EMAIL in ways:
                    self.add_error(_name(kind), words)
        self._check_hours(cleaned)
        return cleaned

    def _check_hours(self, cleaned: dict[str, Any]) -> None:
        if {"quiet_from", "quiet_until"} & self.errors.keys():
            return
        begins, ends = cleaned["quiet_from"], cleaned["quiet_until"]
        if (begins is None) != (ends is None):
            missing = "quiet_from" if begins is None else "quiet_until"
            self.add_error(missing, _("Write both times, or leave both empty."))
        elif begins is not None and begins == ends:
            self.add_error("quiet_until", _("Write another time than the first."))


def _choices(kind: NoticeKind) -> list[tuple[str, "str | StrPromise"]]:
    """Offer the list itself only where a person may leave a kind out altogether."""
    offered = [way for way in _WAYS if way is not Way.LIST or kind.optional]
    return [(way.value, _WAYS[way]) for way in offered]


def _name(kind: NoticeKind) -> str:
    return f"ways_{kind.key}"


@for_staff
@require_http_methods(["GET", "POST"])
def ways(request: StaffRequest) -> HttpResponse:
    """Show how one is told, or change it."""
    form = WaysForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        mobile = form.cleaned_data["mobile"]
        actions.choose_ways(
            by=request.user,
            ways=form.ways,
            mobile=str(mobile) if mobile else "",
            quiet=form.quiet,
            at=clock.now(),
        )
        messages.success(request, _("Saved."))
        return redirect("notices:ways")
    return render(request, "notices/ways.html", {"form": form})
