"""Where the database of the tests is, for programs that are started beside them."""

from urllib.parse import quote

from django.db import connection


def database_url() -> str:
    """Return the address of the database of the tests, by its socket or its host."""
    facts = connection.settings_dict
    login = quote(facts["USER"]) + (f":{quote(facts['PASSWORD'])}" if facts["PASSWORD"] else "")
    host = quote(str(facts["HOST"]), safe="")
    return f"postgresql://{login}@:{facts['PORT'] or 5432}/{facts['NAME']}?host={host}"
