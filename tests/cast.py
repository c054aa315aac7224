"""The named cast: the people and places of `cities/kocaeli`, brought in by the real actions.

    citizen = cast.citizen("Ayşe Işık")
    elif_ = cast.staff("elif")
    topic = cast.topic("agac-budama")
    case = cast.open_case("Ağaç yolun üstüne devrildi.")

Every test finds Kocaeli loaded (`tests/parts/pristine.py`), and enrolls whom it needs.
"""

from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.parts import enrolled

from alo153.accounts.models import User
from alo153.cases import actions as case_actions
from alo153.cases.models import Case, ContactWish
from alo153.citizens import demo
from alo153.citizens.models import Channel, Citizen
from alo153.city import queries as unit_queries
from alo153.city.actions import load_city
from alo153.city.citypack import CityPack, read_pack
from alo153.city.models import CaseKind, City, District, Neighborhood, Topic, Unit
from alo153.city.models.keys import at_hand as at_hand_rows
from alo153.core.actor import SYSTEM, Actor

CITIES = Path(__file__).parents[1] / "cities"
PASSWORD = "gizli-parola-153"
# A Tuesday, 10:00 in Kocaeli; no holiday within two weeks
AT = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)


@lru_cache
def pack(slug: str = "kocaeli") -> CityPack:
    """Return a city's files, read once per process."""
    return read_pack(CITIES / slug)


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
    """Return a body outside the house."""
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
    wish: ContactWish = ContactWish.SMS,
    email: str = "",
    at: datetime = AT,
) -> Case:
    """Return a case of a citizen of the cast, by telephone, routed to Park ve Bahçeler."""
    place = neighborhood("izmit/yahyakaptan")
    return case_actions.open_case(
        kind="request",
        topic=topic(about),
        where=case_actions.Where(
            district=place.district,
            neighborhood=place,
            address="Çınar Sokak 5",
            place_layer="metropolitan",
            lat=40.76911,
            lon=29.97525,
        ),
        text=text,
        reporter=case_actions.Reporter(full_name=of, phone=phone_of(of), email=email),
        contact_wish=wish,
        channel=Channel.PHONE,
        by=actor("elif"),
        at=at,
    )
