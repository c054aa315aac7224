"""The people of `cities/<slug>/demo.toml`, brought in through the same verbs as real ones."""

from datetime import datetime

from django.db import transaction

from alo153.accounts.actions import enroll, set_skills
from alo153.accounts.models import User
from alo153.accounts.queries import unit_roles
from alo153.citizens.actions import keep_note, recognize
from alo153.citizens.models import Citizen
from alo153.city import numbers
from alo153.city.actions import join_unit
from alo153.city.citypack import CityPack
from alo153.city.citypack.parts import DemoCitizen, DemoStaff
from alo153.city.models import Unit
from alo153.core.actor import SYSTEM


@transaction.atomic
def load_demo(*, pack: CityPack, password: str, at: datetime) -> None:
    """Bring in everybody who is not there yet; people already known are left as they are."""
    known = set(User.objects.values_list("username", flat=True))
    for person in pack.staff:
        if person.username not in known:
            enroll_person(person, password=password, at=at)
    for citizen in pack.citizens:
        remember(citizen, language=pack.city.language, at=at)


def enroll_person(person: DemoStaff, *, password: str, at: datetime) -> User:
    """Enroll one member of staff, in the unit the file names."""
    of_units = unit_roles()
    user = enroll(
        username=person.username,
        full_name=person.full_name,
        email=person.email,
        roles=[role for role in person.roles if role not in of_units],
        password=password,
        by=SYSTEM,
        at=at,
    )
    if person.skills:
        set_skills(user=user, skills=person.skills, by=SYSTEM, at=at)
    if person.unit:
        unit = Unit.objects.get(slug=person.unit)
        of_unit = [role for role in person.roles if role in of_units]
        join_unit(user=user, unit=unit, roles=of_unit, by=SYSTEM, at=at)
    return user


def remember(person: DemoCitizen, *, language: str, at: datetime) -> Citizen:
    """Remember one citizen; the same number and name give the same one again."""
    citizen = recognize(
        phone=numbers.parse(person.phone).value,
        email=person.email,
        full_name=person.full_name,
        language=language,
        by=SYSTEM,
        at=at,
    )
    if person.note:
        keep_note(citizen=citizen, note=person.note, by=SYSTEM, at=at)
    return citizen
