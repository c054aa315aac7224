"""ready_answers.toml: ready answers that a city brings along for its center."""

from pathlib import Path
from typing import Final

from alo153.cases.rules import ready_answers
from alo153.cases.rules.lifecycle import State
from alo153.cases.rules.ready_answers import Mistake, Wrong
from alo153.cases.telling.actions.city_templates import CityAnswer
from alo153.cases.telling.actions.templates import Fits
from alo153.citizens.channel import CONVERSING
from alo153.city import queries as city_queries
from alo153.city.citypack import PackError
from alo153.city.citypack.mistakes import Mistakes
from alo153.city.citypack.typed_values import Table, TomlFile

FILE: Final = "ready_answers.toml"


def read(folder: Path) -> list[CityAnswer]:
    """Return the ready answers of a city whose other files are loaded; none without the file.

    Raises:
        PackError: with every mistake.
    """
    if not (folder / FILE).is_file():
        return []
    noted = Mistakes()
    root = TomlFile(folder / FILE, noted).root
    tables = root.tables("answer", "answer", required=False)
    found = [_answer(table) for table in tables]
    _check_twice(tables, found)
    root.done()
    if noted.found:
        raise PackError(folder.name, noted.found)
    return found


def _answer(table: Table) -> CityAnswer:
    topic = table.choice("topic", city_queries.topics_now(), "")
    kind = table.choice("kind", city_queries.kinds_now(), "")
    answer = CityAnswer(
        name=table.text("name", longest=60),
        text=table.text("text"),
        shortcut=table.slug("shortcut", ""),
        fits=Fits(
            topic=city_queries.topics_now().get(topic),
            kind=city_queries.kinds_now().get(kind),
            state=table.choice("state", list(State), ""),
            channel=table.choice("channel", list(CONVERSING), ""),
            language=table.choice("language", sorted(city_queries.city().texts), ""),
        ),
    )
    words = ready_answers.WORDS_OF_CENTER
    for each in ready_answers.mistakes(answer.text, words=words, channel=answer.fits.channel):
        table.wrong("text", *_said(each))
    table.done()
    return answer


def _said(mistake: Mistake) -> tuple[str, str]:
    match mistake.why:
        case Wrong.UNKNOWN_WORD:
            known = ", ".join(f"{{{word}}}" for word in ready_answers.WORDS_OF_CENTER)
            return f"{{{mistake.word}}} is not known", f"Use only: {known}"
        case Wrong.BRACE:
            return f"has a lone brace at {mistake.word!r}", "Write words in braces, like {code}"
        case Wrong.TOO_LONG:
            return "is too long", f"Shorten it by {mistake.excess} characters"


def _check_twice(tables: list[Table], found: list[CityAnswer]) -> None:
    for key in ("name", "shortcut"):
        values = [getattr(each, key) for each in found]
        for table, value in zip(tables, values, strict=True):
            if value and values.count(value) > 1:
                table.wrong(key, f'"{value}" is there more than once', "Give each its own")
