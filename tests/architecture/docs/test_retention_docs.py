"""Each job that deletes by itself is on the page of retention, and no other."""

import re

from procrastinate.contrib.django import app
from tests.architecture import tree

PAGE = tree.ROOT / "docs/reference/retention.md"
DELETES = re.compile(r"\.(?:forget|expire|delete|sweep)(?:_|$)")
# Keeps what a crash left behind, and deletes nothing
KEEPS = {"calls.sweep_recordings"}


def test_the_page_names_each_job_that_deletes_and_no_other() -> None:
    jobs = {each.task.name for each in app.periodic_registry.periodic_tasks.values()}
    deleting = {name for name in jobs if DELETES.search(name)} - KEEPS
    listed = re.findall(r"^\| `([a-z_.]+)` \|", PAGE.read_text(), re.MULTILINE)
    assert listed == sorted(deleting)
