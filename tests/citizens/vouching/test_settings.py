"""A provider that cannot be right is refused when the program starts."""

import pytest
from pytest_django import Settings

from alo153.citizens.vouching import registry
from alo153.config import environment
from alo153.config.variables import SettingError

KEYS = "one:" + "A" * 43 + "="
BASE = {"ALO153_SECRET_KEY": "x", "ALO153_CONFIDENTIAL_KEYS": KEYS}
OIDC = {"ALO153_OIDC_CLIENT_ID": "alo153", "ALO153_OIDC_CLIENT_SECRET": "gizli"}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"ALO153_OIDC_ISSUER": "http://id.example", **OIDC}, "must begin with https://"),
        ({"ALO153_OIDC_ISSUER": "id.example", **OIDC}, "must begin with https://"),
        ({"ALO153_OIDC_ISSUER": "https://id.example"}, "needs ALO153_OIDC_CLIENT_ID"),
        ({"ALO153_EDEVLET_URL": "http://giris.example"}, "must begin with https://"),
        (
            {"ALO153_EDEVLET_URL": "https://giris.example", "ALO153_EDEVLET_CLIENT_ID": "153"},
            "needs ALO153_EDEVLET_CLIENT_SECRET",
        ),
    ],
)
def test_a_mistake_is_named(given: dict[str, str], words: str) -> None:
    with pytest.raises(SettingError, match=words):
        environment.read({**BASE, **given})


def test_a_right_one_is_taken_and_in_development_one_of_this_machine() -> None:
    given = {"ALO153_OIDC_ISSUER": "https://id.example", **OIDC}
    assert environment.read({**BASE, **given}).oidc_issuer == "https://id.example"
    here = {"ALO153_DEVELOPMENT": "1", "ALO153_OIDC_ISSUER": "http://127.0.0.1:3000", **OIDC}
    assert environment.read(here).oidc_issuer == "http://127.0.0.1:3000"


def test_emergency_accounts_may_stand_between_commas() -> None:
    given = {"ALO153_EMERGENCY_ACCOUNTS": "yasin, okan selin"}
    assert environment.read({**BASE, **given}).emergency_accounts == "yasin okan selin"


def test_nobody_vouches_by_default_and_a_button_without_a_name_says_the_host(
    settings: Settings,
) -> None:
    assert registry.providers() == {}
    settings.OIDC_ISSUER, settings.EDEVLET_URL = "https://id.example/realm", "https://e.example"
    found = {name: each.label for name, each in registry.providers().items()}
    assert found == {"oidc": "id.example", "edevlet": "e-Devlet"}
