"""`./alo153 test` leaves no test out and hides no skip."""

import pytest

from alo153.launch import test as command

pytest_plugins = ["pytester"]
SKIPPING = """
import pytest

def test_runs():
    pass

def test_waits():
    pytest.skip("no telephone here")
"""


def places(parts: list[str]) -> list[str]:
    runs = command._runs(parts).values()
    return [place for run in runs for place in run if place.startswith("/")]


def test_every_folder_of_tests_is_in_exactly_one_part() -> None:
    everywhere = [place for part in command.PARTS for place in places([part])]
    with_tests = {str(path) for path in command.TESTS.iterdir() if command._holds_tests(path)}
    assert sorted(everywhere) == sorted(with_tests)
    assert sorted(places(list(command.PARTS))) == sorted(with_tests)


def test_what_needs_the_machine_for_itself_runs_alone() -> None:
    runs = command._runs(list(command.PARTS))
    assert all("telephony" not in place for place in runs["fast tests"])
    assert {runs[name][1] for name in ("telephony", "journeys")} == {"0"}


def test_words_after_two_dashes_go_to_pytest() -> None:
    assert command._split(["unit", "--", "-k", "phone"]) == (["unit"], ["-k", "phone"])


@pytest.mark.parametrize(("extra", "code"), [([], 0), (["--no-skips"], 1)])
def test_a_skip_is_named_and_can_be_forbidden(
    pytester: pytest.Pytester, extra: list[str], code: int
) -> None:
    pytester.makepyfile(SKIPPING)
    plugins = ["-p", "no:django", "-p", "no:randomly", "-p", "alo153.launch.skips"]
    result = pytester.runpytest_subprocess(*plugins, *extra)
    assert result.ret == code
    result.stdout.fnmatch_lines(["*::test_waits: no telephone here", "*1 passed, 1 skipped*"])
