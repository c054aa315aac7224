"""People of the city, their rights, skills and sign-ins."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "username",
                    models.CharField(max_length=60, unique=True, verbose_name="user name"),
                ),
                ("full_name", models.CharField(max_length=120, verbose_name="full name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                ("joined_at", models.DateTimeField(verbose_name="joined at")),
            ],
            options={
                "verbose_name": "member of staff",
            },
        ),
        migrations.CreateModel(
            name="SignIn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("session_key", models.CharField(db_index=True, max_length=40)),
                ("address", models.GenericIPAddressField(verbose_name="network address")),
                ("browser", models.CharField(blank=True, max_length=200, verbose_name="browser")),
                ("at", models.DateTimeField(verbose_name="signed in at")),
                ("seen_at", models.DateTimeField(verbose_name="last used at")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sign_ins",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "sign-in",
            },
        ),
        migrations.CreateModel(
            name="RoleGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("agent", "agent"),
                            ("supervisor", "supervisor"),
                            ("unit_staff", "unit staff"),
                            ("unit_manager", "unit manager"),
                            ("quality", "quality specialist"),
                            ("administrator", "administrator"),
                            ("secretary_general", "secretary general"),
                            ("confidential_clerk", "clerk of confidential applications"),
                        ],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("city", "the whole city"),
                            ("unit", "one unit"),
                            ("branch", "a unit and the units below it"),
                        ],
                        default="city",
                        max_length=8,
                        verbose_name="scope",
                    ),
                ),
                (
                    "scope_key",
                    models.CharField(blank=True, max_length=80, verbose_name="key of the scope"),
                ),
                ("granted_at", models.DateTimeField(verbose_name="granted at")),
                ("expires_at", models.DateTimeField(null=True, verbose_name="expires at")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="role_grants",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "role of a member of staff",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "role", "scope", "scope_key"), name="role_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("scope", "city"), ("scope_key", "")),
                            models.Q(
                                models.Q(("scope", "city"), _negated=True),
                                models.Q(("scope_key", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="scope_has_its_key",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Skill",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("skill", models.CharField(max_length=40, verbose_name="skill")),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "1"), (2, "2"), (3, "3"), (4, "4"), (5, "5")],
                        verbose_name="level",
                    ),
                ),
                ("granted_at", models.DateTimeField(verbose_name="granted at")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="skills",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "skill of a member of staff",
                "constraints": [
                    models.UniqueConstraint(fields=("user", "skill"), name="skill_once"),
                    models.CheckConstraint(
                        condition=models.Q(("level__range", (1, 5))), name="skill_level_range"
                    ),
                ],
            },
        ),
    ]
