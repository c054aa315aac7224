"""The search box and its page, for desk and units alike.

What is looked for is often a name or a number. It comes by POST and stays in the session under a
token: no address, no history of a browser and no proxy's log holds it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alo153.cases import search
from alo153.cases.models import Case
from alo153.cases.permissions import SEE_EVERY_CASE
from alo153.cases.rules import codes
from alo153.cases.search import STANDING_LABELS, Sought
from alo153.citizens import actions as citizen_actions
from alo153.citizens.channel import COMING
from alo153.citizens.channel import choices as channel_choices
from alo153.city import queries as unit_queries
from alo153.core import clock
from alo153.core.ttl_cache import Derived
from alo153.web.kit import session_values
from alo153.web.kit.access import StaffRequest
from alo153.web.kit.fields.choosing import OneOf

_KEPT: Final = "searches"


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place of search: the names of its pages, and its name in the access log."""

    page: str
    results: str
    case: str
    template: str
    logged_as: str


_topics = Derived(unit_queries.topics_now, lambda rows: {row.pk: row for row in rows.values()})
_units = Derived(unit_queries.units_now, lambda rows: {row.pk: row for row in rows.values()})
_districts = Derived(
    unit_queries.districts_now, lambda rows: {row.pk: row for row in rows.values()}
)


class SearchForm(forms.Form):
    """The line, and filters of which each may stay open."""

    use_required_attribute = False

    q = forms.CharField(
        label=_("Code, telephone, name, words or address"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "type": "search"}),
    )
    standing = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("all")), *STANDING_LABELS.items()]
    )
    topic = OneOf(_topics, label=_("Topic"), required=False, empty_label=_("all"), key=int)
    unit = OneOf(_units, label=_("Unit"), required=False, empty_label=_("all"), key=int)
    district = OneOf(_districts, label=_("District"), required=False, empty_label=_("all"), key=int)
    kind = OneOf(unit_queries.kinds_now, label=_("Kind"), required=False, empty_label=_("all"))
    channel = forms.ChoiceField(
        label=_("How it came"), required=False, choices=[("", _("all")), *channel_choices(COMING)]
    )
    since = forms.DateField(
        label=_("Opened from"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("up to"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def clean(self) -> dict[str, Any]:
        """See that the period is one."""
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("The period ends before it begins."))
        return cleaned

    def sought(self) -> Sought:
        """Return what a valid form asks for."""
        facts = self.cleaned_data
        keys = {name: facts[name].pk for name in ("topic", "unit", "district") if facts[name]}
        return Sought(
            text=facts["q"],
            standing=facts["standing"] or None,
            kind=facts["kind"].slug if facts["kind"] else "",
            channel=facts["channel"],
            since=_midnight(facts["since"]),
            until=_midnight(facts["until"], days=1),
            **keys,
        )


def _midnight(day: Any, *, days: int = 0) -> datetime | None:
    if day is None:
        return None
    return unit_queries.day_begins(day + timedelta(days=days))


def ask(request: StaffRequest, place: Place, **context: Any) -> HttpResponse:
    """Show the empty page, or keep what was typed and go to what is found."""
    if request.method != "POST":
        return _page(request, place, form=SearchForm(), **context)
    form = SearchForm(request.POST)
    if not form.is_valid():
        return _page(request, place, form=form, status=422, **context)
    case = _meant_case(request, form.sought())
    if case:
        return redirect(place.case, case.tracking_code)
    return redirect(place.results, _keep(request, request.POST))


def _meant_case(request: StaffRequest, sought: Sought) -> Case | None:
    """Return the one case whose code was typed: nobody wants a list of it."""
    try:
        codes.normalize(sought.text)
    except codes.CodeError:
        return None
    found = search.find(request.user, Sought(text=sought.text), at=clock.now())
    return found.cases[0] if found.cases else None


def _keep(request: StaffRequest, typed: Any) -> str:
    fields = {name: typed[name] for name in SearchForm.base_fields if typed.get(name)}
    return session_values.keep(request, _KEPT, fields)


def typed_line(request: StaffRequest, token: str) -> str:
    """Return the line that was typed; empty if this session keeps none under the token."""
    return (session_values.read(request, _KEPT, token) or {}).get("q", "").strip()


def results(request: StaffRequest, place: Place, token: str, **context: Any) -> HttpResponse:
    """Show a page of what was found, and write down whose cases were seen.

    Raises:
        Http404: this session has looked for nothing under this token, or no more.
    """
    typed = session_values.read(request, _KEPT, token)
    form = SearchForm(typed)
    if typed is None or not form.is_valid():
        raise Http404
    at = clock.now()
    found = search.find(request.user, form.sought(), after=request.GET.get("after", ""), at=at)
    seen = {case.reporter for case in found.cases if case.reporter}
    citizen_actions.log_accesses(user=request.user, citizens=seen, what=place.logged_as, at=at)
    page = reverse(place.results, args=[token])
    return _page(
        request,
        place,
        form=form,
        text=typed.get("q", ""),
        found=found.cases,
        spelled=found.spelled,
        searched=True,
        filtered=bool(set(typed) - {"q"}),
        next=f"{page}?after={found.more}" if found.more else "",
        first=page if request.GET.get("after") else "",
        **context,
    )


def _page(
    request: StaffRequest, place: Place, *, status: int = 200, **context: Any
) -> HttpResponse:
    empty = {"text": "", "found": [], "searched": False, "filtered": False, "next": "", "first": ""}
    empty |= {"talk": None}
    # A unit reads names on the page of its case; a list of the center's shows them at once
    here = {"names": request.user.may(SEE_EVERY_CASE), "case_page": place.case}
    return render(request, place.template, {**empty, **here, **context}, status=status)
