"""kinds.toml: what an application may be, what it must bring, and which clock runs."""

import re
from typing import Final

from alo153.city.citypack.mistakes import Mistakes, suggestion
from alo153.city.citypack.mistakes import Words as _
from alo153.city.citypack.parts import CityPack, KindLine, Kinds
from alo153.city.citypack.typed_values import Table, TomlFile
from alo153.city.rules.calendar import Standard, StandardUnit
from alo153.city.rules.kinds import USUAL, Need

KIND_SLUG: Final = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
TELLING: Final = ("remind_before", "manager_after", "top_after")
_MOST_DAYS: Final = 365
_STANDARD: Final = re.compile(r"(\d+) (hour|working hour|working day|day)s?")
# Stands for one that was not understood, so that it is complained about once
_ANY_STANDARD: Final = Standard(1, StandardUnit.DAYS)


def standard_of(table: Table, inherited: str) -> Standard | None:
    """Return the table's service standard, or nothing where it promises none."""
    text = table.text("standard", inherited)
    if not text or table.data.get("information_only") is True:
        return None
    match = _STANDARD.fullmatch(text)
    if not match or int(match[1]) == 0:
        table.wrong(
            "standard",
            _('"%(text)s" is not understood', text=text),
            _('Like "8 hours", "2 working days"'),
        )
        return _ANY_STANDARD
    return Standard(int(match[1]), StandardUnit(match[2].replace(" ", "_") + "s"))


def read_kinds(source: TomlFile) -> Kinds:
    """Return the kinds in the order of the file, and when whom is told of their clocks."""
    telling = source.root.table("telling")
    kinds = Kinds(
        kinds=tuple(_kind(table) for table in source.root.tables("kind", "kind")),
        telling={key: _days(telling, key, None) for key in TELLING},
    )
    if telling.data and not kinds.telling["remind_before"]:
        telling.wrong("remind_before", _("0 is no time to act"), _("Write 1 or more"))
    telling.done()
    source.root.done()
    return kinds


def _kind(table: Table) -> KindLine:
    remedy = _("Use small letters a-z, digits and single underscores, like tip_off")
    kind = KindLine(
        spot=table.spot,
        slug=table.text("slug", pattern=KIND_SLUG, remedy=remedy, longest=24),
        name=table.text("name", longest=60),
        law=table.text("law", "", longest=200),
        say=table.text("say", ""),
        needs=table.words("needs"),
        anonymous=table.flag("anonymous"),
        hold=table.flag("hold"),
        standard=standard_of(table, ""),
        extension=_days(table, "extension", 0),
        interim=_days(table, "interim", 0),
        pay_within=_days(table, "pay_within", 0),
        forward_and_inform=table.flag("forward_and_inform"),
        register=table.text("register", "", longest=60),
    )
    _together(table, kind)
    table.done()
    return kind


def _days(table: Table, key: str, default: int | None) -> int:
    value = table.value(key, default)
    if value is None:
        return 0
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _MOST_DAYS:
        table.wrong(
            key,
            _("%(value)s is no number of days", value=repr(value)),
            _("Write 0 to %(most)s, no quotes", most=_MOST_DAYS),
        )
        return 0
    return value


def _together(table: Table, kind: KindLine) -> None:
    for need in kind.needs:
        if need not in list(Need):
            advice = suggestion(need, list(Need), _("Use: %(names)s", names=", ".join(Need)))
            table.wrong("needs", _('"%(value)s" is not known', value=need), advice)
    for key, total in (("extension", kind.extension), ("interim", kind.interim)):
        if total and (kind.standard is None or total <= kind.standard.amount):
            remedy = _("Write the new total, more than the standard of the same kind")
            table.wrong(key, _("%(total)s is not longer", total=total), remedy)
    if kind.extension and kind.interim:
        table.wrong("interim", _("the time is made longer once"), _("Remove interim or extension"))
    if kind.anonymous and kind.needs:
        remedy = _("Remove anonymous or needs")
        table.wrong("anonymous", _("nobody can stay unknown and bring this too"), remedy)


def check_kinds(pack: CityPack, mistakes: Mistakes) -> None:
    """Note kinds that are there twice, and topics of a kind that is not there."""
    known = [kind.slug for kind in pack.kinds.kinds]
    for kind in pack.kinds.kinds:
        if known.count(kind.slug) > 1:
            what = _('"%(value)s" is there more than once', value=kind.slug)
            mistakes.add(kind.spot.file, kind.spot.line, "slug", what, _("Give each its own"))
    if known and USUAL not in known:
        mistakes.add(
            "kinds.toml",
            0,
            "",
            _("has no kind %(usual)s", usual=USUAL),
            _("Add a kind with slug %(usual)s", usual=USUAL),
        )
    formal = {kind.slug for kind in pack.kinds.kinds if kind.needs or kind.register}
    for topic in pack.topics:
        if topic.kind in formal:
            where, what = (
                f"topic {topic.slug}, kind",
                _('"%(kind)s" asks for more than words', kind=topic.kind),
            )
            remedy = _("Name one without needs and register: citizens begin with it on the web")
            mistakes.add(topic.spot.file, topic.spot.line, where, what, remedy)
        if known and topic.kind and topic.kind not in known:
            advice = suggestion(topic.kind, known, _("Add it to kinds.toml or name another"))
            where, what = (
                f"topic {topic.slug}, kind",
                _('"%(value)s" is not known', value=topic.kind),
            )
            mistakes.add(topic.spot.file, topic.spot.line, where, what, advice)
