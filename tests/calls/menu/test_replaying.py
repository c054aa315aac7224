"""The keys of a past call lead where they led then, in the menu of Kocaeli and in another one."""

from dataclasses import replace

import pytest
from tests.calls.menu.kocaeli import MENU

from alo153.calls.menu import nodes
from alo153.calls.menu.replaying import leads_to


@pytest.mark.parametrize(
    ("keys", "node", "language"),
    [
        ("", "operator", ""),
        ("3", "water", ""),
        ("4", "social", ""),
        ("0", "operator", ""),
        ("1", "code", ""),
        ("#3", "operator", ""),
        ("81", "line", ""),
        ("82", "goodbye", ""),
        ("5", "operator", "en"),
        ("51", "code", "en"),
    ],
)
def test_keys_lead_where_they_lead_a_caller(keys: str, node: str, language: str) -> None:
    found, spoken = leads_to(MENU, keys)
    assert (found.name, spoken) == (node, language)


@pytest.mark.parametrize(("keys", "language"), [("7", ""), ("57", "en")])
def test_a_caller_with_an_open_case_comes_to_its_state(keys: str, language: str) -> None:
    found, spoken = leads_to(MENU, keys, has_case=True)
    assert (found.name, spoken) == ("status", language)
    assert leads_to(MENU, keys)[0].name == "operator"


def test_a_key_is_for_the_choice_at_which_it_means_something() -> None:
    """Callers who let a choice of languages pass press 3 at the main menu."""
    languages = nodes.Choice(name="languages", keys={"1": "english"}, otherwise="own-case")
    menu = replace(MENU, start="languages", nodes={**MENU.nodes, "languages": languages})
    assert leads_to(menu, "3")[0].name == "water"
    assert leads_to(menu, "11") == (MENU.node("code"), "en")
    assert leads_to(menu, "7", has_case=True)[0].name == "status"


def test_callers_of_another_number_begin_elsewhere() -> None:
    assert leads_to(MENU, "", start="social-line")[0].name == "social"


def test_a_key_that_leads_elsewhere_is_followed() -> None:
    main = MENU.node("main")
    assert isinstance(main, nodes.Choice)
    other = replace(main, keys={**main.keys, "3": "social"})
    menu = replace(MENU, nodes={**MENU.nodes, "main": other})
    assert leads_to(menu, "3")[0].name == "social"


def test_a_circle_ends_at_the_operator() -> None:
    main = MENU.node("main")
    assert isinstance(main, nodes.Choice)
    turning = replace(main, otherwise="main")
    menu = replace(MENU, nodes={**MENU.nodes, "main": turning})
    assert leads_to(menu, "")[0].name == MENU.operator
