"""The voice menu of Kocaeli, and a caller who walks through it."""

from __future__ import annotations

import tomllib
from pathlib import Path

from tests.switchboard.declared import check_values

from alo153.calls import menu_file
from alo153.calls.menu import moves, walk
from alo153.calls.menu.nodes import Menu

CITY = Path(__file__).parents[3] / "cities/kocaeli"
MENU = menu_file.load(CITY)


def lengths() -> dict[str, dict[str, float]]:
    """Return the estimated length of every prompt."""
    return menu_file.lengths(tomllib.loads((CITY / "voice.toml").read_text()), None)


class Caller:
    """Somebody with a telephone: presses keys, waits, hears."""

    def __init__(self, menu: Menu = MENU) -> None:
        self.menu = menu
        self.position, self.deeds = walk.begin(menu)

    def does(self, happening: moves.Happening) -> tuple[moves.Deed, ...]:
        self.position, self.deeds = walk.step(self.menu, self.position, happening)
        for each in (self.position, *self.deeds):
            check_values(each)
        return self.deeds

    def presses(self, keys: str) -> tuple[moves.Deed, ...]:
        for key in keys:
            self.does(moves.Pressed(key))
        return self.deeds

    def listens(self) -> tuple[moves.Deed, ...]:
        return self.does(moves.SpeechOver())

    def waits(self) -> tuple[moves.Deed, ...]:
        return self.does(moves.TimeUp(self.position.waits))

    def is_told(self, word: str = "", *sounds: str, about: str = "") -> tuple[moves.Deed, ...]:
        return self.does(moves.Told(self.position.asks, word, sounds, about))

    def welcomed(self, own: str = "") -> tuple[moves.Deed, ...]:
        """Hear the notice to its end; `own` is the open case of this number, if it has one."""
        self.listens()
        self.waits()
        assert self.position.node == "own-case"
        return self.is_told(about=own)

    def at_main(self, own: str = "") -> Caller:
        self.welcomed(own)
        if own:
            self.listens()
        self.is_told()
        assert self.position.node == "main"
        return self

    def typed(self, code: str = "482109373") -> Caller:
        self.at_main().presses("1" + code)
        return self

    @property
    def hears(self) -> tuple[str, ...]:
        return next((deed.sounds for deed in self.deeds if isinstance(deed, moves.Speak)), ())
