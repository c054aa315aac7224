"""Addresses of PostgreSQL as operators write them."""

import pytest

from alo153.config.providers.database import from_url


@pytest.mark.parametrize(
    ("address", "host", "port"),
    [
        ("postgresql://alo153:p@db.example.org:5433/alo153", "db.example.org", "5433"),
        ("postgresql:///alo153", "", ""),
        ("postgresql:///alo153?host=/run/postgresql&port=5433", "/run/postgresql", "5433"),
        ("postgresql://alo153:p@:5433/alo153?host=%2Fsrv%2Falo153", "/srv/alo153", "5433"),
    ],
)
def test_host_and_port_stand_before_the_name_or_behind_it(
    address: str, host: str, port: str
) -> None:
    found = from_url(address, pool=False)
    assert (found["NAME"], found["HOST"], found["PORT"]) == ("alo153", host, port)
    assert not {"host", "port"} & found["OPTIONS"].keys()


def test_an_address_of_something_else_is_refused() -> None:
    with pytest.raises(ValueError, match="DATABASE_URL"):
        from_url("mysql://localhost/alo153", pool=False)
