"""What a page sounds: each note it starts, and where it comes out."""

from playwright.sync_api import Page
from tests.parts.waiting import until

_WRITE_DOWN = """() => {
  const again = window.notes;
  window.notes = [];
  if (again) return;
  const Note = window.OscillatorNode;
  window.OscillatorNode = class extends Note {
    start(...given) {
      window.notes.push(this.context.sinkId || "");
      super.start(...given);
    }
  };
}"""
_WRITE_DOWN_RECORDED = """() => {
  window.recorded = [];
  const Recorded = window.AudioBufferSourceNode;
  window.AudioBufferSourceNode = class extends Recorded {
    start(at) {
      window.recorded.push([at, this.buffer.duration]);
      super.start(at);
    }
  };
}"""
_UNTOUCHED = """
window.pressed = false;
window.addEventListener("keydown", () => { window.pressed = true; }, true);
Object.defineProperty(Navigator.prototype, "userActivation", {
  get: () => ({ hasBeenActive: window.pressed }),
});
Object.defineProperty(AudioContext.prototype, "state", {
  get: () => (window.pressed ? "running" : "suspended"),
});
"""
"""As browsers are that let a page sound once somebody has pressed something on it.

Chromium itself takes every question of Playwright for a press.
"""


def write_down(page: Page) -> None:
    """Write down the notes of a page from now on."""
    page.evaluate(_WRITE_DOWN)


def write_down_recorded(page: Page) -> None:
    """Write down what a page plays of sounds that were recorded, from now on; once a page."""
    page.evaluate(_WRITE_DOWN_RECORDED)


def recorded(page: Page) -> list[tuple[float, float]]:
    """Return when each recorded sound starts and how long it lasts, in seconds."""
    return [(at, seconds) for at, seconds in page.evaluate("window.recorded")]


def wait_for_press(page: Page) -> None:
    """Let each document of a page be silent until it is pressed, and write down its notes."""
    page.add_init_script(f"{_UNTOUCHED}({_WRITE_DOWN})();")


def notes(page: Page) -> list[str]:
    """Return for each note that started the device it came out at; empty: the computer's own."""
    return list(page.evaluate("window.notes"))


def heard(page: Page, number: int) -> None:
    """Wait until as many notes have started."""
    until(lambda: len(notes(page)) >= number, what=lambda: f"heard {notes(page)}")
