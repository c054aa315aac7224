"""One's own notices: how many are unread, the list, and the way to what each is about."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from alo153.core import clock
from alo153.core.database.row_key import row_key
from alo153.notices import actions, queries
from alo153.notices.registry import Way, kind_named
from alo153.web.kit.access import StaffRequest, for_staff

_ON_A_PAGE: Final = 50


@for_staff
@require_GET
def count(request: StaffRequest) -> HttpResponse:
    """Show how many are unread; the newest, if this person wants it told by the browser."""
    newest = queries.unread(request.user).first()
    kind = kind_named(newest.kind) if newest else None
    told = False
    if newest and kind:
        ways = queries.settings_of(request.user).ways_of(kind, newest.ways)
        told = Way.DESKTOP in ways
    context = {
        "number": queries.unread(request.user).count() if newest else 0,
        "newest": newest if told else None,
    }
    return render(request, "notices/count.html", context)


@for_staff
@require_GET
def listing(request: StaffRequest) -> HttpResponse:
    """List what this person was told, the latest first."""
    found = queries.told(request.user)
    before = row_key(request.GET.get("before", ""))
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found[: _ON_A_PAGE + 1])
    context = {
        "rows": rows[:_ON_A_PAGE],
        "older": rows[_ON_A_PAGE - 1].pk if len(rows) > _ON_A_PAGE else None,
        "has_unread": queries.unread(request.user).exists(),
    }
    return render(request, "notices/list.html", context)


@for_staff
@require_GET
def follow(request: StaffRequest, number: int) -> HttpResponse:
    """Go to the subject of a notice, and mark it read."""
    notice = get_object_or_404(queries.told(request.user), pk=number)
    actions.read_notices(by=request.user, at=clock.now(), keys=[notice.pk])
    return redirect(notice.path)


@for_staff
@require_POST
def read_all(request: StaffRequest) -> HttpResponse:
    """Note that everything is read."""
    actions.read_notices(by=request.user, at=clock.now())
    return redirect("notices:list")
