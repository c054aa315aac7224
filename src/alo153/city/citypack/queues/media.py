"""The media of queues.toml: what is written to the city and offered to agents, and how much."""

from collections.abc import Iterable

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
EMAIL = "email"
AT_ONCE = range(1, 11)
BESIDE_CALL = range(11)
_POSITIVE = _("Write seconds above 0")
_ADDRESSES_REMEDY = _('Write addresses = { "su@kocaeli.example" = "water" }, of e-mail alone')
_TARGETS_REMEDY = _("Write targets = { water = 3600 }: seconds above 0 by queue")


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
        queue=table.text("queue", "general"),
        addresses=_addresses(table, channel),
        targets=_targets(table),
    )
    table.done()
    return line


def _counter(table: Table) -> MediumLine:
    priority = table.number("priority") if "priority" in table.data else 0.0
    table.done()
    return MediumLine(spot=table.spot, channel=COUNTER, live=True, priority=priority)


def _addresses(table: Table, channel: str) -> dict[str, str]:
    """Read the queues by our address; only an e-mail says to which of them it was written."""
    value = table.value("addresses", {})
    found = value if isinstance(value, dict) else {}
    right = all("@" in to and isinstance(queue, str) for to, queue in found.items())
    if found != value or not right or (found and channel != EMAIL):
        said = _("%(value)s are no queues by address", value=repr(value))
        table.wrong("addresses", said, _ADDRESSES_REMEDY)
        return {}
    return {to.lower(): queue for to, queue in found.items()}


def _targets(table: Table) -> dict[str, float]:
    value = table.value("targets", {})
    found = value if isinstance(value, dict) else {}
    if found != value or not all(map(_is_positive, found.values())):
        said = _("%(value)s are no seconds by queue", value=repr(value))
        table.wrong("targets", said, _TARGETS_REMEDY)
        return {}
    return {queue: float(seconds) for queue, seconds in found.items()}


def _is_positive(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value > 0


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
    """Note a medium that is there twice, and a skill or queue that nobody knows."""
    seen = set[str]()
    for line in found.media:
        where = f"medium {line.channel}"
        if line.channel in seen:
            mistakes.add(FILE, line.spot.line, where, _("is there twice"), _("Leave one out"))
        seen.add(line.channel)
        _named(line, "skill", [line.skill], found.skills, "[skills]", mistakes)
        if queues := [each.key for each in found.queues]:
            _named(line, "queue", [line.queue], queues, "the queues", mistakes)
            _named(line, "addresses", line.addresses.values(), queues, "the queues", mistakes)
            _named(line, "targets", line.targets, queues, "the queues", mistakes)


def _named(
    line: MediumLine,
    field: str,
    words: Iterable[str],
    known: Iterable[str],
    home: str,
    mistakes: Mistakes,
) -> None:
    names = list(known)
    for word in words:
        if word and word not in names:
            advice = suggestion(word, names, _("Add it to %(home)s or name another", home=home))
            what = _('"%(value)s" is not known', value=word)
            where = f"medium {line.channel}, {field}"
            mistakes.add(FILE, line.spot.line, where, what, advice)
