"""Rules as a book that people edit: is it the same, and what differs. Pure."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, replace

from alo153.units.routing import Rule


def digest(rules: Sequence[Rule]) -> str:
    """Return a SHA-256 (hexadecimal) that is the same for the same rules in the same order."""
    lines = [asdict(rule) for rule in numbered(rules)]
    words = json.dumps(lines, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()


def numbered(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """Return the rules with the positions of their order, from 1."""
    return tuple(replace(rule, position=number) for number, rule in enumerate(rules, 1))
