"""Every command of a page, and made-up ones."""

from dataclasses import fields
from typing import get_type_hints

from hypothesis import strategies as st

from alo153.calls.call_words import AgentState, MonitoringMode
from alo153.calls.page_commands import commands as page_commands
from alo153.calls.page_commands.rows import PageCommand, Target

COMMANDS = [
    each
    for each in vars(page_commands).values()
    if isinstance(each, type) and issubclass(each, PageCommand) and each.name
]
WORDS, USERS = st.text(max_size=9), st.integers(1, 2**40)
TARGETS = st.builds(Target, agent=USERS, home=WORDS) | st.builds(Target, number=WORDS.filter(bool))
KINDS: dict[object, st.SearchStrategy[object]] = {
    int: USERS,
    bool: st.booleans(),
    int | None: USERS | st.none(),
    str: WORDS,
    dict[str, int]: st.dictionaries(WORDS, st.integers(1, 5), max_size=3),
    AgentState: st.sampled_from(AgentState),
    MonitoringMode: st.sampled_from(MonitoringMode),
    Target: TARGETS,
    Target | None: TARGETS | st.none(),
}


def made_up(kind: type[PageCommand]) -> st.SearchStrategy[PageCommand]:
    """Return any command of a kind, with all its fields."""
    kinds = get_type_hints(kind)
    return st.builds(kind, **{each.name: KINDS[kinds[each.name]] for each in fields(kind)})
