"""A key of the desk means one thing at a time, and the browser gives it away."""

from itertools import groupby

import pytest
from django.utils import translation
from django.utils.html import escape

from alo153.web.kit.telephone.shortcuts import KEYS, Group
from alo153.web.templatetags.call_bar import key_sheet

# What Chromium and Firefox keep for themselves whatever a page does, and what a page should not
# take: F5 loads again, F11 fills the screen, F12 opens the tools;
# Alt opens the menus of the window
KEPT = {"F5", "F11", "F12", "Ctrl+F4", "Ctrl+F5", "Shift+F10", "Shift+F5"}
# Two groups that are never at hand together: nobody listens and talks at once
APART = {Group.LISTENING}


def test_no_key_is_the_browsers() -> None:
    for key in KEYS.values():
        assert key.press not in KEPT
        assert "Alt" not in key.parts
        assert not (set(key.parts) & {"Ctrl", "Meta"} and len(key.parts[-1]) == 1), key


@pytest.mark.parametrize("group", Group)
def test_a_group_has_no_key_twice(group: Group) -> None:
    presses = [key.press for key in KEYS.values() if key.group is group]
    assert presses
    assert len(presses) == len(set(presses))


def test_a_key_has_one_meaning_on_the_screen() -> None:
    here = [key for key in KEYS.values() if key.group not in APART]
    by_press = groupby(sorted(here, key=lambda key: key.press), lambda key: key.press)
    twice = {press for press, keys in by_press if len(list(keys)) > 1}
    # The one who is in the transfer line sends that form, and no other
    assert twice == {"Ctrl+Enter"}


def test_the_sheet_shows_group_after_group() -> None:
    order = [group for group, _ in groupby(KEYS.values(), lambda key: key.group)]
    assert len(order) == len(set(order))


def test_the_sheet_is_drawn_once_for_each_language() -> None:
    drawn = {}
    for language in ("tr", "en"):
        with translation.override(language):
            drawn[language] = key_sheet()
            assert key_sheet() is drawn[language]
            assert all(escape(str(key.label)) in drawn[language] for key in KEYS.values())
    assert drawn["tr"] != drawn["en"]
