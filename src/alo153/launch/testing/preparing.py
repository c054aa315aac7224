"""What must be there before the tests: programs, Asterisk, the front end, the catalogs."""

from __future__ import annotations

from alo153.launch import asterisk, asterisk_config, catalogs, debs, frontend, paths, quality
from alo153.launch.steps import step
from alo153.launch.testing import plan

_PROGRAMS = {
    "telephony": ("sipp", "baresip", "espeak-ng", "turnserver"),
    "journeys": ("chromium", "sipp", "espeak-ng"),
}


def prepare(parts: list[str], checks: quality.Checks) -> None:
    """Fetch and build what the tests of `parts` need, with `checks` beside it.

    Raises FrontendError.
    """
    checks.begin(*quality.PYTHON)
    with step("Front end") as line:
        line.note = "up to date" if frontend.is_current() else "built"
        frontend.ensure()
    checks.begin(quality.TYPESCRIPT)
    for name in dict.fromkeys(name for part in parts for name in _PROGRAMS.get(part, ())):
        with step(name) as line:
            line.note = str(debs.program(name, line.say) or "missing: its tests are skipped")
    if set(plan.CALLS) & set(parts):
        _prepare_asterisk()
    with step("Message catalogs") as line:
        line.note = f"{catalogs.compile_changed()} compiled"


def _prepare_asterisk() -> None:
    with step("Asterisk") as line:
        telephony = asterisk_config.Telephony(ari_password="")
        found = asterisk.ensure(paths.var(), telephony, say=line.say)
        line.note = f"missing: {found.reason}" if isinstance(found, asterisk.Missing) else "here"
