"""Staff and the roles they were given."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from alo153.accounts.registry import Permission
from alo153.accounts.roles import SCOPE_LABELS, Bundle, Grant, Scope, permissions_of, permitted


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
        held = RoleGrant.objects.held_now().filter(user=self).select_related("role")
        return frozenset(row.grant for row in held)

    @property
    def roles(self) -> frozenset[str]:
        """Return the keys of the roles held now, wherever they hold."""
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


class FormerEmail(models.Model):
    """An e-mail address that an account had: it is told when another one takes its place."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="former_emails")
    email = models.EmailField(_("e-mail"))
    replaced_at = models.DateTimeField(_("replaced at"))

    class Meta:
        verbose_name = _("former e-mail address")

    def __str__(self) -> str:
        return f"{self.user}: {self.email}"


LEVELS = range(1, 6)


class Skill(models.Model):
    """An agent's skill on the telephone, with a level from 1, a beginner, to 5."""

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
    # By the stream of a page, which is no use of it: nobody stays signed in by that
    page_open_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("sign-in")

    def __str__(self) -> str:
        return f"{self.user}: {self.at}"


class StaffIdentity(models.Model):
    """By whom the municipality's provider of identities knows a member of staff."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="identities")
    issuer = models.CharField(_("provider"), max_length=255)
    # Keyed: what a provider calls somebody may be an identity number
    subject_digest = models.CharField(max_length=64)
    bound_at = models.DateTimeField(_("bound at"))

    class Meta:
        verbose_name = _("identity of a member of staff")
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "subject_digest"], name="staff_identity_once"
            ),
            models.UniqueConstraint(fields=["issuer", "user"], name="one_staff_identity_each"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.issuer}"


class Role(models.Model):
    """A role as the city has it: what it is called, what it permits, and where."""

    LONGEST_KEY: ClassVar[int] = 40

    key = models.CharField(_("key"), max_length=LONGEST_KEY, unique=True)
    # Language -> what it is called
    labels = models.JSONField(_("labels"))
    # Names of permissions, sorted. One that a newer program dropped permits nothing
    permissions = ArrayField(models.CharField(max_length=40), verbose_name=_("permissions"))
    scope = models.CharField(
        _("scope"),
        max_length=8,
        choices=[(scope.value, SCOPE_LABELS[scope]) for scope in Scope],
    )
    # None: a session does not end by itself
    idle_minutes = models.PositiveSmallIntegerField(_("idle minutes"), null=True)
    second_factor = models.BooleanField(_("asks for a second factor"), default=False)
    for_guests = models.BooleanField(_("for guests"), default=False)
    position = models.PositiveSmallIntegerField(_("position"))
    # Not given any more, and permits nothing
    retired_at = models.DateTimeField(_("retired at"), null=True)

    class Meta:
        verbose_name = _("role")
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(
                fields=["for_guests"],
                condition=models.Q(for_guests=True),
                name="one_role_for_guests",
            ),
            models.CheckConstraint(
                condition=models.Q(idle_minutes=None) | models.Q(idle_minutes__gt=0),
                name="role_idle_minutes",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Return what it is called in the reader's language, else in the city's first one."""
        found = self.labels.get(get_language()) or next(iter(self.labels.values()), self.key)
        return str(found)

    @property
    def bundle(self) -> Bundle:
        """Return it as the city's data say it."""
        return Bundle(
            key=self.key,
            labels=self.labels,
            permissions=tuple(self.permissions),
            scope=Scope(self.scope),
            idle_minutes=self.idle_minutes,
            second_factor=self.second_factor,
            for_guests=self.for_guests,
        )


class GrantSet(models.QuerySet["RoleGrant"]):
    """Grants; queries read only grants in force."""

    def held_now(self) -> "GrantSet":
        """Leave out ended grants, and grants of retired roles.

        `backend.py` writes the same in SQL; a test compares.
        """
        return self.filter(role__retired_at=None).exclude(expires_at__lte=Now())


class RoleGrant(models.Model):
    """One role given to one person, for the whole city or for a unit."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_grants")
    role = models.ForeignKey(
        Role,
        to_field="key",
        db_column="role",
        db_index=False,
        on_delete=models.PROTECT,
        related_name="grants",
        verbose_name=_("role"),
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
        return f"{self.user}: {self.role_id}"

    @property
    def grant(self) -> Grant:
        """Return it as the rules read it."""
        scope = Scope(self.scope)
        return Grant(
            role=self.role_id,
            permissions=permitted(" ".join(self.role.permissions), scope),
            scope=scope,
            scope_key=self.scope_key,
            idle_minutes=self.role.idle_minutes,
            second_factor=self.role.second_factor,
        )
