"""Simulate a draft on past cases: their due dates under it, or the alarms in their words."""

from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from alo153.cases.life.alarm_simulation import simulate_alarms
from alo153.cases.time.standard_simulation import Shift, simulate_standards
from alo153.city.citypack import CityPack
from alo153.city.citypack.alarms import watches_of
from alo153.city.citypack.documents.promises import promises_of
from alo153.city.permissions import EDIT_CITY
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.settings.documents import past_calls, wording
from alo153.web.settings.documents.working import BY_PAST_CALLS, BY_PAST_CASES, Work, work_of

LAST: Final = 1_000
"""Cases that are counted again at once, while somebody waits."""


@dataclass(frozen=True)
class Row:
    """A topic whose cases would be due at another time, in words."""

    topic: str
    before: str
    after: str
    shift: Shift


@requires(EDIT_CITY)
@require_GET
def simulation(request: StaffRequest, kind: str) -> HttpResponse:
    """Show what the draft would have done: to the last applications, or to the last calls."""
    if kind not in BY_PAST_CASES | BY_PAST_CALLS:
        raise Http404
    work = work_of(request, kind)
    if kind in BY_PAST_CALLS:
        return past_calls.show(request, work)
    if work.packs is None:
        return redirect("settings:document", kind=kind)
    if kind == "alarms":
        return _words(request, work, *work.packs)
    before, after = map(promises_of, work.packs)
    found = simulate_standards(before, after, last=LAST, at=clock.now())
    context = {
        "work": work,
        "title": wording.title(kind),
        "simulation": found,
        "last": LAST,
        "rows": [_row(each, work.packs[1]) for each in found.shifts],
    }
    return render(request, "settings/documents/simulation.html", context)


def _words(request: StaffRequest, work: Work, before: CityPack, after: CityPack) -> HttpResponse:
    """Show how many of the last applications have the words of each alarm, and none of them."""
    found = simulate_alarms(watches_of(before), watches_of(after), last=LAST)
    names = {each.slug: each.name for each in (*before.alarms, *after.alarms)}
    context = {
        "work": work,
        "title": wording.title("alarms"),
        "simulation": found,
        "last": LAST,
        "alarms": [(names[each.slug], each) for each in found.alarms],
    }
    return render(request, "settings/documents/simulation.html", context)


def _row(shift: Shift, pack: CityPack) -> Row:
    names = {each.slug: each.name for each in pack.topics}
    return Row(
        topic=names.get(shift.topic, shift.topic),
        before=wording.told_standard(shift.before),
        after=wording.told_standard(shift.after),
        shift=shift,
    )
