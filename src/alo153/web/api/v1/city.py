"""The topics, kinds and places of an application, and the units that work on it."""

from django.utils.translation import gettext_noop
from ninja import Router, Schema

from alo153.city import queries
from alo153.city.models import Unit
from alo153.city.rules.questions import QuestionKind
from alo153.web.api.v1.answers import reads
from alo153.web.api.v1.by_key import ByKey, KeyedRequest

router = Router(tags=["city"], auth=ByKey())


class QuestionOut(Schema):
    """A question that a topic asks when an application is opened."""

    key: str
    question: str
    kind: QuestionKind
    required: bool
    help: str
    choices: list[str]


class TopicOut(Schema):
    """A topic of applications."""

    slug: str
    name: str
    group: str
    kind: str
    confidential: bool
    questions: list[QuestionOut]


class KindOut(Schema):
    """A kind of application; `needs` names what it must bring."""

    slug: str
    name: str
    needs: list[str]


class UnitOut(Schema):
    """A unit, an affiliate, or a body outside."""

    slug: str
    name: str
    kind: str
    parent: str | None


class NeighborhoodOut(Schema):
    """The name of a place within its district."""

    slug: str
    name: str


class DistrictOut(Schema):
    """A district with its neighborhoods."""

    slug: str
    name: str
    neighborhoods: list[NeighborhoodOut]


@router.get("/topics", response=reads(list[TopicOut]), summary=gettext_noop("Topics"))
def topics(request: KeyedRequest) -> list[TopicOut]:  # noqa: ARG001 - ninja passes it
    """List what an application may be about, in the city's order."""
    those = sorted(queries.topics_now().values(), key=lambda topic: topic.position)
    return [
        TopicOut(
            slug=topic.slug,
            name=topic.name,
            group=topic.parent.name if topic.parent else "",
            kind=topic.default_kind,
            confidential=topic.confidential,
            questions=[QuestionOut.model_validate(each) for each in topic.questions],
        )
        for topic in those
        if not topic.information_only
    ]


@router.get("/kinds", response=reads(list[KindOut]), summary=gettext_noop("Kinds of application"))
def kinds(request: KeyedRequest) -> list[KindOut]:  # noqa: ARG001 - ninja passes it
    """List the kinds of application, with what each must bring."""
    return [
        KindOut(slug=kind.slug, name=kind.name, needs=list(kind.needs))
        for kind in queries.kinds_now().values()
    ]


@router.get("/units", response=reads(list[UnitOut]), summary=gettext_noop("Units"))
def units(request: KeyedRequest) -> list[UnitOut]:  # noqa: ARG001 - ninja passes it
    """List who works on applications, and the bodies outside that some are sent to."""
    return [_unit(unit) for unit in queries.units_now().values() if unit.retired_at is None]


def _unit(unit: Unit) -> UnitOut:
    above = unit.parent.slug if unit.parent else None
    return UnitOut(slug=unit.slug, name=unit.name, kind=unit.kind, parent=above)


@router.get("/districts", response=reads(list[DistrictOut]), summary=gettext_noop("Districts"))
def districts(request: KeyedRequest) -> list[DistrictOut]:  # noqa: ARG001 - ninja passes it
    """List the districts with their neighborhoods."""
    found: dict[str, list[NeighborhoodOut]] = {slug: [] for slug in queries.districts_now()}
    for near in queries.neighborhoods_now().values():
        found[near.district.slug].append(NeighborhoodOut(slug=near.slug, name=near.name))
    return [
        DistrictOut(slug=slug, name=district.name, neighborhoods=found[slug])
        for slug, district in queries.districts_now().items()
    ]
