"""A caller hears an article in its spoken form; without a sound of it a person helps."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.calls.menu.kocaeli import CITY, MENU, Caller, lengths

from alo153.calls.menu import checks, moves, nodes

HOURS = "articles/iletisim-merkezi-saatleri-tr-1"


@pytest.fixture
def caller() -> Caller:
    found = Caller().at_main()
    found.presses("8")
    assert found.hears == ("information",)
    found.presses("2")
    return found


def test_the_article_of_the_node_is_asked_for(caller: Caller) -> None:
    asked = moves.Ask("answer", caller.position.asks, "iletisim-merkezi-saatleri")
    assert caller.deeds[-1] == asked


def test_it_is_said_and_the_call_served_itself(caller: Caller) -> None:
    caller.is_told("found", HOURS)
    assert caller.hears == (HOURS,)
    assert caller.position.served
    assert [step.word for step in caller.position.path][-1] == "Merkezlerin saatleri"
    caller.listens()
    assert caller.hears == ("after-information",)
    caller.listens()
    caller.waits()
    assert caller.hears == ("goodbye",)
    assert caller.listens() == (moves.End(),)


def test_without_a_sound_of_it_a_person_helps(caller: Caller) -> None:
    caller.is_told()
    assert caller.hears == ("answer-trouble",)
    assert not caller.position.served
    assert caller.listens() == (moves.Join("general"),)


def test_the_operator_is_one_key_away_while_it_is_said(caller: Caller) -> None:
    caller.is_told("found", HOURS)
    assert caller.presses("0") == (moves.Hush(), moves.Join("general"))


def test_the_prompt_for_an_article_without_a_sound_is_needed() -> None:
    spoken = lengths()
    del spoken["en"]["answer-trouble"]
    assert checks.check(MENU, spoken, "tr") == [
        "center-hours: the prompt 'answer-trouble' is missing in en; "
        "add it to [languages.en.prompts] of voice.toml"
    ]


def answers() -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield each article that a menu of ours says, with the folder of its city."""
    for path in sorted(CITY.parent.glob("*/menu.toml")):
        for node in tomllib.loads(path.read_text())["nodes"].values():
            if node["kind"] == nodes.Answer.kind:
                written = tomllib.loads((path.parent / "answers.toml").read_text())["answer"]
                yield path.parent, next(each for each in written if each["slug"] == node["article"])


def test_what_our_menus_say_has_a_spoken_form_in_every_language_of_the_city() -> None:
    said = list(answers())
    assert said
    for folder, article in said:
        voice = tomllib.loads((folder / "voice.toml").read_text())
        for language in (voice["language"], *voice.get("languages", {})):
            assert article["words"][language]["spoken"], (folder.name, article["slug"], language)
