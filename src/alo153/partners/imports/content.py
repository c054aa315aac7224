"""The file of a table, as it was brought; it is sealed."""

from django.utils.translation import gettext_lazy as _

from alo153.core.database.sealed_text import ring
from alo153.core.keyring import KeyringError
from alo153.partners.models import TableContent, TableImport
from alo153.partners.rules.table import NoTable


def sealed(content: bytes, table: TableImport) -> bytes:
    """Return a file as it is kept."""
    return ring().seal_file(content, of=_of(table))


def content_of(table: TableImport) -> bytes:
    """Return the file as it was brought.

    Raises:
        NoTable: it was deleted, or the key that sealed it is missing.
    """
    try:
        kept = TableContent.objects.get(table=table)
        return ring().unseal_file(bytes(kept.sealed), of=_of(table))
    except (TableContent.DoesNotExist, KeyringError) as error:
        raise NoTable(_("The file cannot be opened any more: bring it again.")) from error


def _of(table: TableImport) -> str:
    return f"table {table.pk} {table.sha256}"
