"""`manage migrate`: Django's own, as the role that owns the tables."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import ProgrammingError, connection
from django.db.migrations.loader import MigrationLoader
from psycopg.errors import InsufficientPrivilege

from alo153.config import database_roles
from alo153.core.database.near_models import made_when_asked

_NOT_THE_OWNER = (
    "The role of DATABASE_URL does not own the tables; name the one that does in "
    "ALO153_OWNER_DATABASE_URL (docs/howto/run-in-production.md)."
)
_ANOTHER_VERSION = (
    "Another version of alo153 made this database (it has {names}, which this one does not know). "
    "Run that version, or begin with a new database: CHANGELOG.md says which can be upgraded."
)


class Command(migrate.Command):
    """Change the tables, then let the program's role read and write them."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate; with an owner named, as the owner."""
        try:
            with made_when_asked():
                self._migrate(*args, **options)
        except ProgrammingError as error:
            if isinstance(error.__cause__, InsufficientPrivilege):
                raise CommandError(f"{error}\n{_NOT_THE_OWNER}") from error
            raise
        except database_roles.RoleError as error:
            raise CommandError(str(error)) from error

    def _migrate(self, *args: Any, **options: Any) -> None:
        if not settings.OWNER_DATABASE_URL:
            _refuse_another_version()
            super().handle(*args, **options)
            return
        program = database_roles.connected_role()
        with database_roles.as_owner(settings.OWNER_DATABASE_URL):
            _refuse_another_version()
            super().handle(*args, **options)
            database_roles.grant(to=program)


def _refuse_another_version() -> None:
    """Refuse a database with migrations that are not ours: the tables would be mixed."""
    loader = MigrationLoader(connection)
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("alo153.")}
    unknown = [key for key in loader.applied_migrations if key not in loader.disk_migrations]
    names = sorted(f"{label}.{name}" for label, name in unknown if label in ours)
    if names:
        raise CommandError(_ANOTHER_VERSION.format(names=", ".join(names[:3])))
