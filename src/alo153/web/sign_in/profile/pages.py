"""The page of oneself, and the tour of the first day."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from alo153.accounts import queries as accounts
from alo153.calls.floor import city_queues
from alo153.calls.permissions import ANSWER_CALLS
from alo153.city import queries as city
from alo153.notices import queries as notices
from alo153.web.kit.access import StaffRequest, for_staff
from alo153.web.kit.telephone.shortcuts import KEYS
from alo153.web.sign_in import second_factor
from alo153.web.sign_in.profile import first_day


@for_staff
@require_GET
def profile(request: StaffRequest) -> HttpResponse:
    """Show who somebody is here, and let them choose how it looks and how they are told."""
    user = request.user
    roles, units = accounts.roles_now(), city.units_now()
    names = city_queues.skills()
    context = {
        "roles": sorted(
            (
                roles[grant.role].label,
                units[grant.scope_key].name if grant.scope_key in units else "",
            )
            for grant in user.grants
            if grant.role in roles
        ),
        "skills": [(names.get(key, key), n) for key, n in accounts.skills_of(user).items()],
        "ways": notices.settings_of(user),
        "has_factor": second_factor.is_present(user),
        "is_factor_asked": second_factor.is_asked_of(user),
        "keys": KEYS if user.may(ANSWER_CALLS) else {},
    }
    return render(request, "sign_in/profile/profile.html", context)


@for_staff
@require_GET
def tour(request: StaffRequest) -> HttpResponse:
    """Show what somebody does first."""
    found = first_day.steps(request.user)
    return render(request, "sign_in/profile/first_day.html", {"steps": found})
