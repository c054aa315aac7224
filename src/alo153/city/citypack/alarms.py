"""alarms.toml: which words of citizens a person must look at soon, and what to do then."""

from dataclasses import asdict
from typing import Any, Final

from alo153.city.citypack.mistakes import Mistakes
from alo153.city.citypack.mistakes import Words as _
from alo153.city.citypack.parts import LOOK_WITHIN, AlarmLine, CityPack
from alo153.city.citypack.typed_values import Table, TomlFile
from alo153.city.rules.alarms import Watch, alarms_of, is_phrase

FILE: Final = "alarms.toml"
# Minutes
_LONGEST_WAIT: Final = 24 * 60
# Hours: a month
_LONGEST_ANSWER: Final = 30 * 24
_REMEDY: Final = _('Write words with spaces between, like "gaz kokusu" or "gaz kok*"')


def read_alarms(source: TomlFile) -> tuple[tuple[AlarmLine, ...], int]:
    """Return the alarms in the order of the file, and in how many minutes a person looks at one.

    A file without any is in order.
    """
    minutes = _look_within(source.root)
    found = tuple(_alarm(table) for table in source.root.tables("alarm", "alarm", required=False))
    source.root.done()
    return found, minutes


def _look_within(root: Table) -> int:
    return _whole(root, "look_within", LOOK_WITHIN, range(1, _LONGEST_WAIT + 1), _("minutes"))


def _whole(table: Table, key: str, default: int, fitting: range, of: str) -> int:
    value = table.value(key, default)
    if isinstance(value, int) and not isinstance(value, bool) and value in fitting:
        return int(value)
    remedy = _("Write %(least)s to %(most)s, without quotes", least=fitting[0], most=fitting[-1])
    table.wrong(key, _("%(value)s is no number of %(of)s", value=repr(value), of=of), remedy)
    return default


def _alarm(table: Table) -> AlarmLine:
    alarm = AlarmLine(
        spot=table.spot,
        slug=table.slug(),
        name=table.text("name", longest=60),
        phrases=_phrases(table, "phrases"),
        harmless=_phrases(table, "harmless"),
        say=table.text("say", "", longest=300),
        call=table.text("call", "", longest=12),
        answer_hours=_whole(table, "answer_hours", 0, range(_LONGEST_ANSWER + 1), _("hours")),
    )
    if alarm.call and not alarm.call.isdigit():
        table.wrong(
            "call",
            _('"%(call)s" is no short number', call=alarm.call),
            _('Write only digits, like "112"'),
        )
    if not alarm.phrases:
        table.wrong("phrases", _("nothing would ever raise it"), _REMEDY)
    table.done()
    return alarm


def _phrases(table: Table, key: str) -> tuple[str, ...]:
    words = table.words(key)
    for each in words:
        if not is_phrase(each):
            table.wrong(key, _('"%(each)s" cannot be listened for', each=each), _REMEDY)
    return tuple(each for each in words if is_phrase(each))


def alarm_data(line: AlarmLine) -> dict[str, Any]:
    """Return an alarm as the city stores it: `rules.alarms.alarms_of` reads it."""
    return {name: value for name, value in asdict(line).items() if name != "spot"}


def watches_of(pack: CityPack) -> tuple[Watch, ...]:
    """Return the alarms of a city's files, ready to be listened for."""
    return alarms_of(map(alarm_data, pack.alarms), pack.city.language)


def check_alarms(pack: CityPack, mistakes: Mistakes) -> None:
    """Note alarms that are there twice."""
    known = [alarm.slug for alarm in pack.alarms]
    for alarm in pack.alarms:
        if known.count(alarm.slug) > 1:
            what = _('"%(value)s" is there more than once', value=alarm.slug)
            mistakes.add(alarm.spot.file, alarm.spot.line, "slug", what, _("Give each its own"))
