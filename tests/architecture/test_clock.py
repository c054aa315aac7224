"""The domain is told the time: an action takes `at`, or the clock itself where it has to wait."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture import tree

CLOCKS = {
    "clock.now",
    "datetime.now",
    "date.today",
    "time.time",
    "timezone.now",
    "timezone.localtime",
}
DAYS = {"date", "day", "hour", "isocalendar", "isoweekday", "month", "time", "weekday", "year"}
# Where time enters: works of a worker, commands of the terminal, the clock itself
ENTRANCES = ("tasks.py", "management/", "core/clock.py")
READERS = {
    "calls/media/recordings/actions.py": "the age of files, by the clock that wrote them",
    "channels/email/fetching/program.py": "a program: it fetches until it is stopped",
    "channels/providers/http.py": "how long until the moment that a company's answer names",
    "channels/push/adapter.py": "the end of a signature, as the push service reads it",
    "contacts/listening.py": "a program: it listens until it is stopped",
    "core/processes/worker_clock/actions.py": "it compares two clocks",
    "intake/voice_menu.py": "answers the switchboard, which asks about now",
    "intake/wrong_codes.py": "a limit for each hour, asked by whoever answers now",
    "switchboard/asterisk/": "says when Asterisk told something",
    "switchboard/fallback/returning.py": "says when a program came back",
    "switchboard/lists/dialing.py": "a program: it dials while a list runs",
    "switchboard/nodes/exchange.py": "says when another node told something",
    "switchboard/runtime/": "the program that tells `acd` the time",
    "switchboard/shift_advice.py": "the program that tells `acd` what shifts advise",
    "switchboard/sip_guard/guard.py": "a program: it asks Asterisk every few seconds",
    "switchboard/written/offering.py": "the program that tells `written.rules` the time",
    "transport/live/source.py": "says when a source told something",
}
"""Paths below `src/alo153` and why they read the clock. `acd`, rules and actions never do."""

# A day or an hour that is written in the form of one country
ONE_FORM = re.compile(r"""["']d\.m\.|%d\.%m\.%Y|:%H:%M\}|date:"(?:d |d\.m|j |H:i)""")
WRITTEN_SO = {
    "channels/": "the forms of companies",
    "city/citypack/": "the form of the city's files",
    "config/formats/": "the forms of each language",
    "partners/": "the forms of other bodies' tables",
    "reports/importing/": "the forms of other systems",
    "web/planning/templatetags/planning.py": "the value of a field",
    "web/settings/documents/center_forms.py": "the form of the city's files",
    "web/settings/documents/table_forms.py": "the value of a field",
}
"""Paths below `src/alo153` that say a time to programs, or have a form of their own."""


def test_the_domain_never_reads_the_clock() -> None:
    reading = {path: lines for path in tree.modules() if (lines := list(_reads(path)))}
    named = {
        path.relative_to(tree.SOURCE).as_posix(): lines
        for path, lines in reading.items()
        if _is_domain(path)
    }
    found = {
        f"{name}:{line}"
        for name, lines in named.items()
        for line in lines
        if not any(each in name for each in ENTRANCES)
        if not any(name.startswith(each) for each in READERS)
    }
    assert found == set()
    assert [each for each in READERS if not any(name.startswith(each) for name in named)] == []


def test_days_and_hours_have_the_form_of_their_reader_s_language() -> None:
    paths = [*tree.modules(), *tree.templates()]
    found = {
        path.relative_to(tree.SOURCE).as_posix()
        for path in paths
        if tree.SOURCE in path.parents and ONE_FORM.search(path.read_text())
    }
    written = {name for name in found if not any(name.startswith(each) for each in WRITTEN_SO)}
    assert written == set(), "date_format with DATE_FORMAT and its like; core.text.moments"
    assert [each for each in WRITTEN_SO if not any(name.startswith(each) for name in found)] == []


def test_which_day_it_is_the_city_says() -> None:
    """Ask `city.queries.today(now())`: by UTC it is yesterday for three hours of each night."""
    found = [
        f"{path.relative_to(tree.ROOT)}:{node.lineno}"
        for path in (*tree.modules(), *sorted((tree.ROOT / "tests").rglob("*.py")))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in DAYS and _is_by_utc(node.value)
    ]
    assert found == []


def _is_by_utc(node: ast.expr) -> bool:
    """Tell whether it is an instant as a clock gives it, or so long before or after one."""
    if isinstance(node, ast.BinOp):
        return _is_by_utc(node.left) or _is_by_utc(node.right)
    return isinstance(node, ast.Call) and ast.unparse(node.func) in {"now", *CLOCKS}


def _is_domain(path: Path) -> bool:
    return any(path.is_relative_to(tree.SOURCE / name) for name in tree.CAPABILITIES)


def _reads(path: Path) -> Iterator[int]:
    """Yield the lines that call a clock; `now` that a caller hands over is none."""
    parsed = ast.parse(path.read_text())
    froms = [node for node in ast.walk(parsed) if isinstance(node, ast.ImportFrom)]
    bare = {
        alias.asname or alias.name
        for node in froms
        for alias in node.names
        if f"{(node.module or '').rpartition('.')[2]}.{alias.name}" in CLOCKS
    }
    for node in ast.walk(parsed):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in CLOCKS | bare:
            yield node.lineno
