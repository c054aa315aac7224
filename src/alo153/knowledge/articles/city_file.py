"""answers.toml: questions and answers that a city brings along."""

import re
from datetime import date
from pathlib import Path
from typing import Final

from alo153.city import queries as city_queries
from alo153.city.citypack import PackError
from alo153.city.citypack.mistakes import Mistakes
from alo153.city.citypack.typed_values import Table, TomlFile
from alo153.knowledge.articles import content, matching
from alo153.knowledge.articles.content import Content, Words

FILE: Final = "answers.toml"
_LINK: Final = re.compile(r"(https://[^\s]+|/[^\s/][^\s]*)")
_LINK_REMEDY: Final = "Begin it with https://, or with / for a page of the portal"
_PHONE: Final = re.compile(r"[\d +()-]{3,20}")
_PHONE_REMEDY: Final = 'Write it as it is dialed, in quotes: "185"'


def read(folder: Path) -> list[Content]:
    """Return the answers of a city whose other files are loaded; none without the file.

    Raises:
        PackError: with every mistake.
    """
    if not (folder / FILE).is_file():
        return []
    noted = Mistakes()
    root = TomlFile(folder / FILE, noted).root
    tables = root.tables("answer", "answer", required=False)
    found = [_article(table) for table in tables]
    slugs = [each.slug for each in found]
    for table, slug in zip(tables, slugs, strict=True):
        if slug and slugs.count(slug) > 1:
            table.wrong("slug", f'"{slug}" is there more than once', "Give each its own")
    root.done()
    if noted.found:
        raise PackError(folder.name, noted.found)
    return found


def _article(table: Table) -> Content:
    topics = city_queries.topics_now()
    topic = table.choice("topic", topics)
    usual = topics[topic].default_unit if topic in topics else None
    article = Content(
        slug=table.slug(),
        topic=topic,
        unit=table.choice("unit", city_queries.units_now(), usual.slug if usual else None),
        link=table.text("link", "", pattern=_LINK, remedy=_LINK_REMEDY, longest=200),
        phone=table.text("phone", "", pattern=_PHONE, remedy=_PHONE_REMEDY, longest=20),
        address=table.text("address", "", longest=200),
        valid_from=_date(table, "valid_from"),
        valid_until=_date(table, "valid_until"),
        review_on=_date(table, "review_on"),
        source=table.text("source", "", longest=content.LONGEST_SOURCE),
        internal=table.flag("internal"),
        words=_words(table),
    )
    _check_period(table, article)
    table.done()
    return article


def _words(table: Table) -> dict[str, Words]:
    """Return the texts by language; that of the city must be among them."""
    data = table.value("words", {})
    if (
        not isinstance(data, dict)
        or not data
        or not all(isinstance(x, dict) for x in data.values())
    ):
        table.wrong("words", "says nothing in any language", "Begin a text with [answer.words.en]")
        return {}
    found = {
        language: _text(Table(table.source, each, table.line, f"{table.label}, words.{language}"))
        for language, each in sorted(data.items())
    }
    own = city_queries.city().language
    if own not in found:
        what = f'has no text in the language of the city, "{own}"'
        table.wrong("words", what, f"Add [answer.words.{own}] with question and answer")
    return found


def _text(inside: Table) -> Words:
    words = Words(
        question=inside.text("question", longest=content.LONGEST_QUESTION),
        answer=inside.text("answer", longest=content.LONGEST_ANSWER),
        forms=inside.words("forms"),
        steps=inside.words("steps"),
        spoken=inside.text("spoken", "", longest=content.LONGEST_SPOKEN),
        variants=_variants(inside),
    )
    if len(words.forms) > content.MOST_FORMS:
        inside.wrong(
            "forms", f"has {len(words.forms)} entries", f"Keep at most {content.MOST_FORMS}"
        )
    for form in words.forms:
        if not matching.roots(form, city_queries.city().language):
            inside.wrong("forms", f'"{form}" has no word', "Write words, or remove it")
    inside.done()
    return words


def _variants(inside: Table) -> dict[str, str]:
    """Return the answers of districts in which it is another."""
    if "districts" not in inside.data:
        return {}
    table = inside.table("districts")
    known = city_queries.districts_now()
    for slug in table.data.keys() - known.keys():
        table.wrong(slug, "is no district", f"Write one of: {', '.join(sorted(known))}")
    return {
        slug: table.text(slug, longest=content.LONGEST_ANSWER)
        for slug in table.data.keys() & known.keys()
    }


def _date(table: Table, key: str) -> date | None:
    value = table.value(key, "")
    if value == "":
        return None
    if type(value) is date:
        return value
    table.wrong(key, f"{value!r} is no day", "Write it without quotes, like 2026-12-31")
    return None


def _check_period(table: Table, article: Content) -> None:
    begins, ends = article.valid_from, article.valid_until
    if begins and ends and ends < begins:
        table.wrong("valid_until", "is before valid_from", "Write the last day, not the first")
