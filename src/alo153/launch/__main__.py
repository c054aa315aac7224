"""Run a command of `./alo153` inside the environment that the bootstrap made."""

from __future__ import annotations

import importlib
import sys

from alo153.launch.steps import fail


def main(words: list[str]) -> int:
    """Import the module of the command alone, so that a broken one hinders no other."""
    name, *rest = words
    try:
        return int(importlib.import_module(f"alo153.launch.commands.{name}").main(rest))
    except KeyboardInterrupt:
        return fail("interrupted")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
