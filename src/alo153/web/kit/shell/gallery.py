"""Every component on one page: to look at, and for axe to test. Development only."""

import re
from pathlib import Path

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _


class SampleForm(forms.Form):
    """One field of each kind, with help and errors."""

    name = forms.CharField(label=_("Text"), help_text=_("Help stands above the control."))
    words = forms.CharField(label=_("Longer text"), widget=forms.Textarea(attrs={"rows": 2}))
    one = forms.ChoiceField(label=_("One of many"), choices=[("", "–"), ("a", "A"), ("b", "B")])
    few = forms.ChoiceField(
        label=_("One of few"), choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect
    )
    yes = forms.BooleanField(label=_("Yes or no"))
    more = forms.CharField(label=_("More"), required=False)
    file = forms.FileField(label=_("File"), required=False)


def show(request: HttpRequest) -> HttpResponse:
    """Show the gallery."""
    form = SampleForm({"name": "", "more": "…"})
    return render(request, "web/shell/gallery.html", {"form": form, "icons": _icons()})


def _icons() -> list[str]:
    sprite = Path(__file__).parents[2] / "static/web/icons.svg"
    return re.findall(r'symbol id="([a-z-]+)"', sprite.read_text(encoding="utf-8"))
