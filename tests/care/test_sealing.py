"""Notes of the rooms are sealed with keys of their own, and errors name the variable of these."""

from typing import Any

import pytest

from alo153.care import sealing
from alo153.config import variables
from alo153.core import keyring
from alo153.core.keyring import KeyringError

OF = "care.visit.note|1"


def test_a_missing_key_is_asked_for_in_the_variable_of_the_rooms(settings: Any) -> None:
    token = sealing.sealed("Konuşuldu.", of=OF)
    settings.CARE_KEYS = keyring.new_key("new")
    with pytest.raises(KeyringError, match=r"^ALO153_CARE_KEYS has no key 'development'"):
        sealing.opened(token, of=OF)
    settings.CARE_KEYS = keyring.new_key("development")
    with pytest.raises(KeyringError, match="of ALO153_CARE_KEYS is not the one it had"):
        sealing.opened(token, of=OF)


def test_a_wrong_key_of_the_rooms_is_refused_by_the_name_of_its_variable() -> None:
    with pytest.raises(variables.SettingError, match=r"^ALO153_CARE_KEYS: key 'one' must be 32"):
        variables.care_keys({"ALO153_CARE_KEYS": "one:short"}, development=False)
