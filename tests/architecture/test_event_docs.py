"""The page of events and the code name the same ones."""

import ast
import re
from collections.abc import Iterator

from tests.architecture import tree

from alo153.channels.models import OutboundMessage

PAGE = tree.ROOT / "docs/reference/events.md"
ROW = re.compile(r"^\| `([a-z_]+\.[a-z_]+)` \|", re.MULTILINE)
NAME = re.compile(
    r"(staff|role|city|rules|citizen|interaction|case|incident|call|lines|agent|seat|announcement"
    r"|message|voice_message|look|model|template)"
    r"\.[a-z_]+"
)
RECORDING = {"record", "tell", "_tell", "_tell_leg"}
# Composed of a state: `message.sent`; sending and queued are no ends
ENDS = [state for state in OutboundMessage.State if state.value not in {"queued", "sending"}]


def _in_code() -> set[str]:
    return {name for path in tree.modules() for name in _recorded(path.read_text())}


def _recorded(source: str) -> Iterator[str]:
    parsed = ast.parse(source)
    for node in ast.walk(parsed):
        if isinstance(node, ast.Call) and _called(node) in RECORDING:
            yield from (text for argument in node.args for text in _names(argument))
        if isinstance(node, ast.Assign):  # a name chosen before it is recorded
            yield from _names(node.value)


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _names(node: ast.AST) -> Iterator[str]:
    choices = [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]
    if isinstance(node, ast.Dict):
        choices = node.values
    for one in choices:
        if isinstance(one, ast.Constant) and NAME.fullmatch(str(one.value)):
            yield str(one.value)


def test_the_page_lists_every_event_and_no_other() -> None:
    listed = ROW.findall(PAGE.read_text())
    assert len(listed) == len(set(listed))
    code = _in_code() | {f"message.{state.value}" for state in ENDS}
    assert set(listed) - code == set(), "only on the page"
    assert code - set(listed) == set(), "only in the code"
