"""Copies of a draft (what if), their comparison, and the missing shift start."""

from typing import Any

import numpy as np
from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.fields.one_line import one_line
from alo153.web.planning.grid import roster_or_404
from alo153.workforce import actions, posing, queries
from alo153.workforce.permissions import PLAN_SHIFTS
from alo153.workforce.roster.center import EVERYBODY
from alo153.workforce.whatif import comparing, starts


class BranchForm(forms.Form):
    """The name of a copy."""

    name = forms.CharField(
        label=_("What do you try?"),
        max_length=40,
        validators=[one_line],
        help_text=_("Example: with a shift from 11:00"),
    )


@requires(PLAN_SHIFTS)
@require_http_methods(["GET", "POST"])
def compare(request: StaffRequest, roster: int) -> HttpResponse:
    """Show the drafts of the same days side by side, and copy one to try something."""
    found = roster_or_404(request, roster)
    form = BranchForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        try:
            made = actions.branch(roster=found, name=name, by=request.user, at=clock.now())
        except actions.BranchExists:
            form.add_error("name", _("There is a what-if of this name. Choose another name."))
        except actions.NotADraft:
            form.add_error(None, _("This version is published and stays as it is."))
        else:
            return redirect("planning:roster", made.pk)
    context = {
        "roster": found,
        "form": form,
        "drafts": comparing.drafts_of(request.user, found),
    }
    status = 422 if form.errors else 200
    return render(request, "planning/roster/compare.html", context, status=status)


@requires(PLAN_SHIFTS)
@require_safe
def missing(request: StaffRequest, roster: int) -> HttpResponse:
    """Say which shift start would help the cover of a roster most."""
    found = roster_or_404(request, roster)
    kinds = list(queries.shift_types())
    types = [posing.law_type(each) for each in kinds]
    wanted = posing.wanted_of(found)[EVERYBODY]
    spared = starts.without(types, wanted) if np.any(wanted) else []
    answer = starts.missing(types, wanted)
    rows: list[dict[str, Any]] = [
        {"type": kind, "more": cost - answer.cost}
        for kind, cost in zip(kinds, spared, strict=False)
    ]
    context = {"roster": found, "answer": answer, "spared": rows, "wanted": bool(np.any(wanted))}
    return render(request, "planning/roster/starts.html", context)
