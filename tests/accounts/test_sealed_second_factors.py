"""Second factors of before: the migration seals their secrets, and they open as they did."""

from importlib import import_module
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.apps import apps
from tests import cast

from alo153.core.keyring import KeyringError

(STEP,) = import_module(
    "alo153.accounts.migrations.0007_sealed_second_factors"
).Migration.operations
APP_SECRET = totp.generate_totp_secret()
OF_BEFORE: dict[str, dict[str, Any]] = {
    "totp": {"secret": APP_SECRET},
    "recovery_codes": {"seed": "0123456789abcdef" * 2, "used_mask": 5},
    "webauthn": {"name": "key", "credential": {}},
}


def kept() -> dict[str, dict[str, Any]]:
    return dict(Authenticator.objects.values_list("type", "data"))


def code_of_now() -> str:
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    return totp.format_hotp_value(totp.hotp_value(APP_SECRET, counter))


@pytest.mark.django_db
def test_secrets_of_before_are_sealed_and_a_step_back_opens_them() -> None:
    user = cast.staff("elif")
    for kind, data in OF_BEFORE.items():
        Authenticator.objects.create(user=user, type=kind, data=data)
    app = Authenticator.objects.get(type="totp")
    with pytest.raises(KeyringError):
        app.wrap().validate_code(code_of_now())

    STEP.code(apps, None)
    assert kept()["webauthn"] == OF_BEFORE["webauthn"]
    for kind, name in (("totp", "secret"), ("recovery_codes", "seed")):
        assert kept()[kind].pop(name).startswith("sealed:")
        assert OF_BEFORE[kind][name] not in str(kept())
    assert kept()["recovery_codes"]["used_mask"] == 5
    assert Authenticator.objects.get(type="totp").wrap().validate_code(code_of_now())
    codes = Authenticator.objects.get(type="recovery_codes").wrap()
    assert isinstance(codes, RecoveryCodes)
    assert len(codes.get_unused_codes()) == 8

    STEP.reverse_code(apps, None)
    assert kept() == OF_BEFORE
