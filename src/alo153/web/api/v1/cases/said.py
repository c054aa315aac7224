"""A new application, as another system says it and as we understand it."""

from typing import Annotated

from django.utils.translation import gettext as _
from pydantic import Field

from alo153.cases.actions import Application, Reporter
from alo153.cases.models import ReporterRole
from alo153.citizens.channel import HEARING, Channel
from alo153.city import numbers, queries
from alo153.city.models import District, Neighborhood, Topic
from alo153.city.place import Place
from alo153.city.rules.phone import PhoneError
from alo153.city.rules.questions import MOST_QUESTIONS
from alo153.core.geo import point
from alo153.web.api.v1.fields import Body, Latitude, Line, Longitude, Name, Slug, Text
from alo153.web.site.problems import Code, FieldError, Problem


class PlaceIn(Body):
    """The place; any part may be left out. `lat` and `lon` go together (WGS 84)."""

    district: Slug | None = None
    neighborhood: Slug | None = Field(default=None, description="Of the district, which it needs")
    address: Line = ""
    lat: Latitude | None = None
    lon: Longitude | None = None


class ReporterIn(Body):
    """The citizen; without any of it the application is anonymous."""

    full_name: Name = ""
    phone: Annotated[str, Field(max_length=40, pattern=r"^[^\x00]*$")] = ""
    email: Annotated[str, Field(max_length=254, pattern=r"^([^\x00\s@]+@[^\x00\s@]+)?$")] = ""


class NewCase(Body):
    """An application."""

    topic: Slug
    kind: Slug | None = Field(default=None, description="If it is not what is usual for the topic")
    text: Text
    place: PlaceIn = PlaceIn()
    reporter: ReporterIn = ReporterIn()
    reporter_role: ReporterRole = ReporterRole.AFFECTED
    contact_wish: Channel = Field(
        default=Channel.NONE, description="How the answer is told: sms, email, phone, or none"
    )
    answers: Annotated[dict[Slug, Line], Field(max_length=MOST_QUESTIONS)] | None = Field(
        default=None,
        description="To the questions of the topic, by key; without it, none was asked",
    )


def application(case: NewCase) -> Application:
    """Return what is meant. Raises Problem where the city knows nothing of that name."""
    if case.contact_wish not in HEARING:
        raise _wrong("/contact_wish", _("One of: sms, email, phone, none."))
    return Application(
        kind=_kind(case.kind),
        topic=_topic(case.topic),
        place=_place(case.place),
        text=case.text,
        reporter=Reporter(
            full_name=case.reporter.full_name,
            phone=_phone(case.reporter.phone),
            email=case.reporter.email,
        ),
        reporter_role=case.reporter_role,
        contact_wish=case.contact_wish,
        channel=Channel.API,
        proposals_seen=False,
        answers=case.answers,
    )


def _wrong(field: str, message: str) -> Problem:
    return Problem(Code.INVALID, errors=[FieldError(field=field, message=message)])


def _topic(slug: str) -> Topic:
    found = queries.topics_now().get(slug)
    if found is None or found.information_only:
        raise _wrong("/topic", _("There is no such topic: /api/v1/topics lists them."))
    return found


def _kind(slug: str | None) -> str:
    if slug is None:
        return ""
    found = queries.kinds_now().get(slug)
    if found is None or found.register:
        raise _wrong("/kind", _("There is no such kind: /api/v1/kinds lists them."))
    return found.slug


def _phone(text: str) -> str:
    try:
        return numbers.parse(text).value if text.strip() else ""
    except PhoneError as error:
        raise _wrong("/reporter/phone", numbers.words(error.problem)) from error


def _place(given: PlaceIn) -> Place:
    if (given.lat is None) != (given.lon is None):
        raise _wrong("/place/lat", _("Send both lat and lon, or neither."))
    district = _district(given.district)
    return Place(
        district=district,
        neighborhood=_neighborhood(given.neighborhood, district),
        address=given.address,
        point=point(given.lat, given.lon),
    )


def _district(slug: str | None) -> District | None:
    if slug is None:
        return None
    found = queries.districts_now().get(slug)
    if found is None:
        raise _wrong(
            "/place/district", _("There is no such district: /api/v1/districts lists them.")
        )
    return found


def _neighborhood(slug: str | None, district: District | None) -> Neighborhood | None:
    if slug is None:
        return None
    those = queries.neighborhoods_now().values()
    found = next((each for each in those if each.slug == slug and each.district == district), None)
    if found is None:
        words = _("This district has no such neighborhood: /api/v1/districts lists them.")
        raise _wrong("/place/neighborhood", words)
    return found
