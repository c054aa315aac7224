"""Wrong SIP passwords: what a log line means, when an address is slowed, and what is kept."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.calls.models import SipAttempt
from alo153.switchboard.sip_guard import records
from alo153.switchboard.sip_guard.log import SecurityLog
from alo153.switchboard.sip_guard.security_log import address_of
from alo153.switchboard.sip_guard.slowing import ALLOWED, FIRST, LONGEST, MEMORY, Standing, after
from alo153.switchboard.sip_guard.spared import OURS, spared

AT = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
SCANNER = "203.0.113.9"


def line(
    event: str = "ChallengeResponseFailed",
    *,
    account: str = "guest-1",
    service: str = "PJSIP",
    remote: str = f"IPV4/UDP/{SCANNER}/5062",
) -> str:
    return (
        f'[2026-11-24 10:00:00.000] SECURITY[7] res_security_log.c: SecurityEvent="{event}",'
        f'EventTV="2026-11-24T10:00:00.000+0300",Severity="Error",Service="{service}",'
        f'EventVersion="1",AccountID="{account}",SessionID="x@y",'
        f'LocalAddress="IPV4/UDP/192.0.2.1/5060",RemoteAddress="{remote}",Challenge="c"'
    )


@pytest.mark.parametrize("event", ["InvalidAccountID", "ChallengeResponseFailed"])
def test_a_refusal_names_its_address(event: str) -> None:
    assert address_of(line(event)) == SCANNER


def test_an_address_of_the_new_kind() -> None:
    assert address_of(line(remote="IPV6/TCP/2001:db8::9/5062")) == "2001:db8::9"


@pytest.mark.parametrize(
    "other",
    [
        line("SuccessfulAuth"),
        line("ChallengeSent"),
        line(service="AMI"),
        line(remote="IPV4/UDP/nobody/1"),
        "[2026-11-24] VERBOSE[1] logger.c: Asterisk Queue Logger restarted",
        "",
    ],
)
def test_other_lines_tell_of_no_refusal(other: str) -> None:
    assert address_of(other) is None


def test_a_name_that_feigns_another_address_slows_nobody() -> None:
    feigned = 'x",LocalAddress="IPV4/UDP/1.1.1.1/1",RemoteAddress="IPV4/UDP/198.51.100.7/1'
    assert address_of(line(account=feigned)) is None


def test_the_fifth_wrong_try_slows_and_each_time_twice_as_long() -> None:
    standing = Standing()
    for _ in range(ALLOWED - 1):
        standing = after(standing, 1, AT)
    assert standing.until is None
    standing = after(standing, 1, AT)
    assert standing.until == AT + FIRST
    standing = after(standing, ALLOWED, AT)
    assert standing.until == AT + 2 * FIRST


def test_tries_an_hour_apart_have_nothing_to_do_with_each_other() -> None:
    standing, at = Standing(), AT
    for _ in range(3 * ALLOWED):
        at += MEMORY + timedelta(seconds=1)
        standing = after(standing, 1, at)
    assert standing.until is None


@given(st.lists(st.integers(1, 50), max_size=60))
def test_a_slowing_ends_within_a_day_and_never_gets_shorter(tries: list[int]) -> None:
    standing = Standing()
    for number in tries:
        later = after(standing, number, AT)
        if later.until is not None:
            assert AT < later.until <= AT + LONGEST
            assert standing.until is None or later.until >= standing.until
        standing = later


def test_tries_are_counted_and_slowed(db: None) -> None:
    records.count({SCANNER: 3, "192.0.2.7": 1}, AT)
    assert records.slowed_addresses(AT) == frozenset()
    records.count({SCANNER: 2}, AT)
    assert records.slowed_addresses(AT) == {SCANNER}
    row = SipAttempt.objects.get(address=SCANNER)
    assert (row.tries, row.recent, row.slowed, row.slowed_until) == (5, 0, 1, AT + FIRST)
    assert records.slowed_addresses(AT + FIRST) == frozenset()


def test_an_address_is_forgotten_after_a_quiet_week(db: None) -> None:
    records.count({SCANNER: 1}, AT)
    records.count({"192.0.2.7": 1}, AT + timedelta(days=2))
    assert records.forget(AT + timedelta(days=8)) == 1
    assert SipAttempt.objects.get().address == "192.0.2.7"


def test_our_own_the_trusted_and_the_trunk_are_spared() -> None:
    assert spared(["192.0.2.7"], ["203.0.113.5:5060"]) == {*OURS, "192.0.2.7", "203.0.113.5"}
    assert spared([], []) == set(OURS)


def test_the_log_is_read_as_it_grows(tmp_path: Path) -> None:
    path = tmp_path / "security.log"
    path.write_text("old\n")
    log = SecurityLog(path)
    assert log.new_lines() == []
    with path.open("a") as file:
        file.write("one\ntw")
        file.flush()
        assert log.new_lines() == ["one"]
        file.write("o\n")
    assert log.new_lines() == ["two"]


def test_a_log_begun_anew_is_read_from_its_beginning(tmp_path: Path) -> None:
    path = tmp_path / "security.log"
    path.write_text("a long line that is gone\n")
    log = SecurityLog(path)
    path.write_text("new\n")
    assert log.new_lines() == ["new"]


def test_no_log_is_no_mistake(tmp_path: Path) -> None:
    assert SecurityLog(tmp_path / "none.log").new_lines() == []


def test_a_log_that_scanners_fill_is_emptied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alo153.switchboard.sip_guard.log.LARGEST", 10)
    path = tmp_path / "security.log"
    log = SecurityLog(path)
    path.write_text("short\nshort\n")
    while path.stat().st_size:
        assert log.new_lines()
    path.write_text("later\n")
    assert log.new_lines() == ["later"]
