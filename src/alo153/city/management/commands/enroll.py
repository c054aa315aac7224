"""`manage enroll`: bring in one member of staff, or bring one up to date."""

import re
import secrets
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from getpass import getpass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils import translation
from django.utils.translation import gettext as _

from alo153.accounts.models import User
from alo153.accounts.queries import roles_now, unit_roles
from alo153.city.actions import staffing
from alo153.city.citypack.mistakes import suggestion
from alo153.city.models import City, Unit
from alo153.core.clock import now

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}")
_RANDOM_BYTES = 12


class Command(BaseCommand):
    """Enroll somebody with exactly the roles and units named; nothing happens by halves."""

    help = "Bring in one member of staff, or with --update change one. Asks for the password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Accept who it is, and what they may do."""
        parser.add_argument("username", help="what the person signs in with: a-z, digits, . - _")
        parser.add_argument("--name", required=True, help="full name")
        parser.add_argument("--email", required=True, help="where a forgotten password is reset")
        parser.add_argument(
            "--role", required=True, action="append", help="key of a role of the city; repeatable"
        )
        parser.add_argument(
            "--unit", action="append", default=[], help="slug of a unit; repeatable"
        )
        parser.add_argument("--update", action="store_true", help="change somebody already there")
        parser.add_argument(
            "--random-password", action="store_true", help="make a password and show it once"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Check everything, ask for the password, enroll."""
        with translation.override(_language()):
            person = _person(options)
            random = options["random_password"]
            password = secrets.token_urlsafe(_RANDOM_BYTES) if random else _asked()
            _accept_password(password)
            staffing.staff(person, password=password, at=now())
            self.stdout.write(_("%(name)s is enrolled.") % {"name": person.full_name})
            if random:
                self.stdout.write(_("Password, shown only now: %(word)s") % {"word": password})


def _language() -> str:
    """Return the city's language; before a city is loaded, that of the settings."""
    city = City.objects.first()
    return city.language if city else translation.get_language()


def _person(options: dict[str, Any]) -> staffing.Person:
    roles = [_role(word) for word in dict.fromkeys(options["role"])]
    person = staffing.Person(
        username=_username(options["username"], update=options["update"]),
        full_name=_full_name(options["name"]),
        email=_email(options["email"]),
        roles=roles,
        units=[_unit(slug) for slug in dict.fromkeys(options["unit"])],
    )
    _refuse_a_role_without_its_unit(person)
    return person


def _username(text: str, *, update: bool) -> str:
    name = text.strip()
    if not _USERNAME.fullmatch(name):
        raise CommandError(
            _("username: use 2 to 60 small letters a-z, digits, dot, hyphen or underscore.")
        )
    known = User.objects.filter(username=name).first()
    if known and not update:
        words = _("username: %(name)s is taken by %(who)s. Add --update to change that person.")
        raise CommandError(words % {"name": name, "who": known.full_name})
    if update and not known:
        raise CommandError(_("username: nobody is called %(name)s yet.") % {"name": name})
    return name


def _full_name(text: str) -> str:
    name = " ".join(text.split())
    longest = User._meta.get_field("full_name").max_length
    if not name or len(name) > (longest or 0):
        raise CommandError(_("--name: give the full name, at most %(n)s letters.") % {"n": longest})
    return name


def _email(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError:
        words = _("--email: %(text)s is no e-mail address.")
        raise CommandError(words % {"text": text}) from None
    return text


def _role(word: str) -> str:
    known = roles_now()
    if word in known:
        return word
    words = _("--role: there is no role %(word)s. There are: %(roles)s.")
    raise CommandError(words % {"word": word, "roles": ", ".join(known)})


def _unit(slug: str) -> Unit:
    ours = Unit.objects.filter(retired_at=None).exclude(kind=Unit.Kind.OUTSIDE)
    found = ours.filter(slug=slug).first()
    if found is None:
        words = _("--unit: there is no unit %(slug)s. %(hint)s")
        raise CommandError(words % {"slug": slug, "hint": _hint(slug, ours)})
    return found


def _hint(slug: str, units: Iterable[Unit]) -> str:
    near = suggestion(slug, [unit.slug for unit in units], "").partition('"')[2].rstrip('"?')
    if near:
        return _("Did you mean %(slug)s?") % {"slug": near}
    return _("The units stand in the city's units.toml.")


def _refuse_a_role_without_its_unit(person: staffing.Person) -> None:
    of_units = [key for key in roles_now() if key in unit_roles()]
    works_in_a_unit = not set(of_units).isdisjoint(person.roles)
    if works_in_a_unit and not person.units:
        words = _("--unit: name the unit; these roles are given for one: %(roles)s.")
        raise CommandError(words % {"roles": ", ".join(of_units)})
    if person.units and not works_in_a_unit:
        words = _("--unit: only these roles are given for a unit: %(roles)s.")
        raise CommandError(words % {"roles": ", ".join(of_units)})


def _asked() -> str:
    if not sys.stdin.isatty():
        raise CommandError(
            _("There is no terminal to ask for the password. Add --random-password.")
        )
    first = getpass(_("Password: "))
    if getpass(_("The same again: ")) != first:
        raise CommandError(_("The two passwords differ; nothing was changed."))
    return first


def _accept_password(password: str) -> None:
    try:
        staffing.check_password(password)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from None
