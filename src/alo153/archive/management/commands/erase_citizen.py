"""`manage erase_citizen`: somebody has the right to be forgotten."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from alo153.accounts.models import User
from alo153.archive.erasing import erase, record_of
from alo153.cases.confidential.actions.erasing import StillOpen
from alo153.citizens.actions.erasing import ErasureReason
from alo153.citizens.models import Citizen, Identity
from alo153.citizens.queries import is_erased
from alo153.city import numbers
from alo153.city import queries as units
from alo153.city.rules.phone import PhoneError
from alo153.core.actor import Actor
from alo153.core.clock import now


class Command(BaseCommand):
    """Erase a person from every table and file; what is counted stays."""

    help = "Erase a person (KVKK art. 7, 11): name, numbers, words, files, recordings. No way back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Accept whom, why, and who does it."""
        whom = parser.add_mutually_exclusive_group(required=True)
        whom.add_argument("--citizen", type=int, help="the key of the citizen")
        whom.add_argument("--contact", help="their telephone number or e-mail address")
        parser.add_argument(
            "--reason", required=True, choices=[each.value for each in ErasureReason]
        )
        parser.add_argument("--by", required=True, help="user name of who carries it out")

    def handle(self, *_args: Any, reason: str, by: str, **whom: Any) -> None:
        """Erase, and say what was erased."""
        with translation.override(units.city().language):
            user = User.objects.filter(username=by.strip().lower(), is_active=True).first()
            if user is None:
                raise CommandError(_("--by: nobody active is called %(name)s.") % {"name": by})
            actor = Actor.staff(user.pk)
            with transaction.atomic():
                citizen = self._citizen(whom["citizen"], whom["contact"], actor)
                self._erase(citizen, ErasureReason(reason), actor)

    def _erase(self, citizen: Citizen, reason: ErasureReason, by: Actor) -> None:
        again = is_erased(citizen)
        try:
            done = erase(citizen, reason=reason, by=by, at=now())
        except StillOpen as error:
            words = _("Not closed yet: %(codes)s. Nothing was erased.")
            raise CommandError(words % {"codes": ", ".join(error.codes)}) from error
        words = _(
            "Citizen %(key)s was erased: %(cases)s applications, %(contacts)s contacts, "
            "%(messages)s messages, %(files)s files."
        )
        self.stdout.write(words % {"key": citizen.pk, **vars(done)})
        if again:
            self.stdout.write(_("They had been erased before; this took what came since."))
        self.stdout.write(
            _(
                "What stays: topics, places, times and outcomes; who looked at the record; blocked "
                "numbers; back-ups and Asterisk's logs until they are rotated."
            )
        )

    def _citizen(self, key: int | None, contact: str | None, by: Actor) -> Citizen:
        address = _address(contact) if contact else ""
        found = Citizen.objects.filter(pk=key) if key else _with(address)
        match list(found.order_by("pk")):
            case [one]:
                return one
            case []:
                # Somebody called or wrote, and nobody asked who they are
                if address and (unknown := record_of(address, by=by, at=now())):
                    return unknown
                if key:
                    raise CommandError(_("No such citizen."))
                raise CommandError(_("Nobody is known by it, or they were erased before."))
            case several:
                names = "\n".join(f"--citizen {each.pk}  {each.name}" for each in several)
                raise CommandError(_("Several share it; name one:") + "\n" + names)


def _with(address: str) -> QuerySet[Citizen]:
    keys = Identity.objects.filter(value=address).values("citizen")
    return Citizen.objects.filter(pk__in=keys)


def _address(contact: str) -> str:
    try:
        return contact.strip().lower() if "@" in contact else numbers.parse(contact).value
    except PhoneError as error:
        raise CommandError(_("--contact: this is no telephone number.")) from error
