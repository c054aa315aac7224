"""Read the topics of a city: what citizens report, and what each topic asks of a case."""

from collections.abc import Mapping

from alo153.city.citypack import parts
from alo153.city.citypack.casework.evidence import Demands, evidence_of
from alo153.city.citypack.casework.questions import questions_of
from alo153.city.citypack.kinds import standard_of
from alo153.city.citypack.mistakes import Words as _
from alo153.city.citypack.typed_values import Table, TomlFile
from alo153.city.rules.calendar import Standard, StandardUnit

RESPONSIBILITIES = ("metropolitan", "district", "by_place", "outside")


def read_topics(source: TomlFile) -> tuple[parts.GroupLine, ...]:
    """Return the groups of `topics.toml` with their topics, noting every mistake."""
    groups = source.root.tables("group", "group")
    promises = source.root.table("promises")
    templates = {unit.value: promises.text(unit) for unit in StandardUnit}
    promises.done()
    source.root.done()
    return tuple(_group(table, templates) for table in groups)


def _group(table: Table, promises: Mapping[str, str]) -> parts.GroupLine:
    slug = table.slug()
    inherited = {key: table.text(key, "") for key in ("unit", "kind", "responsibility", "standard")}
    demands = evidence_of(table, {})
    group = parts.GroupLine(
        spot=table.spot,
        slug=slug,
        name=table.text("name", longest=120),
        topics=tuple(
            _topic(topic, slug, inherited, demands, promises)
            for topic in table.tables("topic", "group.topic", required=False)
        ),
    )
    if not group.topics:
        table.wrong("", _("has no topic"), _("Add a topic to it, or take the group out"))
    table.done()
    return group


def _topic(
    table: Table,
    group: str,
    inherited: Mapping[str, str],
    demands: Demands,
    promises: Mapping[str, str],
) -> parts.TopicLine:
    standard = standard_of(table, inherited["standard"])
    kind = inherited["kind"] or None
    topic = parts.TopicLine(
        spot=table.spot,
        slug=table.slug(),
        name=table.text("name", longest=120),
        group=group,
        keywords=table.words("keywords"),
        kind=table.text("kind", kind),
        information_only=table.flag("information_only"),
        confidential=table.flag("confidential"),
        responsibility=table.choice(
            "responsibility", RESPONSIBILITIES, inherited["responsibility"] or None
        ),
        unit=table.slug("unit", inherited["unit"]),
        standard=standard,
        promise=table.text("promise", _promise(standard, promises), longest=200),
        say=table.text("say", ""),
        evidence=evidence_of(table, demands),
        question=questions_of(table),
    )
    table.done()
    return topic


def _promise(standard: Standard | None, promises: Mapping[str, str]) -> str:
    return promises[standard.unit].replace("{n}", str(standard.amount)) if standard else ""
