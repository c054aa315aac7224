"""The staff of the city: a list, one person, enrollment and dismissal."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alo153.accounts.models import User
from alo153.accounts.queries import roles_now
from alo153.cases import queries as cases
from alo153.city import actions, queries
from alo153.city.models import StaffChange
from alo153.city.permissions import CONFIRM_STAFF, MANAGE_STAFF
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.settings.people.alone import told_alone
from alo153.web.settings.people.forms import PersonForm, initial_of, mark_of
from alo153.web.settings.people.history import history_of
from alo153.web.settings.people.inviting import send_invitation
from alo153.web.settings.people.teams import MoveForm

_SHOWN = 200


@requires(MANAGE_STAFF)
@require_GET
def listing(request: StaffRequest) -> HttpResponse:
    """Show the present or the former staff."""
    words, left = request.GET.get("q", "")[:100], request.GET.get("left") == "1"
    found = list(queries.people(request.user, words=words, left=left)[: _SHOWN + 1])
    units = {each.slug: each.name for each in queries.units()}
    context = {
        "people": [(user, _held(user, units)) for user in found[:_SHOWN]],
        "more": len(found) > _SHOWN,
        "words": words,
        "left": left,
        "waiting": _waiting(request.user),
    }
    return render(request, "settings/people/list.html", context)


def _waiting(asker: User) -> int:
    """Return how many changes wait for a second person whom this reader may be."""
    return queries.staff_changes(asker).count() if asker.may(CONFIRM_STAFF) else 0


def _held(user: User, units: dict[str, str]) -> list[tuple[str, str]]:
    """Return what somebody is, and where."""
    return [
        (grant.role.label, units.get(grant.scope_key, grant.scope_key))
        for grant in user.role_grants.all()
    ]


@requires(MANAGE_STAFF)
@require_http_methods(["GET", "POST"])
def add(request: StaffRequest) -> HttpResponse:
    """Bring somebody in, and send the invitation."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.admit_person(person=form.person(), by=request.user, at=clock.now())
        except actions.NameTaken:
            form.add_error("username", _("This user name is taken. Choose another one."))
        else:
            _tell_waiting(request, form.cleaned_data["full_name"], of=None)
            return redirect("settings:people")
    status = 422 if request.method == "POST" else 200
    return render(request, "settings/people/person.html", {"form": form}, status=status)


def _tell_waiting(request: StaffRequest, name: str, *, of: User | None) -> None:
    if told_alone(request, of=of):
        return
    words = _("%(name)s waits for a second person, who was told. Nothing is given before.")
    messages.success(request, words % {"name": name})


@requires(MANAGE_STAFF)
@require_http_methods(["GET", "POST"])
def change(request: StaffRequest, user: int) -> HttpResponse:
    """Show a person, and bring them up to date."""
    found = _person(request, user)
    form = PersonForm(request.POST or None, initial=initial_of(found), known=found)
    if request.method == "POST" and form.is_valid() and not _was_changed(request, form, found):
        try:
            waits = actions.change_person(person=form.person(), by=request.user, at=clock.now())
        except actions.Oneself:
            form.add_error(None, _("Nobody changes their own roles. Ask another administrator."))
        else:
            _tell_changed(request, form.cleaned_data["full_name"], waits)
            return redirect("settings:people")
    context: dict[str, Any] = {
        "form": form,
        "person": found,
        "mark": mark_of(found),
        "own": found == request.user,
        "team_form": _team_form(request.user, found),
        "waiting": queries.waiting_change(request.user, found),
        "history": history_of(request.user, found),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "settings/people/person.html", context, status=status)


def _was_changed(request: StaffRequest, form: PersonForm, found: User) -> bool:
    """Say whether a colleague changed somebody since; the page that says so may be sent again."""
    now = mark_of(found)
    if request.POST.get("made_from", now) == now:
        return False
    known = roles_now()
    roles = ", ".join(known[key].label for key in sorted(found.roles) if key in known)
    words = _(
        "A colleague has changed this account since you opened the page. Its roles now: %(roles)s. "
        "What you chose is still here: save it once more if it is to hold."
    )
    form.add_error(None, words % {"roles": roles or _("none")})
    return True


def _team_form(asker: User, person: User) -> MoveForm | None:
    """Return the choice of a team; None for oneself, and for people who left."""
    if person == asker or not person.is_active:
        return None
    return MoveForm(asker=asker, team=queries.team_now(asker, person))


def _tell_changed(request: StaffRequest, name: str, waits: StaffChange | None) -> None:
    if waits:
        _tell_waiting(request, name, of=waits.user)
        return
    messages.success(request, _("%(name)s is up to date.") % {"name": name})


@requires(MANAGE_STAFF)
@require_POST
def invite_again(request: StaffRequest, user: int) -> HttpResponse:
    """Send the invitation once more."""
    found = _person(request, user)
    if found.is_active:
        send_invitation(request, found, by=request.user)
    return redirect("settings:person", user=user)


@requires(MANAGE_STAFF)
@require_POST
def dismiss(request: StaffRequest, user: int) -> HttpResponse:
    """Let somebody go, and say what is left with them."""
    found = _person(request, user)
    try:
        actions.dismiss_person(user=found, by=request.user, at=clock.now())
    except actions.Oneself:
        messages.error(request, _("Nobody lets themselves go. Ask another administrator."))
        return redirect("settings:person", user=user)
    messages.success(request, _("%(name)s can no longer sign in.") % {"name": found.full_name})
    if left := cases.left_with(found):
        words = ngettext(
            "%(count)s application is still with them: the unit can give it to another.",
            "%(count)s applications are still with them: the unit can give them to others.",
            left,
        )
        messages.warning(request, words % {"count": left})
    return redirect("settings:people")


def _person(request: StaffRequest, key: int) -> User:
    for left in (False, True):
        if found := queries.people(request.user, left=left).filter(pk=key).first():
            return found
    raise Http404
