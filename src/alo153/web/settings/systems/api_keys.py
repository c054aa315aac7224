"""Keys of the city's other systems: made, shown once, confirmed by another one, and revoked."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alo153.city import queries as city
from alo153.core import clock
from alo153.integrations import actions, queries
from alo153.integrations.models import ApiKey
from alo153.integrations.permissions import CONNECT_SYSTEMS
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.found import or_404
from alo153.web.settings.systems.forms import KeyForm


@requires(CONNECT_SYSTEMS)
@require_http_methods(["GET", "POST"])
def show(request: StaffRequest) -> HttpResponse:
    """List the keys and make one; it is shown on this answer and never again."""
    now = clock.now()
    today = city.today(now)
    form = KeyForm(request.POST or None, today=today)
    if request.method != "POST":
        return _page(request, form)
    if not form.is_valid():
        return _page(request, form, status=422)
    key, text = actions.make_key(**form.facts, by=request.user, at=now)
    return _page(request, KeyForm(None, today=today), made=key, text=text)


def _page(
    request: StaffRequest,
    form: KeyForm,
    *,
    made: ApiKey | None = None,
    text: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "keys": queries.keys(),
        "names": queries.system_names(),
        "made": made,
        "text": text,
        "now": clock.now(),
    }
    return render(request, "settings/systems.html", context, status=status)


@requires(CONNECT_SYSTEMS)
@require_POST
def confirm(request: StaffRequest, key: int) -> HttpResponse:
    """Let a key that somebody else made open what it is for."""
    found = or_404(queries.key(key))
    try:
        actions.confirm_key(key=found, by=request.user, at=clock.now())
    except actions.OwnKey:
        messages.error(request, _("You made this key: another administrator confirms it."))
    return redirect("settings:systems")


@requires(CONNECT_SYSTEMS)
@require_POST
def revoke(request: StaffRequest, key: int) -> HttpResponse:
    """Let a key open nothing any more."""
    found = or_404(queries.key(key))
    actions.revoke_key(key=found, by=request.user, at=clock.now())
    return redirect("settings:systems")
