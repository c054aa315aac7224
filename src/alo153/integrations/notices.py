"""Notices to staff about other systems, in the city's language."""

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alo153.city import queries as city
from alo153.integrations.models import ApiKey, WebhookSubscription
from alo153.integrations.permissions import CONNECT_SYSTEMS
from alo153.notices.actions import Told
from alo153.notices.registry import notice_kind

DISABLED = notice_kind(
    "webhook_disabled", gettext_lazy("A connected system hears nothing any more"), CONNECT_SYSTEMS
)

KEY_WAITS = notice_kind(
    "api_key_waits",
    gettext_lazy("A key of another system waits for confirmation"),
    CONNECT_SYSTEMS,
)


def of_waiting_key(key: ApiKey) -> Told:
    """Say that somebody made a key, which opens nothing until a second person confirms it."""
    who = {"system": key.system.name, "name": key.made_by.full_name}
    with translation.override(city.city().language):
        title = _("A key for %(system)s waits for you to confirm it") % who
        lines = (_("%(name)s made it; until then it opens nothing.") % who,)
    return Told(title=title[:200], lines=lines, path="/settings/systems/")


def of_disabled(subscription: WebhookSubscription) -> Told:
    """Say that a system took nothing for days, and is told nothing until somebody resumes it."""
    name = subscription.key.system.name
    with translation.override(city.city().language):
        title = _("%(system)s took no message for days, and gets no more") % {"system": name}
        lines = (_("When it takes messages again, resume it."),)
    return Told(title=title[:200], lines=lines, path="/settings/systems/")
