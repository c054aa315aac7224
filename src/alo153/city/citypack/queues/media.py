"""The media of queues.toml: what is written to the city and offered to agents, and how much."""

from alo153.city.citypack.mistakes import Mistakes, suggestion
from alo153.city.citypack.mistakes import Words as _
from alo153.city.citypack.parts import Queues
from alo153.city.citypack.queue_parts import MediumLine, WrittenLine
from alo153.city.citypack.typed_values import Table

FILE = "queues.toml"
CHANNELS = ("chat", "sms", "email", "whatsapp", "telegram", "messenger", "instagram", "x")
"""Media in which citizens and the center write to each other (`citizens.channel.CONVERSING`)."""
OBJECTION = "objection"
"""A medium of its own: an objection to an answer is offered as a letter is."""
COUNTER = "counter"
"""A medium of its own: a visitor is offered to a free desk, one at a time."""
AT_ONCE = range(1, 11)
BESIDE_CALL = range(11)
_POSITIVE = _("Write seconds above 0")


def read_written(root: Table) -> WrittenLine:
    """Read how long an offer lasts, and the like; the usual times by default."""
    if "written" not in root.data:
        return WrittenLine()
    table, usual = root.table("written"), WrittenLine()
    found = WrittenLine(
        offer_seconds=_seconds(table, "offer_seconds", usual.offer_seconds),
        rest_seconds=_seconds(table, "rest_seconds", usual.rest_seconds),
        caller_waits=_seconds(table, "caller_waits", usual.caller_waits, least=0.0),
        quiet_seconds=_seconds(table, "quiet_seconds", usual.quiet_seconds),
    )
    table.done()
    return found


def read_media(root: Table) -> tuple[MediumLine, ...]:
    """Read the media; a city without one offers nothing, and what is written is taken by hand."""
    return tuple(_medium(each) for each in root.tables("medium", "medium", required=False))


def _medium(table: Table) -> MediumLine:
    channel = table.choice("channel", (*CHANNELS, OBJECTION, COUNTER))
    if channel == COUNTER:
        return _counter(table)
    line = MediumLine(
        spot=table.spot,
        channel=channel,
        at_once=table.count("at_once", AT_ONCE) if "at_once" in table.data else 1,
        beside_call=table.count("beside_call", BESIDE_CALL) if "beside_call" in table.data else 0,
        live=table.flag("live"),
        priority=table.number("priority") if "priority" in table.data else 0.0,
        skill=table.text("skill", ""),
        kept_for=_seconds(table, "kept_for", None, least=0.0),
        target=_seconds(table, "target", None),
    )
    table.done()
    return line


def _counter(table: Table) -> MediumLine:
    priority = table.number("priority") if "priority" in table.data else 0.0
    table.done()
    return MediumLine(spot=table.spot, channel=COUNTER, live=True, priority=priority)


def _seconds[Usual: float | None](
    table: Table, key: str, usual: Usual, *, least: float = 1.0
) -> float | Usual:
    if key not in table.data:
        return usual
    seconds = table.number(key)
    if seconds < least:
        table.wrong(key, _("%(seconds)s s are too few", seconds=f"{seconds:g}"), _POSITIVE)
    return max(seconds, least)


def check_media(found: Queues, mistakes: Mistakes) -> None:
    """Note a medium that is there twice, and a skill that nobody knows."""
    seen = set[str]()
    for line in found.media:
        where = f"medium {line.channel}"
        if line.channel in seen:
            mistakes.add(FILE, line.spot.line, where, _("is there twice"), _("Leave one out"))
        seen.add(line.channel)
        if line.skill and line.skill not in found.skills:
            advice = suggestion(line.skill, found.skills, _("Add it to [skills] or name another"))
            mistakes.add(
                FILE,
                line.spot.line,
                f"{where}, skill",
                _('"%(value)s" is not known', value=line.skill),
                advice,
            )
