"""Mistakes of a voice menu, in the language of their reader.

The checks of a menu (`menu/checks.py`, `menu/parsing.py`) know no languages: their sentences are
found again here, with the names in them.
"""

import re
from functools import cache
from typing import Final

from alo153.city.citypack.mistakes import Words, told

_ = Words
_SENTENCES: Final = (
    _("%(word)s = %(name)s is no node"),
    _("Add [nodes.%(name)s] or name another"),
    _("operator_key = %(key)s is no key"),
    _("Use 0 to 9, * or #"),
    _("the operator is reached through a line"),
    _('Give it kind = "%(kind)s"'),
    _("the main menu lets the caller choose"),
    _("key %(key)s leads to %(target)s, which is no node"),
    _("%(way)s leads to %(target)s, which is no node"),
    _("no caller gets here"),
    _("Lead a key to it or remove it"),
    _("key %(key)s is used twice, for %(target)s and for the operator"),
    _("Give %(target)s another key"),
    _("there is nothing to choose"),
    _('Add keys = {1 = "<a node>"}'),
    _("status leads to %(target)s, which tells no status"),
    _('Name a node of kind "status"'),
    _("key %(key)s is used twice, for %(target)s and for the open case of %(other)s"),
    _("Give one of them another key"),
    _("one who presses nothing never gets to an operator"),
    _("Lead otherwise to %(target)s"),
    _("nobody who is called here can end such calls"),
    _('Lead key 9 of a choice to a node of kind "no_calls"'),
    _("one who is called and presses nothing is not let go"),
    _('Lead the way without a key to a node of kind "hang_up"'),
    _("dead end, no way from here leads to a line, a call-back or an end"),
    _("Lead it to %(target)s"),
    _("%(way)s goes round without a key"),
    _("Lead one of them to %(target)s"),
    _("the prompt %(key)s is missing in %(language)s"),
    _("Add it to %(where)s of voice.toml"),
    _("a caller who presses nothing never hears the main menu"),
    _("who presses nothing waits %(seconds)s seconds for the first ring, %(allowed)s are allowed"),
    _("Shorten the prompts before it or its own, or repeat it less often"),
    _("queue %(queue)s is not in queues.toml"),
    _("Name another"),
    _("%(key)s is missing"),
    _('Write %(key)s = "<a node>" at the top'),
    _("there is no node"),
    _("Write [nodes.<name>] with a kind"),
    _("kind %(kind)s is not known"),
    _("Use one of %(known)s"),
    _("%(key)s means nothing to a node of kind %(kind)s"),
    _("Remove it"),
    _("Add it"),
    _("%(key)s cannot be read"),
    _("Write one word in quotes"),
    _("Write seconds as a number"),
    _("Write a whole number"),
    _("Write true or false"),
)


def words(sentence: str) -> str:
    """Return a part of a check's sentence as words that are told in the reader's language."""
    for pattern, msgid in _patterns():
        if found := pattern.fullmatch(sentence):
            return Words(msgid, **found.groupdict()) if found.groupdict() else Words(msgid)
    return sentence


def told_sentence(sentence: str) -> str:
    """Return a whole sentence of a check, with its node, in the active language."""
    where, _colon, rest = sentence.partition(": ")
    what, _semicolon, remedy = rest.partition("; ")
    said = ". ".join(told(words(each)) for each in (what, remedy) if each)
    return f"{where}: {said}." if rest else sentence


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(_pattern(each), re.IGNORECASE), each) for each in _SENTENCES)


def _pattern(msgid: str) -> str:
    parts = re.split(r"%\((\w+)\)s", msgid)
    return "".join(
        f"(?P<{part}>.+?)" if number % 2 else re.escape(part) for number, part in enumerate(parts)
    )
