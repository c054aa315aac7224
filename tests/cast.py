"""The named cast: the people and places of `cities/kocaeli`, brought in by the real actions.

    citizen = cast.citizen("Ayşe Işık")
    elif_ = cast.staff("elif")
    both = cast.several("agent of roads")    # one person, several roles
    topic = cast.topic("agac-budama")
    case = cast.open_case("Ağaç yolun üstüne devrildi.")

Every test finds Kocaeli loaded (`tests/parts/postgresql/pristine.py`), and enrolls whom it needs.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.parts.postgresql import enrolled
from tests.parts.roles import OF_CARE, OF_UNITS, Role

from alo153.accounts.actions import enroll
from alo153.accounts.models import User
from alo153.cases import actions as case_actions
from alo153.cases.models import Case
from alo153.citizens import demo
from alo153.citizens.channel import Channel
from alo153.citizens.models import Citizen
from alo153.city import queries as unit_queries
from alo153.city.actions import join_unit, load_city
from alo153.city.citypack import CityPack, read_pack
from alo153.city.models import CaseKind, City, District, Neighborhood, Topic, Unit
from alo153.city.models.city_key import at_hand as at_hand_rows
from alo153.city.place import Place
from alo153.core.actor import SYSTEM, Actor
from alo153.core.geo import Point

CITIES = Path(__file__).parents[1] / "cities"
PASSWORD = "gizli-parola-153"
# A Tuesday, 10:00 in Kocaeli; no holiday within two weeks
AT = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
# Who holds several roles, or works in a second unit, as it happens in a city
SEVERAL: Mapping[str, tuple[str, tuple[Role, ...], str]] = {
    "agent of roads": ("elif", (Role.AGENT, Role.UNIT_STAFF), "yol-ve-bakim"),
    "agent of parks": ("selin", (Role.AGENT, Role.UNIT_STAFF), ""),
    "supervisor managing roads": ("hakan", (Role.SUPERVISOR, Role.UNIT_MANAGER), "yol-ve-bakim"),
    "reader of roads": ("okan", (Role.UNIT_STAFF, Role.QUALITY), ""),
    "reader managing parks": ("nurten", (Role.UNIT_MANAGER, Role.QUALITY), ""),
    "administrator of roads": ("yasin", (Role.ADMINISTRATOR, Role.UNIT_STAFF), "yol-ve-bakim"),
    "everything but an agent": (
        "okan",
        tuple(set(Role) - OF_CARE - {Role.AGENT, Role.SUPERVISOR}),
        "",
    ),
}


@lru_cache
def pack(slug: str = "kocaeli") -> CityPack:
    """Return a city's files, read once per process; what is told at night waits for no morning."""
    read = read_pack(CITIES / slug)
    return replace(read, city=replace(read.city, quiet_hours={}))


def city() -> City:
    """Return Kocaeli, loaded if it is not there."""
    found = City.objects.filter(slug="kocaeli").first()
    return found or load_city(pack=pack(), by=SYSTEM, at=AT)


def at_hand() -> None:
    """Read the city's rows, as a process has them that has answered before."""
    unit_queries.city()
    for model in (CaseKind, District, Neighborhood, Topic, Unit):
        at_hand_rows(model)()


def enroll_everybody() -> None:
    """Enroll the whole staff of the cast."""
    for person in pack().staff:
        demo.enroll_person(person, password=PASSWORD, at=AT)


def staff(username: str) -> User:
    """Return a member of staff of the cast, with roles and unit, enrolled if not there."""
    return enrolled.bring(username)


def with_roles(username: str, *roles: Role, unit: str = "") -> User:
    """Return a member of staff with exactly these roles, in this unit besides their own."""
    user = staff(username)
    places = {*user.role_grants.exclude(scope_key="").values_list("scope_key", flat=True), unit}
    enroll(
        username=username,
        full_name=user.full_name,
        email=user.email,
        roles=[role for role in roles if role not in OF_UNITS],
        password=PASSWORD,
        by=SYSTEM,
        at=AT,
    )
    of_unit = [role for role in roles if role in OF_UNITS]
    for place in Unit.objects.filter(slug__in=places):
        join_unit(user=user, unit=place, roles=of_unit, by=SYSTEM, at=AT)
    return User.objects.get(pk=user.pk)


def several(name: str) -> User:
    """Return one of `SEVERAL`."""
    username, roles, also = SEVERAL[name]
    return with_roles(username, *roles, unit=also)


def anybody(name: str) -> User:
    """Return a member of staff of the cast, or one of `SEVERAL`."""
    return several(name) if name in SEVERAL else staff(name)


def everybody() -> list[str]:
    """List one of the cast's staff for each set of roles and unit, and those with several roles."""
    alike = {(person.roles, person.unit): person.username for person in pack().staff}
    return [*alike.values(), *SEVERAL]


def actor(username: str) -> Actor:
    """Return a member of staff as one who acts."""
    return Actor.staff(staff(username).pk)


def citizen(full_name: str) -> Citizen:
    """Return a citizen of the cast with telephone, e-mail and note."""
    person = next(each for each in pack().citizens if each.full_name == full_name)
    return demo.remember(person, language="tr", at=AT)


def phone_of(full_name: str) -> str:
    """Return the telephone number of a citizen of the cast, E.164."""
    return next(each.phone for each in pack().citizens if each.full_name == full_name)


def unit(slug: str) -> Unit:
    """Return a unit."""
    return Unit.objects.get(slug=slug)


def outside_body() -> Unit:
    """Return an outside agency."""
    return Unit.objects.filter(kind=Unit.Kind.OUTSIDE).order_by("slug")[0]


def city_zone() -> ZoneInfo:
    """Return the time zone of Kocaeli."""
    return ZoneInfo(pack().city.timezone)


def topic(slug: str) -> Topic:
    """Return a topic."""
    return Topic.objects.select_related("parent", "default_unit").get(slug=slug)


def district(slug: str) -> District:
    """Return a district."""
    return District.objects.get(slug=slug)


def neighborhood(key: str) -> Neighborhood:
    """Return a neighborhood by "district/neighborhood"."""
    of, _, slug = key.partition("/")
    return Neighborhood.objects.select_related("district").get(district__slug=of, slug=slug)


def open_case(
    text: str = "Ağaç yolun üstüne devrildi.",
    *,
    of: str = "Ayşe Işık",
    about: str = "agac-budama",
    wish: Channel = Channel.SMS,
    channel: Channel = Channel.PHONE,
    email: str = "",
    at: datetime = AT,
    proposals_seen: bool | None = None,
) -> Case:
    """Return a case of a citizen of the cast, routed to Park ve Bahçeler."""
    place = neighborhood("izmit/yahyakaptan")
    return case_actions.open_case(
        application=case_actions.Application(
            kind="request",
            topic=topic(about),
            place=Place(
                district=place.district,
                neighborhood=place,
                address="Çınar Sokak 5",
                layer="metropolitan",
                point=Point(40.76911, 29.97525),
            ),
            text=text,
            reporter=case_actions.Reporter(full_name=of, phone=phone_of(of), email=email),
            contact_wish=wish,
            channel=channel,
            proposals_seen=proposals_seen,
        ),
        by=actor("elif"),
        at=at,
    )
