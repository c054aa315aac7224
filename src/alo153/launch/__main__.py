"""Run a command of `./alo153` inside the environment that the bootstrap made."""

from __future__ import annotations

import importlib
import sys

from alo153.launch import paths
from alo153.launch.command_line import OF_A_CHECKOUT
from alo153.launch.steps import fail


def main(words: list[str]) -> int:
    """Import the module of the command alone, so that a broken one hinders no other."""
    name, *rest = words
    module = OF_A_CHECKOUT.get(name)
    if module:
        if not (paths.PROJECT / module.partition(".")[0]).is_dir():
            return fail(f"{name} needs a checkout of alo153: an installed one has no {module}")
        sys.path.insert(0, str(paths.PROJECT))
    try:
        return int(importlib.import_module(module or f"alo153.launch.commands.{name}").main(rest))
    except KeyboardInterrupt:
        return fail("interrupted")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
