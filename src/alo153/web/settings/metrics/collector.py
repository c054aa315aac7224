"""The center's present state from the database, as gauges: the same from every process."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import connection
from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from alo153 import VERSION
from alo153.calls.floor import queries as floor
from alo153.core import clock
from alo153.core.history.consumers import queries as consumers
from alo153.core.processes import backup_record, queue_lag
from alo153.core.processes.worker_clock.queries import clocks
from alo153.web.settings.health.check import Check

_FAILED: Final = (
    "SELECT queue_name, count(*) FROM procrastinate_jobs WHERE status = 'failed' GROUP BY 1"
)

type Values = Iterable[tuple[str, float]]


class Center(Collector):
    """Reads everything anew for each scrape; ten queries, and what the checks ask."""

    def __init__(self, checks: list[Check]) -> None:
        self._checks = checks

    def collect(self) -> Iterator[Metric]:
        """Yield every gauge."""
        yield _by("build", "The version that runs", "version", [(VERSION, 1)])
        parts = [(check.key, float(check.is_well)) for check in self._checks]
        yield _by("part_well", "1 if a part is well, by its key in /healthz/deep", "part", parts)
        yield from _queues()
        yield from _consumers()
        yield from _calls()
        yield from _backups()
        ahead = [(row.queue, row.ahead.total_seconds()) for row in clocks()]
        yield _by(
            "worker_clock_ahead_seconds", "Worker's clock before the database's", "queue", ahead
        )


def _by(name: str, words: str, label: str, values: Values) -> Metric:
    family = GaugeMetricFamily(f"alo153_{name}", words, labels=[label])
    for key, value in values:
        family.add_metric([key], value)
    return family


def _queues() -> Iterator[Metric]:
    lags = queue_lag.lags()
    yield _by("queue_jobs", "Jobs that are due", "queue", [(x.queue, x.jobs) for x in lags])
    oldest = [(x.queue, x.seconds) for x in lags]
    yield _by("queue_lag_seconds", "How long the oldest due job waits", "queue", oldest)
    with connection.cursor() as cursor:
        cursor.execute(_FAILED)
        failed = Counter(dict(cursor.fetchall()))
    counts = [(x.queue, failed[x.queue]) for x in lags]
    yield _by("queue_failed_jobs", "Jobs given up in the last week", "queue", counts)
    silent = queue_lag.silent_seconds()
    if silent is not None:
        words = "Since the last heartbeat of any worker"
        yield GaugeMetricFamily("alo153_worker_silent_seconds", words, value=silent)


def _consumers() -> Iterator[Metric]:
    found = consumers.standings()
    behind = [(x.consumer, x.events) for x in found]
    yield _by("consumer_events_behind", "Events still to read", "consumer", behind)
    failing = [(x.consumer, float(bool(x.failing))) for x in found]
    yield _by("consumer_failing", "1 while it stops at an event", "consumer", failing)
    silent = [(x.consumer, x.seconds) for x in found if x.seconds is not None]
    yield _by("consumer_silent_seconds", "Since it last came to the end", "consumer", silent)


def _calls() -> Iterator[Metric]:
    waiting = floor.waiting_by_queue()
    yield _by("calls_waiting", "Callers that wait for an agent", "queue", waiting.items())
    now = floor.calls_by_direction()
    yield _by("calls", "Calls now, by direction", "direction", now.items())
    states = floor.agents_by_state()
    yield _by("agents", "Agents, by what they do", "state", states.items())
    words = "Agents who are ready and whose telephone is gone"
    yield GaugeMetricFamily("alo153_agents_unreachable", words, value=floor.unreachable_agents())


def _backups() -> Iterator[Metric]:
    record, now = backup_record.read(settings.DATA_DIR), clock.now()
    ages = {"taken": _age(record.taken_at, now), "verified": _age(record.verified_at, now)}
    known = [(kind, age) for kind, age in ages.items() if age is not None]
    yield _by("backup_age_seconds", "Age of the newest backup: taken, and verified", "kind", known)
    failing = float(bool(record.failure))
    words = "1 if the last try of a backup failed"
    yield GaugeMetricFamily("alo153_backup_failing", words, value=failing)


def _age(at: datetime | None, now: datetime) -> float | None:
    return (now - at).total_seconds() if at else None
