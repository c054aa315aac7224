"""One entry of a city's file is written; comments and all other entries stay as they were."""

from collections.abc import Mapping

import pytest
from tests import cast

from alo153.city.citypack.documents import entries, read_overlaid
from alo153.city.rules.calendar import Standard, StandardUnit

FOLDER = cast.CITIES / "kocaeli"


def text(kind: str) -> str:
    return (FOLDER / f"{kind}.toml").read_text()


def lines_that_differ(kind: str, said: str) -> list[str]:
    return [line for line in said.splitlines() if line not in text(kind).splitlines()]


def _written(kind: str, said: Mapping[str, object]) -> Mapping[str, object]:
    """Return what a form gives back: a node of the menu without what its page shows besides."""
    if kind != "menu":
        return said
    beside = {"name", "nodes", "pressed"}
    return {k: v for k, v in said.items() if k not in beside} | {"key": said["pressed"]}


@pytest.mark.parametrize("kind", sorted(entries.KINDS))
def test_writing_what_stands_there_changes_nothing(kind: str) -> None:
    for each in entries.entries(kind, text(kind))[:5]:
        said = entries.entry(kind, text(kind), each.key)
        assert said is not None
        assert entries.put(kind, text(kind), each.key, _written(kind, said)) == text(kind)


def test_one_value_is_one_line() -> None:
    said = entries.put("contacts", text("contacts"), "tercuman-arapca", {"phone": "0262 331 00 99"})
    assert lines_that_differ("contacts", said) == ['phone = "0262 331 00 99"']


def test_a_topic_is_found_in_its_group_and_an_empty_value_is_left_out() -> None:
    said = entries.put("topics", text("topics"), "su-kesintisi", {"say": "", "keywords": ("su",)})
    assert lines_that_differ("topics", said) == ['keywords = ["su"]']
    topics = read_overlaid(FOLDER, {"topics.toml": said}).topics
    assert next(each for each in topics if each.slug == "su-kesintisi").say == ""


def test_a_table_that_the_file_lacks_comes_with_its_first_value() -> None:
    said = entries.put("city", text("city"), "table--chat", {"hours": {"mon-fri": "09:00-17:00"}})
    assert lines_that_differ("city", said) == ["[chat]", 'hours = {mon-fri = "09:00-17:00"}']
    assert entries.put("city", text("city"), "table--chat", {"hours": ""}) == text("city")
    days = entries.put("retention", "", "table--days", {"recordings": 90, "arrivals": None})
    assert days == "[days]\nrecordings = 90\n"


def test_a_value_above_all_tables_is_an_entry() -> None:
    said = entries.put("alarms", text("alarms"), "table--root", {"look_within": 15})
    assert lines_that_differ("alarms", said) == ["look_within = 15"]
    pack = read_overlaid(FOLDER, {"alarms.toml": said})
    assert (pack.look_within, len(pack.alarms)) == (15, text("alarms").count("[[alarm]]"))


def test_a_group_keeps_its_topics() -> None:
    said = entries.put("topics", text("topics"), "group--su-kanalizasyon", {"standard": "9 hours"})
    before, after = (read_overlaid(FOLDER, said) for said in ({}, {"topics.toml": said}))
    assert [each.slug for each in after.topics] == [each.slug for each in before.topics]
    (outage,) = (each for each in after.topics if each.slug == "su-kesintisi")
    assert outage.standard == Standard(9, StandardUnit.HOURS)


def test_an_entry_comes_and_goes() -> None:
    new = {"slug": "yeni", "name": "Yeni konu", "keywords": ("yeni bir şey",)}
    said = entries.add("topics", text("topics"), new, group="su-kanalizasyon")
    pack = read_overlaid(FOLDER, {"topics.toml": said})
    (found,) = (each for each in pack.topics if each.slug == "yeni")
    assert found.unit == "isu"
    with pytest.raises(entries.EntryExists):
        entries.add("topics", said, new, group="su-kanalizasyon")
    assert entries.entry("topics", entries.remove("topics", said, "yeni"), "yeni") is None


def test_a_message_keeps_its_lines() -> None:
    said = entries.put("texts", text("texts"), "tr-receipt_sms", {"text": "Aldık.\n{code} {link}"})
    pack = read_overlaid(FOLDER, {"texts.toml": said})
    assert pack.texts["tr"]["receipt_sms"] == "Aldık.\n{code} {link}"


def test_what_is_no_toml_has_no_entries() -> None:
    with pytest.raises(entries.NoEntries):
        entries.entries("contacts", "[[contact")
    with pytest.raises(entries.NoEntries):
        entries.entries("contacts", "contact = 3")


@pytest.mark.parametrize("slug", ['"işu"', '"i su"', '""', "3"])
def test_a_key_that_no_address_holds_leaves_the_text_alone(slug: str) -> None:
    with pytest.raises(entries.NoEntries):
        entries.entries("units", f'[[unit]]\nslug = {slug}\nname = "İSU"\n')


def test_a_skill_is_an_entry_next_to_the_queues() -> None:
    said = text("queues")
    assert entries.put("queues", said, "skill--water", {"name": "Su ve kanal"}) == said
    renamed = entries.put("queues", said, "skill--water", {"name": "Su"})
    assert lines_that_differ("queues", renamed) == ['water = "Su"']
    new = entries.add("queues", said, {"key": "farsi", "name": "Farsça"}, group="skills")
    assert read_overlaid(FOLDER, {"queues.toml": new}).queues.skills["farsi"] == "Farsça"
    with pytest.raises(entries.EntryExists):
        entries.add("queues", new, {"key": "farsi", "name": "Farsça"}, group="skills")
    assert entries.remove("queues", new, "skill--farsi") == said


def test_long_lists_are_written_on_several_lines() -> None:
    permissions = ["announce", "answer_calls", "answer_messages", "approve_answer"]
    more = [*permissions, "forward_case", "open_case", "see_citizen"]
    said = entries.put("roles", text("roles"), "counter_staff", {"permissions": more})
    assert '    "announce",' in said.splitlines()
    roles = read_overlaid(FOLDER, {"roles.toml": said}).roles
    (found,) = (each.bundle for each in roles if each.bundle.key == "counter_staff")
    assert set(more) <= set(found.permissions)
