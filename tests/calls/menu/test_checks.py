"""What is wrong with a menu is said in one sentence that names the node and what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.calls.menu.kocaeli import CITY, MENU, lengths

from alo153.calls import menu_file
from alo153.calls.menu.checks import STATUS_PROMPTS, check
from alo153.calls.menu.parsing import MenuError, read
from alo153.knowledge import sound

ONE_SECOND = {name: 1.0 for name in ("hello", "menu", "bye", *STATUS_PROMPTS)}


def menu(**nodes: dict[str, Any]) -> dict[str, Any]:
    """Write a small menu that is right but for the nodes given."""
    right: dict[str, dict[str, Any]] = {
        "hello": {"kind": "say", "say": ["hello"], "next": "main"},
        "main": {
            "kind": "choice",
            "say": ["menu"],
            "keys": {"1": "bye"},
            "otherwise": "operator",
        },
        "bye": {"kind": "hang_up", "say": ["bye"]},
        "operator": {"kind": "queue"},
    }
    return {
        "start": "hello",
        "main": "main",
        "operator": "operator",
        "nodes": right | nodes,
    }


def mistakes(data: dict[str, Any], spoken: dict[str, float] | None = None) -> list[str]:
    try:
        return check(read(data), {"tr": ONE_SECOND if spoken is None else spoken}, "tr")
    except MenuError as error:
        return error.mistakes


def choice(**changes: Any) -> dict[str, Any]:
    return menu()["nodes"]["main"] | changes


def test_a_right_menu_has_no_mistakes() -> None:
    assert mistakes(menu()) == []
    water = {"kind": "say", "say": ["hello"], "next": "operator"}
    assert mistakes(menu(water=water) | {"starts": ["water"]}) == [], "callers get there by number"


def test_whom_a_list_calls_may_end_such_calls_and_is_let_go() -> None:
    said = {"kind": "choice", "say": ["hello"], "keys": {"9": "no-more"}, "otherwise": "bye"}
    ended = {"kind": "no_calls", "next": "bye"}
    lists = {"lists": ["notice"]}
    assert mistakes(menu(notice=said, **{"no-more": ended}) | lists) == []
    (found,) = mistakes(menu(notice={"kind": "say", "say": ["hello"], "next": "bye"}) | lists)
    assert found.startswith("notice: nobody who is called here can end such calls; lead key 9")
    held = {"notice": said | {"otherwise": "operator"}, "no-more": ended}
    (found,) = mistakes(menu(**held) | lists)
    assert found.startswith("notice: one who is called and presses nothing is not let go")
    (found,) = mistakes(menu() | {"lists": ["nobody"]})
    assert found.startswith("menu: lists = 'nobody' is no node")


@pytest.mark.parametrize(
    "city", sorted(CITY.parent.glob("*/menu.toml")), ids=lambda p: p.parent.name
)
def test_the_menu_of_every_city_is_right(city: Path) -> None:
    menu_file.load(city.parent)


@pytest.mark.parametrize(
    ("data", "mistake"),
    [
        pytest.param(
            menu() | {"starts": ["water"]},
            "menu: starts = 'water' is no node; add [nodes.water] or name another",
            id="unknown beginning",
        ),
        pytest.param(
            menu() | {"starts": "hello"},
            'menu: starts cannot be read; write a list of nodes: ["social-line"]',
            id="one beginning",
        ),
        pytest.param(
            menu(water={"kind": "say", "say": ["hello"], "next": "bye"}) | {"starts": ["water"]},
            "water: one who presses nothing never gets to an operator; "
            "lead otherwise to 'operator'",
            id="beginning without an operator",
        ),
        pytest.param(
            menu(water={"kind": "say", "say": ["hello"] * 26, "next": "operator"})
            | {"starts": ["water"]},
            "water: who presses nothing waits 26 seconds for the first ring, 25 are allowed; "
            "shorten the prompts before it or its own, or repeat it less often",
            id="long beginning",
        ),
        pytest.param(
            menu(main=choice(keys={"1": "bye", "2": "weather"})),
            "main: key 2 leads to 'weather', which is no node; add [nodes.weather] or name another",
            id="unknown target",
        ),
        pytest.param(
            menu(round={"kind": "say", "next": "round"}, main=choice(keys={"1": "round"})),
            "round: dead end, no way from here leads to a line, a call-back or an end; "
            "lead it to 'operator'",
            id="dead end",
        ),
        pytest.param(
            menu(main=choice(say=["menu", "prices"])),
            "main: the prompt 'prices' is missing in tr; add it to [prompts] of voice.toml",
            id="missing prompt",
        ),
        pytest.param(
            menu(
                english={"kind": "language", "language": "en", "next": "main"},
                main=choice(keys={"1": "bye", "2": "english"}),
            ),
            "main: the prompt 'menu' is missing in en; "
            "add it to [languages.en.prompts] of voice.toml",
            id="missing in the other language",
        ),
        pytest.param(
            menu(main=choice(keys={"0": "bye"})),
            "main: key 0 is used twice, for 'bye' and for the operator; give 'bye' another key",
            id="key used twice",
        ),
        pytest.param(
            menu(
                hello={
                    "kind": "own_case",
                    "offer": ["hello"],
                    "key": "1",
                    "status": "how",
                    "next": "main",
                },
                how={"kind": "status", "next": "bye", "unknown": "bye", "trouble": "operator"},
            ),
            "main: key 1 is used twice, for 'bye' and for the open case of 'hello'; "
            "give one of them another key",
            id="key of the open case used twice",
        ),
        pytest.param(
            menu(main=choice(otherwise="bye")),
            "main: one who presses nothing never gets to an operator; lead otherwise to 'operator'",
            id="no way to an operator",
        ),
        pytest.param(
            menu(
                main=choice(keys={"1": "bye", "2": "one"}),
                one={"kind": "say", "say": ["bye"], "next": "two"},
                two={"kind": "choice", "keys": {"1": "bye"}, "otherwise": "one"},
            ),
            "one: one -> two -> one goes round without a key; lead one of them to 'operator'",
            id="loop without a key",
        ),
        pytest.param(
            menu(prices={"kind": "hang_up"}),
            "prices: no caller gets here; lead a key to it or remove it",
            id="unreachable",
        ),
        pytest.param(
            menu(main=choice(keys={})),
            'main: there is nothing to choose; add keys = {1 = "<a node>"}',
            id="no keys",
        ),
        pytest.param(
            menu() | {"operator_key": "10"},
            "menu: operator_key = '10' is no key; use 0 to 9, * or #",
            id="operator key",
        ),
        pytest.param(
            menu() | {"operator": "nobody"},
            "menu: operator = 'nobody' is no node; add [nodes.nobody] or name another",
            id="operator is missing",
        ),
        pytest.param(
            menu(operator={"kind": "hang_up"}),
            'operator: the operator is reached through a line; give it kind = "queue"',
            id="operator is no line",
        ),
        pytest.param(
            {key: value for key, value in menu().items() if key != "operator"},
            "menu: 'operator' is missing; write operator = \"<a node>\" at the top",
            id="no operator named",
        ),
        pytest.param(
            menu(main={"kind": "chioce"}),
            "main: kind 'chioce' is not known; use one of say, consent, announcements, own_case, "
            "language, no_calls, choice, digits, status, details, departures, answer, call_back, "
            "window, queue, hang_up",
            id="kind",
        ),
        pytest.param(
            menu(main=choice(otherwize="bye")),
            "main: 'otherwize' means nothing to a node of kind choice; remove it",
            id="misspelled",
        ),
        pytest.param(
            menu(hello={"kind": "say", "say": "hello", "next": "main"}),
            "hello: say = 'hello' cannot be read; write a list of prompts: [\"greeting\"]",
            id="shape",
        ),
        pytest.param(
            menu(main=choice(keys="1")),
            "main: keys = '1' cannot be read; write keys 0 to 9, * or # with their nodes: "
            '{1 = "status"}',
            id="keys",
        ),
        pytest.param(
            menu(main=choice(wait=-1)),
            "main: wait = -1 cannot be read; write seconds as a number",
            id="seconds",
        ),
        pytest.param(
            menu(hello={"kind": "say"}), "hello: 'next' is missing; add it", id="field missing"
        ),
    ],
)
def test_a_mistake_is_named_with_its_remedy(data: dict[str, Any], mistake: str) -> None:
    assert mistake in mistakes(data)


def test_a_menu_without_nodes_is_told_what_to_write() -> None:
    assert mistakes({"start": "a", "operator": "b", "nodes": {}}) == [
        "menu: there is no node; write [nodes.<name>] with a kind"
    ]


@pytest.mark.parametrize("keys", [{"10": "bye"}, {"1": ""}, {"A": "bye"}])
def test_keys_are_those_of_a_telephone_and_lead_somewhere(keys: dict[str, str]) -> None:
    assert any("write keys 0 to 9" in each for each in mistakes(menu(main=choice(keys=keys))))


def test_a_node_without_a_kind_is_told_so() -> None:
    assert mistakes(menu(bye={}))[0].startswith("bye: kind '' is not known; use one of say,")


def test_a_start_that_is_no_node_is_named() -> None:
    assert mistakes(menu() | {"start": "nowhere"}) == [
        "menu: start = 'nowhere' is no node; add [nodes.nowhere] or name another"
    ]


def test_what_tells_a_status_needs_its_prompts_and_nothing_else_does() -> None:
    status = {"kind": "status", "next": "bye", "unknown": "bye", "trouble": "operator"}
    own = menu(main=choice(keys={"1": "bye", "2": "how"}), how=status)
    few = {"hello": 1.0, "menu": 1.0, "bye": 1.0}
    missing = mistakes(own, few)
    assert len(missing) == len(STATUS_PROMPTS)
    assert all(
        each.startswith("how: the prompt 'status-") or "'number-" in each or "'pause'" in each
        for each in missing
    )
    assert mistakes(menu(), few) == []


def test_a_menu_that_is_said_again_takes_twice_as_long() -> None:
    slow = ONE_SECOND | {"hello": 1.0, "menu": 10.0}
    assert mistakes(menu(main=choice(wait=2, repeats=1)), slow) == []
    assert "waits 27 seconds" in mistakes(menu(main=choice(wait=3, repeats=1)), slow)[0]


def test_all_mistakes_are_told_line_by_line() -> None:
    with pytest.raises(MenuError) as told:
        read(menu(main={"kind": "chioce"}, hello={"kind": "say"}))
    assert str(told.value).splitlines() == told.value.mistakes
    assert len(told.value.mistakes) == 2


def test_a_part_of_a_second_and_none_are_numbers_too() -> None:
    read(menu(main=choice(wait=0.5)))
    assert read(menu(main=choice(wait=0))).node("main").say == ("menu",)


def test_the_operator_rings_within_twenty_five_seconds_for_one_who_presses_nothing() -> None:
    slow = ONE_SECOND | {"hello": 10.0, "menu": 13.0}
    assert mistakes(menu(), slow) == []
    slow["menu"] = 14.0
    assert mistakes(menu(), slow) == [
        "main: who presses nothing waits 26 seconds for the first ring, 25 are allowed; "
        "shorten the prompts before it or its own, or repeat it less often"
    ]


def test_the_length_of_a_recording_counts_not_that_of_its_text(tmp_path: Path) -> None:
    sound.write(np.zeros(8000), tmp_path / "greeting.wav", 8000)
    spoken = {"language": "tr", "prompts": {"greeting": "x" * 1000}}
    assert menu_file.lengths(spoken, tmp_path)["tr"]["greeting"] == 1.0


def test_the_menu_of_kocaeli_has_no_mistake() -> None:
    assert check(MENU, lengths(), "tr") == []


def test_without_sounds_a_prompt_is_taken_for_as_long_as_it_is_spoken() -> None:
    """Turkish is read slower than English: what espeak-ng needed for both, in seconds."""
    spoken = lengths()
    assert spoken["tr"]["recording-notice"] == pytest.approx(4.73, rel=0.1)
    assert spoken["en"]["own-case"] == pytest.approx(4.77, rel=0.1)


def test_a_city_with_a_wrong_menu_still_welcomes_its_callers(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(menu_file.log, "error", lambda words, mistake: told.append(mistake))
    (tmp_path / "deneme").mkdir()
    (tmp_path / "deneme/menu.toml").write_text('start = "a"\nstart = "b"')
    settings.CITIES_DIR, settings.CITY = tmp_path, "deneme"
    assert menu_file.of_city().node("operator").kind == "queue"
    assert "menu.toml or voice.toml cannot be read: Cannot overwrite a value" in told[0]
