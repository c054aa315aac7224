"""Offer topics for a caller's words while an agent types.

A part of the page with its own address; the words come by POST, as all that a caller says.
"""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from alo153.cases.permissions import OPEN_CASE
from alo153.city.place import Place
from alo153.suggestions import queries
from alo153.web.desk.registering.forms import RecordForm
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.telephone.shortcuts import KEYS

_LONGEST = 5_000
_KEYS = [KEYS[f"proposal_{number}"].press for number in (1, 2, 3)]


@requires(OPEN_CASE)
@require_POST
def proposals(request: StaffRequest) -> HttpResponse:
    """Offer at most three topics; an empty part if a topic is chosen or the model is not sure."""
    text = request.POST.get("text", "")[:_LONGEST]
    asked = None if request.POST.get("topic") else queries.propose(text, _place(request))
    keyed = list(zip(asked.offered, _KEYS, strict=False)) if asked else []
    return render(request, "desk/registering/proposals.html", {"proposals": keyed})


def _place(request: StaffRequest) -> Place:
    """Return what of the place is understood; the rest is as if it were not typed."""
    form = RecordForm(request.POST)
    form.full_clean()
    known = form.cleaned_data
    return Place(
        district=known.get("district"),
        neighborhood=known.get("neighborhood"),
        layer=known.get("place_layer") or "",
    )
