"""Reports never scan live tables: every page and file of them is made from the facts."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import cast

from alo153.city import queries as city
from alo153.core.clock import now
from bench.reports.bench import pages

pytestmark = pytest.mark.django_db
_TABLE = re.compile(r'(?:FROM|JOIN) "?([a-z_]+)"?')
_LIVE = re.compile("(calls|cases|contacts|citizens|channels|core)_(?!closingsums|handbacksums)")
_OF_CASES = ("/results/?days=365", "/not-ours/?days=365")
_MOST = 40
"""Statements of the yearly report, which has eight tables next to the year before."""


def statements(browser: Client, address: str) -> list[str]:
    """Open a page, and return what it asks beyond the frame that every page of staff has."""
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(address).status_code == 200, address
    return [each["sql"] for each in captured]


def live(asked: list[str]) -> set[str]:
    """Return the tables of calls, cases, contacts and events that statements read."""
    return {table for sql in asked for table in _TABLE.findall(sql) if _LIVE.match(table)}


def test_no_page_and_no_file_of_a_report_reads_a_live_table() -> None:
    browser = Client()
    browser.force_login(cast.staff("hakan"))
    # What the frame asks, such as the counters of the menu, is asked by every page
    frame = live(statements(browser, "/me/"))
    for address in [*pages(city.today(now())).values(), *_OF_CASES]:
        for kind in ("", "csv") if address in _OF_CASES else ("", "csv", "pdf"):
            sign = "&" if "?" in address else "?"
            asked = statements(browser, f"{address}{sign}as={kind}" if kind else address)
            assert live(asked) <= frame, (address, kind)
            assert len(asked) <= _MOST, (address, len(asked))
