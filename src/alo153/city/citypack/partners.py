"""partners.toml: bodies with tables to import. A city without the file takes none."""

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Final

from alo153.city.citypack.kinds import KIND_SLUG, standard_of
from alo153.city.citypack.mistakes import Mistakes, suggestion
from alo153.city.citypack.mistakes import Words as _
from alo153.city.citypack.parts import CityPack, PartnerLine
from alo153.city.citypack.typed_values import Table, TomlFile
from alo153.city.partner_tables import NEEDED, SEPARATORS, Encoding, Field, ReplyForm, Said
from alo153.core.text import fold

FILE: Final = "partners.toml"
# What answers a number is found by it: a table without either tells nobody anything
_NEEDED_BACK: Final = (Said.NUMBER, Said.ANSWER)
_LONGEST_HEADING: Final = 60


def read_partners(folder: Path, mistakes: Mistakes) -> tuple[PartnerLine, ...]:
    """Return the partner desks in the order of the file."""
    if not (folder / FILE).exists():
        return ()
    root = TomlFile(folder / FILE, mistakes).root
    found = tuple(_partner(table) for table in root.tables("partner", "partner"))
    root.done()
    return found


def _partner(table: Table) -> PartnerLine:
    remedy = _("Write the slug of a kind of kinds.toml whose register this is")
    line = PartnerLine(
        spot=table.spot,
        slug=table.slug(),
        name=table.text("name", longest=60),
        kind=table.text("kind", pattern=KIND_SLUG, remedy=remedy, longest=24),
        topic=table.slug("topic", ""),
        relays_answers=table.flag("relays_answers"),
        standard=standard_of(table, ""),
        every_morning=table.flag("every_morning"),
        columns=_columns(table),
        kinds=_words(table, "kinds"),
        topics=_words(table, "topics"),
        reply=_reply(table),
    )
    table.done()
    return line


def _columns(table: Table) -> dict[str, list[str]]:
    inside = table.table("columns")
    found = {key: list(inside.words(key)) for key in inside.data if key in set(Field)}
    inside.done()
    for field in NEEDED:
        if not found.get(field):
            table.wrong(
                "columns",
                _("%(field)s has no heading", field=field),
                _('Add %(field)s = ["..."]', field=field),
            )
    return found


def _words(table: Table, key: str) -> dict[str, str]:
    """Return what their words mean, folded: they are typed by people."""
    value = table.value(key, {})
    if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
        table.wrong(key, _("is no table of words"), _('Write { "their words" = "slug" }'))
        return {}
    return {fold(words): meant for words, meant in value.items()}


def _reply(table: Table) -> ReplyForm:
    inside = table.table("reply")
    columns = tuple(_heading(each) for each in inside.tables("columns", "partner.reply.columns"))
    said = {each for _heading, each in columns}
    for each in _NEEDED_BACK:
        if columns and each not in said:
            inside.wrong(
                "columns",
                _("no column says the %(each)s", each=each),
                _('Add one with says = "%(each)s"', each=each),
            )
    reply = ReplyForm(
        columns=columns,
        encoding=Encoding(inside.choice("encoding", Encoding, Encoding.UTF_8) or Encoding.UTF_8),
        separator=inside.choice("separator", SEPARATORS, ";"),
        outcomes={key: str(word) for key, word in inside.value("outcomes", {}).items()},
    )
    inside.done()
    return reply


def _heading(table: Table) -> tuple[str, Said]:
    heading, said = table.text("heading", longest=_LONGEST_HEADING), table.choice("says", Said)
    table.done()
    return heading, Said(said or Said.NUMBER)


def check_partners(pack: CityPack, mistakes: Mistakes) -> None:
    """Note kinds and topics that the city does not have, and a kind of another body's register."""
    kinds = {kind.slug: kind for kind in pack.kinds.kinds}
    topics = [topic.slug for topic in pack.topics if not topic.information_only]
    for line in pack.partners:
        of_body = [slug for slug, kind in kinds.items() if kind.register == line.name]
        _known(line, "kind", [line.kind], of_body, mistakes)
        _known(line, "kinds", line.kinds.values(), of_body, mistakes)
        _known(line, "topic", [line.topic], topics, mistakes)
        _known(line, "topics", line.topics.values(), topics, mistakes)


def _known(
    line: PartnerLine, key: str, named: Iterable[str], known: Collection[str], mistakes: Mistakes
) -> None:
    for slug in named:
        if slug and slug not in known:
            advice = suggestion(
                slug, known, _("Use one of: %(names)s", names=", ".join(sorted(known)[:8]))
            )
            where = f"partner {line.slug}, {key}"
            mistakes.add(
                FILE, line.spot.line, where, _('"%(value)s" is not known', value=slug), advice
            )
