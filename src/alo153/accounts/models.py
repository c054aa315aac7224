"""Staff and the roles they were given."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Now
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from alo153.accounts.registry import Permission
from alo153.accounts.roles import ROLE_LABELS, SCOPE_LABELS, Grant, Role, Scope, permissions_of


class UserManager(BaseUserManager["User"]):
    """Look-ups Django's sign-in needs."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find by sign-in name, whatever its case."""
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """A member of staff. People who left stay, inactive: history names them."""

    username = models.CharField(_("user name"), max_length=60, unique=True)
    full_name = models.CharField(_("full name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    joined_at = models.DateTimeField(_("joined at"))

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        verbose_name = _("member of staff")

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the user name in lower case, so that one name is one person."""
        self.username = self.username.lower()
        super().save(*args, **kwargs)

    @cached_property
    def grants(self) -> frozenset[Grant]:
        """Return the roles held now, and where; one query, once per request."""
        held = RoleGrant.objects.held_now().filter(user=self)
        return frozenset(row.grant for row in held)

    @property
    def roles(self) -> frozenset[Role]:
        """Return the roles held now, wherever they hold."""
        return frozenset(grant.role for grant in self.grants)

    @property
    def permissions(self) -> frozenset[Permission]:
        """Return what this person may do in the whole city."""
        return permissions_of(grant for grant in self.grants if grant.scope is Scope.CITY)

    def may(self, permission: Permission) -> bool:
        """Tell whether this person may do it somewhere: in the whole city, or in a unit."""
        return any(permission in grant.permissions for grant in self.grants)

    def forget_grants(self) -> None:
        """Read the roles again when they are asked for: they changed."""
        self.__dict__.pop("grants", None)


LEVELS = range(1, 6)


class Skill(models.Model):
    """What an agent can do on the telephone, and how well: from 1, a beginner, to 5."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="skills")
    # A key of [skills] in the city's queues.toml
    skill = models.CharField(_("skill"), max_length=40)
    level = models.PositiveSmallIntegerField(_("level"), choices=[(n, str(n)) for n in LEVELS])
    granted_at = models.DateTimeField(_("granted at"))

    class Meta:
        verbose_name = _("skill of a member of staff")
        constraints = [
            models.UniqueConstraint(fields=["user", "skill"], name="skill_once"),
            models.CheckConstraint(
                condition=models.Q(level__range=(LEVELS[0], LEVELS[-1])), name="skill_level_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.skill} {self.level}"


class SignIn(models.Model):
    """One session of a member of staff, as long as it is open: where, by which browser, since when.

    The session itself is Django's; its row goes with it.
    """

    LONGEST_BROWSER: ClassVar[int] = 200

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, db_index=True)
    address = models.GenericIPAddressField(_("network address"))
    browser = models.CharField(_("browser"), max_length=LONGEST_BROWSER, blank=True)
    at = models.DateTimeField(_("signed in at"))
    seen_at = models.DateTimeField(_("last used at"))

    class Meta:
        verbose_name = _("sign-in")

    def __str__(self) -> str:
        return f"{self.user}: {self.at}"


class GrantSet(models.QuerySet["RoleGrant"]):
    """Grants, of which nobody asks but for those that hold now."""

    def held_now(self) -> "GrantSet":
        """Leave out those that have ended. `backend.py` writes the same in SQL; a test compares."""
        return self.exclude(expires_at__lte=Now())


class RoleGrant(models.Model):
    """One role given to one person, for the whole city or for a unit."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(
        _("role"), max_length=20, choices=[(role.value, ROLE_LABELS[role]) for role in Role]
    )
    scope = models.CharField(
        _("scope"),
        max_length=8,
        choices=[(scope.value, SCOPE_LABELS[scope]) for scope in Scope],
        default=Scope.CITY.value,
    )
    # The slug of a unit; the city lies above the accounts, so no key of the database holds it
    scope_key = models.CharField(_("key of the scope"), max_length=80, blank=True)
    granted_at = models.DateTimeField(_("granted at"))
    # Of a guest: the role ends by itself
    expires_at = models.DateTimeField(_("expires at"), null=True)

    objects = GrantSet.as_manager()

    class Meta:
        verbose_name = _("role of a member of staff")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "scope", "scope_key"], name="role_once"
            ),
            models.CheckConstraint(
                condition=models.Q(scope="city", scope_key="")
                | (~models.Q(scope="city") & ~models.Q(scope_key="")),
                name="scope_has_its_key",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"

    @property
    def grant(self) -> Grant:
        """Return it as the rules read it."""
        return Grant(role=Role(self.role), scope=Scope(self.scope), scope_key=self.scope_key)
