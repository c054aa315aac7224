"""`manage dismiss`: somebody leaves."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alo153.accounts.models import User
from alo153.cases import queries as cases
from alo153.city import queries as units
from alo153.city.actions import staffing
from alo153.core.clock import now


class Command(BaseCommand):
    """End an account: every sign-in ends at once, the name stays in the history."""

    help = "Somebody leaves: sign-ins, roles and units end at once, the name stays in the history."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Accept who it is."""
        parser.add_argument("username", help="what the person signs in with")

    def handle(self, *_args: Any, username: str, **_options: Any) -> None:
        """Let the person go, and say how much of their work is left."""
        with translation.override(units.city().language):
            user = User.objects.filter(username=username.strip().lower(), is_active=True).first()
            if user is None:
                words = _("username: nobody active is called %(name)s.")
                raise CommandError(words % {"name": username})
            staffing.let_go(user, at=now())
            self.stdout.write(_("%(name)s can no longer sign in.") % {"name": user.full_name})
            if left := cases.left_with(user):
                words = ngettext(
                    "%(count)s application is still with them: the unit can give it to another.",
                    "%(count)s applications are still with them: the unit can give them to others.",
                    left,
                )
                self.stdout.write(words % {"count": left})
