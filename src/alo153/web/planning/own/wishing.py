"""One's own wishes: a day off, a shift, or not a shift, with a few points for each month."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from alo153.city import queries as city
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.found import or_404
from alo153.web.planning.days import day as day_field
from alo153.workforce import actions, queries
from alo153.workforce.models import ShiftType, Wish
from alo153.workforce.models.wishes import MONTH_POINTS
from alo153.workforce.permissions import SEE_OWN_SHIFTS
from alo153.workforce.queries import wishes

_SHOWN_BACK = timedelta(days=42)
_TOO_LATE = _("This day has passed or is published already. Look for a swap instead.")


class WishForm(forms.Form):
    """A day, what is wished of it, and how much."""

    day = day_field(_("Day"))
    what = forms.ChoiceField(label=_("What would you like?"))
    points = forms.TypedChoiceField(
        label=_("How much does it matter to you?"),
        choices=[(1, _("1 point: a little")), (2, _("2 points: much")), (3, _("3 points: a lot"))],
        coerce=int,
        initial=1,
    )

    def __init__(self, data: Any = None, **facts: Any) -> None:
        super().__init__(data, **facts)
        self.types = {str(each.pk): each for each in queries.shift_types()}
        named = [(key, f"{each.name} {each.hours}") for key, each in self.types.items()]
        fields: dict[str, Any] = self.fields
        fields["what"].choices = [
            (Wish.Kind.OFF.value, _("a day off")),
            (_("This shift"), [(f"shift-{key}", words) for key, words in named]),
            (_("Not this shift"), [(f"avoid-{key}", words) for key, words in named]),
        ]

    @property
    def wished(self) -> tuple[Wish.Kind, ShiftType | None]:
        """Return what was chosen."""
        kind, _sign, key = self.cleaned_data["what"].partition("-")
        return Wish.Kind(kind), self.types.get(key)


@requires(SEE_OWN_SHIFTS)
@require_http_methods(["GET", "POST"])
def mine(request: StaffRequest) -> HttpResponse:
    """Show one's own wishes with what came of them, and wish something."""
    form = WishForm(request.POST or None, initial={"day": request.GET.get("day")})
    if request.method == "POST" and form.is_valid() and _wished(request, form):
        return redirect("shifts:wishes")
    user, today = request.user, city.today(clock.now())
    outcomes = wishes.of_user(user, today - _SHOWN_BACK)
    next_month = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    context = {
        "form": form,
        "today": today,
        "outcomes": outcomes,
        "total": wishes.total(outcomes),
        "months": [(each, wishes.points_left(user, each)) for each in (today, next_month)],
        "most": MONTH_POINTS,
    }
    status = 422 if form.errors else 200
    return render(request, "planning/own/wishes.html", context, status=status)


def _wished(request: StaffRequest, form: WishForm) -> bool:
    kind, shift_type = form.wished
    facts = form.cleaned_data
    try:
        actions.wish(
            day=facts["day"],
            kind=kind,
            shift_type=shift_type,
            points=facts["points"],
            by=request.user,
            at=clock.now(),
        )
    except actions.WishTooLate:
        form.add_error("day", _TOO_LATE)
    except actions.NoPointsLeft as refused:
        said = gettext("You have %(left)s points left in this month. Take another wish back first.")
        form.add_error("points", said % {"left": refused.left})
    return not form.errors


@requires(SEE_OWN_SHIFTS)
@require_POST
def drop(request: StaffRequest, wish: int) -> HttpResponse:
    """Take a wish back."""
    found = or_404(wishes.one(request.user, wish))
    try:
        actions.drop_wish(wish=found, by=request.user, at=clock.now())
    except actions.WishTooLate:
        messages.error(request, _TOO_LATE)
    return redirect("shifts:wishes")
