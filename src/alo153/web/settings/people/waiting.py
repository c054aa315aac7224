"""Requested grants to staff, for a second person to confirm or refuse."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from alo153.accounts.models import User
from alo153.accounts.queries import roles_now, unit_roles
from alo153.city import actions, queries
from alo153.city.actions.staff_changes import CHANGES_WAIT
from alo153.city.actions.staffing import Person, held_after
from alo153.city.models import StaffChange, Unit
from alo153.city.permissions import CONFIRM_STAFF
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.settings.people.inviting import send_invitation

MOST_AT_ONCE: Final = 25
"""On a page, and in a request: each invitation is an e-mail that leaves while somebody waits."""


@dataclass(frozen=True)
class Row:
    """A change next to what holds now. `own`: the reader asked for it, and cannot confirm it."""

    change: StaffChange
    former_email: str
    given: list[str]
    taken: list[str]
    own: bool


@requires(CONFIRM_STAFF)
@require_http_methods(["GET", "POST"])
def waiting(request: StaffRequest) -> HttpResponse:
    """Show what waits, page by page; by POST confirm or refuse what was chosen."""
    if request.method == "POST":
        chosen = _chosen(request)
        if not chosen:
            messages.error(request, _("Choose at least one person."))
        elif "refuse" in request.POST:
            _refuse(request, chosen)
        else:
            _confirm(request, chosen)
        return redirect(request.get_full_path())
    page = Paginator(queries.staff_changes(request.user), MOST_AT_ONCE)
    changes = page.get_page(request.GET.get("page"))
    context = {
        "rows": _rows(request.user, changes),
        "changes": changes,
        "days": CHANGES_WAIT.days,
    }
    return render(request, "settings/people/waiting.html", context)


def _chosen(request: StaffRequest) -> list[StaffChange]:
    """Return the chosen changes, oldest first, `MOST_AT_ONCE` at most; the rest still wait."""
    keys = set(request.POST.getlist("change"))
    found = [each for each in queries.staff_changes(request.user) if str(each.pk) in keys]
    if left := found[MOST_AT_ONCE:]:
        words = ngettext(
            "At most %(most)s are decided at once: %(count)s that you chose still waits.",
            "At most %(most)s are decided at once: %(count)s that you chose still wait.",
            len(left),
        )
        messages.warning(request, words % {"most": MOST_AT_ONCE, "count": len(left)})
    return found[:MOST_AT_ONCE]


def _confirm(request: StaffRequest, chosen: list[StaffChange]) -> None:
    for change in chosen:
        name = {"name": change.full_name}
        try:
            user = actions.confirm_staff_change(change=change, by=request.user, at=clock.now())
        except actions.OwnStaffChange:
            words = _("You asked for %(name)s yourself: somebody else confirms it.")
            messages.error(request, words % name)
        except actions.Oneself:
            messages.error(request, _("This is your own account: somebody else confirms it."))
        except actions.StaffChangeDecided:
            words = _("%(name)s was decided by somebody else in the meantime.")
            messages.error(request, words % name)
        except actions.StaffChangeOutdated:
            words = _(
                "%(name)s cannot be confirmed: a role, unit or user name is no longer free, or "
                "the person who asked has left. Refuse it, and have it asked for again."
            )
            messages.error(request, words % name)
        else:
            _tell_confirmed(request, change, user)


def _tell_confirmed(request: StaffRequest, change: StaffChange, user: User) -> None:
    if change.user is None:
        send_invitation(request, user, by=change.requested_by)
        return
    messages.success(request, _("%(name)s is up to date.") % {"name": user.full_name})


def _refuse(request: StaffRequest, chosen: list[StaffChange]) -> None:
    done = 0
    for change in chosen:
        try:
            actions.refuse_staff_change(change=change, by=request.user, at=clock.now())
        except actions.StaffChangeDecided:
            continue
        done += 1
    words = ngettext(
        "%(count)s change is refused. Whoever asked for it is told.",
        "%(count)s changes are refused. Whoever asked for them is told.",
        done,
    )
    messages.success(request, words % {"count": done})


def _rows(asker: User, changes: Iterable[StaffChange]) -> list[Row]:
    roles = {key: role.label for key, role in roles_now().items()}
    places, of_units = list(queries.units()), unit_roles()
    units = {each.slug: each.name for each in places}

    def told(held: Iterable[tuple[str, str]]) -> list[str]:
        named = ((roles.get(role, role), units.get(unit, unit)) for role, unit in held)
        return sorted(", ".join(filter(None, each)) for each in named)

    def row(change: StaffChange) -> Row:
        grants = change.user.grants if change.user else frozenset()
        held = {(each.role, each.scope_key) for each in grants}
        asked = held_after(_person(change, places), grants, of_units=of_units)
        return Row(
            change=change,
            former_email=change.user.email if change.user else "",
            given=told(asked - held),
            taken=told(held - asked),
            own=change.requested_by == asker,
        )

    return [row(each) for each in changes]


def _person(change: StaffChange, places: Iterable[Unit]) -> Person:
    return Person(
        username=change.username,
        full_name=change.full_name,
        email=change.email,
        roles=change.roles,
        units=[each for each in places if each.slug in change.units],
    )
