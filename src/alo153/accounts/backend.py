"""Load the asker: a member of staff with their present roles, by one query."""

from allauth.account.auth_backends import AuthenticationBackend

from alo153.accounts.models import User
from alo153.accounts.roles import Grant, Scope, permitted

# Asked for every page of staff: written out, for Django needs longer to write it than to ask it
_WITH_ROLES = """
SELECT person.*, ARRAY(
  SELECT ARRAY[
    role.key, array_to_string(role.permissions, ' '), held.scope, held.scope_key,
    coalesce(role.idle_minutes, 0)::text, role.second_factor::int::text
  ]
  FROM accounts_rolegrant held JOIN accounts_role role ON role.key = held.role
  WHERE held.user_id = person.id AND role.retired_at IS NULL
  AND (held.expires_at IS NULL OR held.expires_at > statement_timestamp())
) AS held
FROM accounts_user person WHERE person.id = %s
"""


class Backend(AuthenticationBackend):  # type: ignore[misc] # allauth has no types
    """Signs in as allauth does; every page asks both who it is and what they may do."""

    def get_user(self, user_id: int) -> User | None:
        """Return the active member of staff of a session."""
        for found in User.objects.raw(_WITH_ROLES, [user_id]):
            if self.user_can_authenticate(found):
                found.grants = frozenset(map(_grant, vars(found)["held"]))
                return found
        return None


def _grant(held: list[str]) -> Grant:
    role, permissions, scope, key, minutes, second_factor = held
    return Grant(
        role=role,
        permissions=permitted(permissions, Scope(scope)),
        scope=Scope(scope),
        scope_key=key,
        idle_minutes=int(minutes) or None,
        second_factor=second_factor == "1",
    )
