"""Prepare the tests: programs, Asterisk, the front end, the catalogs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress

from alo153.launch import bootstrap, catalogs, frontend, paths
from alo153.launch.debian import debs
from alo153.launch.steps import step
from alo153.launch.telephony import asterisk, asterisk_config
from alo153.launch.testing import mails, plan, quality, servers

_PROGRAMS = {
    "unit": ("nginx", "logrotate", "systemd-analyze", "mmdebstrap"),
    "telephony": ("sipp", "baresip", "espeak-ng", "turnserver"),
    "journeys": ("chromium", "chromium-headless-shell", "sipp", "espeak-ng"),
}


def prepare(checks: quality.Checks) -> None:
    """Build what all tests need, with `checks` in parallel. Raises FrontendError."""
    checks.begin(*quality.PYTHON)
    with step("Front end") as line:
        line.note = "up to date" if frontend.is_current() else "built"
        frontend.ensure()
    checks.begin(quality.TYPESCRIPT)
    with step("Message catalogs") as line:
        line.note = f"{catalogs.compile_changed()} compiled"


@contextmanager
def fetching(parts: list[str]) -> Iterator[Future[None]]:
    """Fetch in parallel with the block what tests need; wait for what calls need."""
    with ThreadPoolExecutor(max_workers=1) as fetcher:
        yield fetcher.submit(_fetch, parts)


def _fetch(parts: list[str]) -> None:
    if {"unit", "killed"} & set(parts):
        with step("Dovecot and Postfix") as line:
            line.note = _fetched(servers.fetch_mail)
    if "unit" in parts:
        with step("Mails of other projects") as line:
            line.note = _fetched(mails.fetch)
        with step("clamd") as line:
            line.note = _fetched(servers.fetch_clamd)
    names = list(dict.fromkeys(name for part in parts for name in _PROGRAMS.get(part, ())))
    # Of what cannot be had together, each is tried by itself below, and says why it failed
    with step("Programs of Debian"), suppress(debs.Unavailable):
        debs.fetch_programs(names)
    for name in names:
        with step(name) as line:
            line.note = str(debs.program(name, line.say) or "missing: its tests are skipped")
    if set(plan.CALLS) & set(parts):
        with step("Asterisk") as line:
            telephony = asterisk_config.Telephony(ari_password="")
            found = asterisk.ensure(paths.var(), telephony, say=line.say)
            line.note = _which(found)


def _which(found: asterisk.Asterisk | asterisk.External | asterisk.Missing) -> str:
    if isinstance(found, asterisk.Missing):
        return f"missing: {found.reason}"
    if isinstance(found, asterisk.External):
        return f"that at {found.url}"
    return f"{found.version}, WARNING: {found.caution}" if found.caution else found.version


def _fetched(fetch: Callable[[], object]) -> str:
    try:
        fetch()
    except (bootstrap.BootstrapError, debs.Unavailable) as reason:
        return f"missing, its tests are skipped: {reason}"
    return "here"
