"""Background jobs for tables and bundles."""

from datetime import datetime, time, timedelta
from typing import Final

from alo153.city import queries as city
from alo153.city.models import PartnerDesk
from alo153.core import clock
from alo153.core.jobs import MAX_RUNS, job, periodic
from alo153.partners.bundles import actions as bundles
from alo153.partners.imports import actions as imports
from alo153.partners.models import Bundle

TABLES_KEPT: Final = timedelta(days=30)
MORNING: Final = time(7)


@job(name=imports.READ_JOB, attempts=MAX_RUNS)
def read_table(table: int) -> None:
    """Say of each line of a table what it becomes."""
    imports.read(table=table, at=clock.now())


@job(name=imports.TAKE_JOB, attempts=MAX_RUNS)
def take_lines(table: int) -> None:
    """Open some hundred applications of a table, and queue the rest behind other work."""
    if imports.take_lines(table=table, at=clock.now()):
        take_lines.defer(table=table)


@job(name=bundles.TELL_JOB, attempts=MAX_RUNS)
def tell_citizens(bundle: int) -> None:
    """Count as told whose answers somebody took along."""
    bundles.tell_citizens(bundle=bundle, at=clock.now())


@periodic(name="partners.make_bundles", cron="20 * * * *")
def make_bundles() -> None:
    """Make the bundles of a working day in its morning, or as soon as a worker runs again."""
    now = clock.now()
    local = city.local(now)
    if local.time() < MORNING or not city.working_calendar().is_worked(local.date()):
        return
    due = [desk for desk in city.partners_now().values() if desk.every_morning]
    bundles.make_due([desk for desk in due if not _made_since(desk, city.midnight(now))], at=now)


@periodic(name="partners.refuse_stuck", cron="*/5 * * * *")
def refuse_stuck() -> None:
    """Refuse the tables at which the program failed, every five minutes."""
    imports.refuse_stuck(at=clock.now())


@periodic(name="partners.forget_tables", cron="17 3 * * *")
def forget_tables() -> None:
    """Forget tables that nobody took, and lines that opened nothing, every night."""
    imports.forget(before=clock.now() - TABLES_KEPT)


def _made_since(desk: PartnerDesk, since: datetime) -> bool:
    return Bundle.objects.filter(desk=desk, made_by=None, made_at__gte=since).exists()
