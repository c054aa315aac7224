"""A filled form of the desk."""

import uuid

from tests import cast


def record(**more: str) -> dict[str, str]:
    """Return a filled form."""
    return {
        "form_token": str(uuid.uuid4()),
        "topic": "agac-budama",
        "topic_text": "Ağaç budama",
        "kind": "request",
        "district": "izmit",
        "neighborhood": str(cast.neighborhood("izmit/yahyakaptan").pk),
        "neighborhood_text": "Yahyakaptan",
        "address": "Çınar Sokak 5",
        "place_layer": "metropolitan",
        "text": "Dallar pencereme değiyor.",
        "full_name": "Ayşe Işık",
        "reporter_role": "affected",
        "contact_wish": "sms",
        "phone": "0532 000 01 01",
        "channel": "counter",
    } | more
