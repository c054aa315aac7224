"""`python -m tests.parts.processes.seen FILE`: notes what it sees, and waits for signals."""

import json
import os
import signal
import sys
from pathlib import Path

import django

ENDS_WITH = 7


def main(note: Path) -> int:
    """Write the facts, wait for SIGTERM and return an exit code of our own."""
    # Waited for below: a handler that runs just before a pause leaves the pause without an end
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    facts = {
        "words": sys.argv[1:],
        "session": os.getsid(0) == os.getpid(),
        "variables": sorted(name for name in os.environ if name != "PYTHONPATH"),
        "city": settings.CITY,
        "database": connection.settings_dict["PORT"],
        "folder": os.getcwd(),
        "files": sorted(os.listdir("/proc/self/fd"))[:3],
        "stop": signal.getsignal(signal.SIGINT) is signal.default_int_handler,
        "children": signal.getsignal(signal.SIGCHLD) is signal.SIG_DFL,
    }
    print("a word on standard output", flush=True)  # noqa: T201
    print("a word on standard error", file=sys.stderr)  # noqa: T201
    beside = note.with_suffix(".new")
    beside.write_text(json.dumps(facts))
    beside.rename(note)
    signal.sigwait({signal.SIGTERM})
    return ENDS_WITH


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
