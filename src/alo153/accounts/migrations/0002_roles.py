"""Roles become rows: those that the program had, with the rights they gave."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# As 0.2.0 shipped them: key, label, scope, idle minutes, permissions
ROLES = (
    (
        "agent",
        {"tr": "müşteri temsilcisi", "en": "agent"},
        "city",
        480,
        "announce answer_calls approve_answer forward_case open_case see_citizen see_every_case",
    ),
    (
        "supervisor",
        {"tr": "süpervizör", "en": "supervisor"},
        "city",
        480,
        "announce answer_calls approve_answer dial_abroad export_case forward_case "
        "hear_of_overdue_alarms hear_of_unattended_cases listen_to_recordings open_case "
        "open_incident see_access_log see_citizen see_every_case see_hand_backs "
        "see_late_cases see_results see_voice_menu see_wall set_skills settle_objection "
        "supervise_calls",
    ),
    (
        "unit_staff",
        {"tr": "birim çalışanı", "en": "unit staff"},
        "unit",
        240,
        "see_results work_on_unit_cases",
    ),
    (
        "unit_manager",
        {"tr": "birim sorumlusu", "en": "unit manager"},
        "branch",
        240,
        "edit_templates hear_of_late_cases see_hand_backs see_late_cases see_results "
        "work_on_unit_cases",
    ),
    (
        "quality",
        {"tr": "kalite uzmanı", "en": "quality specialist"},
        "city",
        240,
        "listen_to_recordings see_every_case see_hand_backs see_results see_wall",
    ),
    (
        "administrator",
        {"tr": "sistem yöneticisi", "en": "administrator"},
        "city",
        30,
        "edit_routing see_access_log see_blocked_addresses see_health see_voice_menu "
        "see_wall set_skills",
    ),
    (
        "secretary_general",
        {"tr": "genel sekreter", "en": "secretary general"},
        "city",
        120,
        "export_case hear_of_very_late_cases see_every_case see_hand_backs "
        "see_late_cases see_results",
    ),
    (
        "confidential_clerk",
        {"tr": "gizli başvuru yetkilisi", "en": "clerk of confidential applications"},
        "city",
        60,
        "read_confidential",
    ),
)
GUESTS = "agent"


def put_in(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Put the roles in that people hold, before their grants point at them."""
    role = apps.get_model("accounts", "Role")
    for position, (key, labels, scope, minutes, permissions) in enumerate(ROLES, 1):
        role.objects.create(
            key=key,
            labels=labels,
            scope=scope,
            idle_minutes=minutes,
            permissions=permissions.split(),
            for_guests=key == GUESTS,
            position=position,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Role",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=40, unique=True, verbose_name="key")),
                ("labels", models.JSONField(verbose_name="labels")),
                (
                    "permissions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), verbose_name="permissions"
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
                        max_length=8,
                        verbose_name="scope",
                    ),
                ),
                (
                    "idle_minutes",
                    models.PositiveSmallIntegerField(null=True, verbose_name="idle minutes"),
                ),
                (
                    "second_factor",
                    models.BooleanField(default=False, verbose_name="asks for a second factor"),
                ),
                ("for_guests", models.BooleanField(default=False, verbose_name="for guests")),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                ("retired_at", models.DateTimeField(null=True, verbose_name="retired at")),
            ],
            options={
                "verbose_name": "role",
                "ordering": ("position",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("for_guests", True)),
                        fields=("for_guests",),
                        name="one_role_for_guests",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("idle_minutes", None), ("idle_minutes__gt", 0), _connector="OR"
                        ),
                        name="role_idle_minutes",
                    ),
                ],
            },
        ),
        migrations.RunPython(put_in, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="rolegrant",
            name="role",
            field=models.ForeignKey(
                db_column="role",
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="grants",
                to="accounts.role",
                to_field="key",
                verbose_name="role",
            ),
        ),
    ]
