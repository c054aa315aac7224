"""A scorecard as JSON, and back. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from alo153.quality.rules.scorecards import Critical, Question, Scale, Scorecard, Section


def written(card: Scorecard) -> list[dict[str, Any]]:
    """Return a card as JSON values: a list of sections."""
    return [asdict(section) for section in card.sections]


def read(content: Sequence[Mapping[str, Any]]) -> Scorecard:
    """Return the card that `written` wrote."""
    return Scorecard(sections=tuple(_section(each) for each in content))


def _section(given: Mapping[str, Any]) -> Section:
    return Section(
        title=given["title"], questions=tuple(_question(each) for each in given["questions"])
    )


def _question(given: Mapping[str, Any]) -> Question:
    critical = given["critical"]
    fields = dict(given) | {
        "scale": Scale(given["scale"]),
        "critical": Critical(critical) if critical else None,
    }
    return Question(**fields)
