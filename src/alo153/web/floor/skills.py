"""Agents' skills on the telephone: supervisors set them, the switchboard routes by them."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from alo153.accounts import actions, queries
from alo153.accounts.models import LEVELS
from alo153.accounts.permissions import SET_SKILLS
from alo153.calls.floor import city_queues
from alo153.calls.permissions import ANSWER_CALLS
from alo153.core import clock
from alo153.core.actor import Actor
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.found import or_404

NOT_AT_ALL = 0
_WORDS = {
    NOT_AT_ALL: gettext_lazy("does not"),
    1: gettext_lazy("1: learns it"),
    3: gettext_lazy("3: does it well"),
    5: gettext_lazy("5: teaches it"),
}


class SkillsForm(forms.Form):
    """A level for each skill of the city."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        levels = [(n, _WORDS.get(n, str(n))) for n in (NOT_AT_ALL, *LEVELS)]
        for key, name in city_queues.skills().items():
            self.fields[key] = forms.TypedChoiceField(label=name, choices=levels, coerce=int)

    def given(self) -> dict[str, int]:
        """Return the skills that somebody has, without those they have not."""
        return {key: level for key, level in self.cleaned_data.items() if level != NOT_AT_ALL}


@requires(SET_SKILLS)
@require_GET
def skills(request: StaffRequest) -> HttpResponse:
    """List the agents with what they can do."""
    names = city_queues.skills()
    agents = [
        (agent, [(names.get(each.skill, each.skill), each.level) for each in agent.skills.all()])
        for agent in queries.holding(ANSWER_CALLS).prefetch_related("skills")
    ]
    return render(request, "floor/skills.html", {"agents": agents})


@requires(SET_SKILLS)
@require_http_methods(["GET", "POST"])
def skills_of(request: StaffRequest, user: int) -> HttpResponse:
    """Set the levels of one agent; the next call is routed by them."""
    agent = or_404(queries.colleague(user))
    form = SkillsForm(request.POST or None, initial=queries.skills_of(agent))
    if request.method == "POST" and form.is_valid():
        by = Actor.staff(request.user.pk)
        actions.set_skills(user=agent, skills=form.given(), by=by, at=clock.now())
        messages.success(request, _("The skills of %(name)s are set.") % {"name": agent.full_name})
        return redirect("live:skills")
    status = 422 if request.method == "POST" else 200
    return render(request, "floor/skills_of.html", {"agent": agent, "form": form}, status=status)
