"""Health of the program, for supervisors and load balancers."""

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache


class _Migrated:
    """Check that the tables belong to this program's version, and remember a yes."""

    known = False


@never_cache
def healthz(_: HttpRequest) -> HttpResponse:
    """Answer 200 if the database answers, else 503; one query."""
    return _said("ok" if _database_answers() else "")


@never_cache
def live(_: HttpRequest) -> HttpResponse:
    """Answer 200 as long as this process answers; asks nothing, so that no restart hits a queue."""
    return _said("ok")


@never_cache
def ready(_: HttpRequest) -> HttpResponse:
    """Answer 200 if requests can be sent here: the database answers and its tables are ours."""
    if not _database_answers():
        return _said("")
    if not _is_migrated():
        return HttpResponse("migrations are missing\n", "text/plain", status=503)
    return _said("ok")


def _said(words: str) -> HttpResponse:
    if not words:
        return HttpResponse("the database does not answer\n", "text/plain", status=503)
    return HttpResponse(f"{words}\n", "text/plain")


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _is_migrated() -> bool:
    if not _Migrated.known:
        loader = MigrationLoader(connection)
        missing = loader.disk_migrations.keys() - loader.applied_migrations.keys()
        _Migrated.known = not missing
    return _Migrated.known
