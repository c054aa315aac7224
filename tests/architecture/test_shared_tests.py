"""Tests share fixtures by name and helpers by helper modules, never through a test module."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.architecture import tree

TESTS = tree.ROOT / "tests"
# Only there is the real start of a program proved; everywhere else it would cost two seconds
COLD_STARTERS = {
    "tests.launch.production.test_no_access_log",
    "tests.switchboard.record.test_record_process"
    ".test_a_writer_that_dies_is_replaced_and_the_batch_is_written_once",
    "tests.telephony.load.test_fifty_calls",
    "tests.telephony.load.test_fifty_calls_postgresql",
    "tests.telephony.failing.test_nodes"
    ".test_a_caller_is_answered_at_the_other_node_and_served_when_that_dies",
    "tests.telephony.failing.test_switchboard_kill.test_two_who_talk_go_on_and_the_record_is_complete",
    "tests.telephony.failing.test_watchdog"
    ".test_a_program_that_hangs_is_deposed_by_the_standby_and_does_nothing_when_it_wakes",
    "tests.telephony.failing.test_watchdog"
    ".test_who_waits_is_served_in_the_fallback_and_who_talks_goes_on",
}


@cache
def _modules() -> dict[str, ast.Module]:
    """Return every Python file below `tests` by the name it is imported by."""
    found = tree.with_suffix(".py", below=TESTS)
    return {_name(path): ast.parse(tree.content(path)) for path in found}


def _name(path: Path) -> str:
    return ".".join(path.relative_to(tree.ROOT).with_suffix("").parts).removesuffix(".__init__")


def _imports(module: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield what a module imports from the tests: the module it comes from, and its name."""
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "tests":
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield (whole, "") if whole in _modules() else (node.module or "", alias.name)
        elif isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names if alias.name in _modules())


def _fixtures(module: ast.Module) -> set[str]:
    functions = [node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)]
    return {f.name for f in functions if any(map(_is_fixture, f.decorator_list))}


def _is_fixture(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return ast.unparse(called) in ("pytest.fixture", "fixture")


def test_nobody_imports_from_a_test_module_or_a_conftest() -> None:
    found = [
        f"{name} imports {source}.{what}"
        for name, module in _modules().items()
        for source, what in _imports(module)
        if source.rpartition(".")[2].startswith(("test_", "conftest"))
    ]
    assert found == []


def test_nobody_imports_a_fixture() -> None:
    defined = {name: _fixtures(module) for name, module in _modules().items()}
    found = [
        f"{name} imports {source}.{what}"
        for name, module in _modules().items()
        for source, what in _imports(module)
        if what in defined.get(source, ())
    ]
    assert found == []


def test_fixtures_are_in_the_plugin_a_conftest_or_the_test_module_that_uses_them() -> None:
    found = [
        f"{name}.{fixture}"
        for name, module in _modules().items()
        for fixture in _fixtures(module)
        if not name.startswith("tests.parts.")
        and not name.rpartition(".")[2].startswith(("test_", "conftest"))
    ]
    assert found == []


def test_programs_start_cold_where_that_is_proved_and_nowhere_else() -> None:
    marked = {
        place
        for name, module in _modules().items()
        for node in module.body
        for place in _marked_cold(name, node)
    }
    assert marked == COLD_STARTERS


def _marked_cold(module: str, node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark":
        yield from (module for each in [node.value] if "pytest.mark.cold" in ast.unparse(each))
    elif isinstance(node, ast.FunctionDef):
        marks = [ast.unparse(each) for each in node.decorator_list]
        yield from (f"{module}.{node.name}" for mark in marks if mark == "pytest.mark.cold")
