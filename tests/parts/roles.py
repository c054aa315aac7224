"""The keys of Kocaeli's roles (`cities/kocaeli/roles.toml`): a city names its own."""

from enum import StrEnum


class Role(StrEnum):
    """What the cast are."""

    AGENT = "agent"
    SUPERVISOR = "supervisor"
    COUNTER_STAFF = "counter_staff"
    DIGITAL_MEDIA = "digital_media"
    UNIT_STAFF = "unit_staff"
    UNIT_MANAGER = "unit_manager"
    QUALITY = "quality"
    ADMINISTRATOR = "administrator"
    IT = "it"
    SECRETARY_GENERAL = "secretary_general"
    # Held besides another role
    CONFIDENTIAL_CLERK = "confidential_clerk"
    # For staff; nobody holds it in addition to another role
    PSYCHOLOGIST = "psychologist"
    INFIRMARY = "infirmary"


OF_CARE = frozenset({Role.PSYCHOLOGIST, Role.INFIRMARY})
OF_UNITS = frozenset({Role.UNIT_STAFF, Role.UNIT_MANAGER})
