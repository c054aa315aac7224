"""Somebody who has every kind of second factor."""

import json
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

from alo153.accounts.models import User
from alo153.core import clock


def with_factors(who: User) -> int:
    """Add an app, recovery codes and two security keys; return the number of the second key."""
    totp.TOTP.activate(who, totp.generate_totp_secret())
    RecoveryCodes.activate(who)
    for name, used in (("Ofisteki anahtar", clock.now()), ("Yedek", None)):
        data = {"name": name, "credential": a_credential(name.encode())}
        kind = Authenticator.Type.WEBAUTHN
        row = Authenticator.objects.create(user=who, type=kind, data=data, last_used_at=used)
    return row.pk


def a_credential(key: bytes) -> dict[str, Any]:
    """Return what a browser said when it added a security key."""
    public = ES256({1: 2, 3: -7, -1: 1, -2: bytes(32), -3: bytes(32)})
    attested = AttestedCredentialData.create(Aaguid(bytes(16)), key, public)
    told = AuthenticatorData.create(bytes(32), AuthenticatorData.FLAG.AT, 0, bytes(attested))
    made = {"type": "webauthn.create", "challenge": "AA", "origin": "https://153.example"}
    answer = {
        "clientDataJSON": websafe_encode(json.dumps(made).encode()),
        "attestationObject": websafe_encode(bytes(AttestationObject.create("none", told, {}))),
    }
    words = websafe_encode(key)
    return {"id": words, "rawId": words, "type": "public-key", "response": answer}
