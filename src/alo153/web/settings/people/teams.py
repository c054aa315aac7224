"""Teams of staff: their leads, and the team of each person."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from alo153.accounts.models import User
from alo153.accounts.queries import holding
from alo153.calls.permissions import SUPERVISE_CALLS
from alo153.city import actions, queries
from alo153.city.models import Team
from alo153.city.permissions import MANAGE_STAFF
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.fields.one_line import one_line

_ON_A_PAGE: Final = 50


class TeamForm(forms.Form):
    """Name and lead of a team."""

    use_required_attribute = False

    name = forms.CharField(
        label=gettext_lazy("Name of the team"),
        max_length=Team.LONGEST_NAME,
        validators=[one_line],
        error_messages={"required": gettext_lazy("Fill this in.")},
    )
    lead = forms.ModelChoiceField(
        label=gettext_lazy("Team lead"),
        queryset=User.objects.none(),
        help_text=gettext_lazy("The line manager of the team decides none of its appeals."),
        error_messages={
            "required": gettext_lazy("Choose the team lead."),
            "invalid_choice": gettext_lazy("Choose somebody who supervises."),
        },
    )

    def __init__(self, data: Any = None, *, known: Team | None = None) -> None:
        initial = {"name": known.name, "lead": known.lead_id} if known else {}
        super().__init__(data, initial=initial)
        fields: dict[str, Any] = self.fields
        fields["lead"].queryset = holding(SUPERVISE_CALLS, also=known.lead_id if known else None)

    def facts(self) -> dict[str, Any]:
        """Return what a team is made of."""
        name = " ".join(self.cleaned_data["name"].split())
        return {"name": name, "lead": self.cleaned_data["lead"]}


@requires(MANAGE_STAFF)
@require_http_methods(["GET", "POST"])
def listing(request: StaffRequest) -> HttpResponse:
    """List the teams page by page; by POST form one more."""
    form = TeamForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.form_team(**form.facts(), by=request.user, at=clock.now())
        except actions.TeamNameTaken:
            form.add_error("name", _("Another team has this name. Choose another one."))
        else:
            words = _("There is a team %(name)s now. Its members are chosen on their own pages.")
            messages.success(request, words % {"name": made.name})
            return redirect("settings:teams")
    page = Paginator(queries.teams_now(request.user), _ON_A_PAGE)
    context = {"form": form, "teams": page.get_page(request.GET.get("page"))}
    status = 422 if request.method == "POST" else 200
    return render(request, "settings/people/teams.html", context, status=status)


@requires(MANAGE_STAFF)
@require_http_methods(["GET", "POST"])
def change(request: StaffRequest, team: int) -> HttpResponse:
    """Show a team with its members, and give it another name or lead."""
    found = _found(request, team)
    form = TeamForm(request.POST or None, known=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_team(team=found, **form.facts(), by=request.user, at=clock.now())
        except actions.TeamNameTaken:
            form.add_error("name", _("Another team has this name. Choose another one."))
        except actions.TeamEndedBefore:
            form.add_error(None, _("This team ended in the meantime."))
        else:
            messages.success(request, _("The team is up to date."))
            return redirect("settings:teams")
    members = queries.members_of(request.user, found)
    page = Paginator(members, _ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "team": found, "members": page}
    status = 422 if request.method == "POST" else 200
    return render(request, "settings/people/team.html", context, status=status)


@requires(MANAGE_STAFF)
@require_POST
def end(request: StaffRequest, team: int) -> HttpResponse:
    """End a team: its members belong to none."""
    found = _found(request, team)
    try:
        actions.end_team(team=found, by=request.user, at=clock.now())
    except actions.TeamEndedBefore:
        messages.error(request, _("This team ended in the meantime."))
    else:
        words = _("%(name)s ended. Figures of the past still name it.")
        messages.success(request, words % {"name": found.name})
    return redirect("settings:teams")


@requires(MANAGE_STAFF)
@require_POST
def move(request: StaffRequest, user: int) -> HttpResponse:
    """Let a person belong to a team from today on, or to none."""
    person = queries.people(request.user).filter(pk=user).first()
    if person is None:
        raise Http404
    form = MoveForm(request.POST, asker=request.user)
    try:
        if form.is_valid():
            to = form.cleaned_data["team"]
            actions.move_to_team(user=person, team=to, by=request.user, at=clock.now())
            messages.success(request, _("%(name)s is up to date.") % {"name": person.full_name})
        else:
            messages.error(request, _("Team: choose one that has not ended."))
    except actions.TeamEndedBefore:
        messages.error(request, _("Team: choose one that has not ended."))
    except actions.Oneself:
        messages.error(request, _("Nobody changes their own team. Ask another administrator."))
    return redirect("settings:person", user=user)


class MoveForm(forms.Form):
    """To which team a person belongs."""

    team = forms.ModelChoiceField(
        label=gettext_lazy("Team"),
        queryset=Team.objects.none(),
        required=False,
        empty_label=gettext_lazy("none"),
        help_text=gettext_lazy("From today on. Figures of the past keep the team of that time."),
    )

    def __init__(self, data: Any = None, *, asker: User, team: Team | None = None) -> None:
        super().__init__(data, initial={"team": team})
        fields: dict[str, Any] = self.fields
        fields["team"].queryset = queries.teams_now(asker)


def _found(request: StaffRequest, key: int) -> Team:
    found = queries.teams_now(request.user).filter(pk=key).first()
    if found is None:
        raise Http404
    return found
