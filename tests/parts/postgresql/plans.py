"""What PostgreSQL reads to answer a question, by its own count."""

import json
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.db.models import QuerySet

_FEW = 1_000
"""To read so few rows whole is the cheapest way: the events of a month that has just begun.

Tests that keep what they did leave some hundred of them in the month of the real clock.
"""


def nodes(question: QuerySet[Any, Any]) -> list[dict[str, Any]]:
    """Run a question, and return the steps of its plan with what each really read."""
    told = question.explain(analyze=True, format="json")
    return list(_below(json.loads(told)[0]["Plan"]))


def most_rows(question: QuerySet[Any, Any]) -> int:
    """Return the most rows that a step of a question read, those it left out again included."""
    return max(_rows(node) for node in nodes(question))


def whole_tables(question: QuerySet[Any, Any]) -> dict[str, int]:
    """Return the large tables that a question reads from end to end, each with the rows read."""
    read = [node for node in nodes(question) if node["Node Type"] == "Seq Scan"]
    return {node["Relation Name"]: _rows(node) for node in read if _rows(node) > _FEW}


def analyze(*tables: str) -> None:
    """Let PostgreSQL count tables anew, as it does by itself after a while."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(table)}")


def _below(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for each in node.get("Plans", []):
        yield from _below(each)


def _rows(node: dict[str, Any]) -> int:
    left_out = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Join Filter", 0)
    return int((node["Actual Rows"] + left_out) * node["Actual Loops"])
