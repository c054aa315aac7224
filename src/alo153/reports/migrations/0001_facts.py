import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AgentTrack",
            fields=[
                ("agent", models.BigIntegerField(primary_key=True, serialize=False)),
                ("state", models.CharField(blank=True, max_length=14, verbose_name="state")),
                ("since", models.DateTimeField(null=True, verbose_name="since")),
                ("queue", models.CharField(blank=True, max_length=40, verbose_name="queue")),
                ("channel", models.CharField(blank=True, max_length=10, verbose_name="channel")),
            ],
            options={
                "verbose_name": "agent in the roll-up",
            },
        ),
        migrations.CreateModel(
            name="CaseTrack",
            fields=[
                ("case", models.BigIntegerField(primary_key=True, serialize=False)),
                ("opened_at", models.DateTimeField(verbose_name="opened at")),
                ("is_open", models.BooleanField(default=True, verbose_name="open")),
                ("unit", models.IntegerField(verbose_name="unit")),
                ("topic", models.IntegerField(verbose_name="topic")),
                ("kind", models.CharField(max_length=50, verbose_name="kind")),
                ("district", models.IntegerField(verbose_name="district")),
                ("neighborhood", models.IntegerField(verbose_name="neighborhood")),
                ("channel", models.CharField(max_length=10, verbose_name="channel")),
                ("had_unit", models.BooleanField(default=False)),
                ("had_action", models.BooleanField(default=False)),
                ("had_answer", models.BooleanField(default=False)),
                ("had_relay", models.BooleanField(default=False)),
            ],
            options={
                "verbose_name": "case in the roll-up",
            },
        ),
        migrations.CreateModel(
            name="ImportedList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("digest", models.CharField(max_length=64, unique=True, verbose_name="digest")),
                ("imported_at", models.DateTimeField(verbose_name="imported at")),
            ],
            options={
                "verbose_name": "imported call list",
            },
        ),
        migrations.CreateModel(
            name="RollUpMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("through", models.BigIntegerField(default=0, verbose_name="counted up to event")),
            ],
            options={
                "verbose_name": "mark of the roll-up",
            },
        ),
        migrations.CreateModel(
            name="ContactDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("queue", models.CharField(max_length=40, verbose_name="queue")),
                ("agent", models.IntegerField(verbose_name="agent")),
                ("channel", models.CharField(max_length=10, verbose_name="channel")),
                ("calls_in", models.IntegerField(db_default=0, default=0)),
                ("in_menu", models.IntegerField(db_default=0, default=0)),
                ("hung_up_in_menu", models.IntegerField(db_default=0, default=0)),
                ("offered", models.IntegerField(db_default=0, default=0)),
                ("answered", models.IntegerField(db_default=0, default=0)),
                ("abandoned", models.IntegerField(db_default=0, default=0)),
                ("kept", models.IntegerField(db_default=0, default=0)),
                ("kept_reached", models.IntegerField(db_default=0, default=0)),
                ("waited_answered_ms", models.BigIntegerField(db_default=0, default=0)),
                ("waited_abandoned_ms", models.BigIntegerField(db_default=0, default=0)),
                ("answered_5", models.IntegerField(db_default=0, default=0)),
                ("answered_10", models.IntegerField(db_default=0, default=0)),
                ("answered_15", models.IntegerField(db_default=0, default=0)),
                ("answered_20", models.IntegerField(db_default=0, default=0)),
                ("answered_30", models.IntegerField(db_default=0, default=0)),
                ("answered_45", models.IntegerField(db_default=0, default=0)),
                ("answered_60", models.IntegerField(db_default=0, default=0)),
                ("answered_90", models.IntegerField(db_default=0, default=0)),
                ("answered_120", models.IntegerField(db_default=0, default=0)),
                ("answered_300", models.IntegerField(db_default=0, default=0)),
                ("abandoned_5", models.IntegerField(db_default=0, default=0)),
                ("abandoned_10", models.IntegerField(db_default=0, default=0)),
                ("abandoned_15", models.IntegerField(db_default=0, default=0)),
                ("abandoned_20", models.IntegerField(db_default=0, default=0)),
                ("abandoned_30", models.IntegerField(db_default=0, default=0)),
                ("abandoned_45", models.IntegerField(db_default=0, default=0)),
                ("abandoned_60", models.IntegerField(db_default=0, default=0)),
                ("abandoned_90", models.IntegerField(db_default=0, default=0)),
                ("abandoned_120", models.IntegerField(db_default=0, default=0)),
                ("abandoned_300", models.IntegerField(db_default=0, default=0)),
                ("handled", models.IntegerField(db_default=0, default=0)),
                ("talk_ms", models.BigIntegerField(db_default=0, default=0)),
                ("hold_ms", models.BigIntegerField(db_default=0, default=0)),
                ("wrap_up_ms", models.BigIntegerField(db_default=0, default=0)),
                ("transferred", models.IntegerField(db_default=0, default=0)),
                ("called_out", models.IntegerField(db_default=0, default=0)),
                ("reached_out", models.IntegerField(db_default=0, default=0)),
                ("contacts_in", models.IntegerField(db_default=0, default=0)),
                ("contacts_out", models.IntegerField(db_default=0, default=0)),
                ("to_case", models.IntegerField(db_default=0, default=0)),
                ("to_information", models.IntegerField(db_default=0, default=0)),
                ("to_out_of_scope", models.IntegerField(db_default=0, default=0)),
                ("to_abandoned", models.IntegerField(db_default=0, default=0)),
                ("to_silent", models.IntegerField(db_default=0, default=0)),
                ("to_called_back", models.IntegerField(db_default=0, default=0)),
                ("to_self_served", models.IntegerField(db_default=0, default=0)),
                ("to_unwanted", models.IntegerField(db_default=0, default=0)),
                ("ratings", models.IntegerField(db_default=0, default=0)),
                ("rating_sum", models.IntegerField(db_default=0, default=0)),
                ("ready_ms", models.BigIntegerField(db_default=0, default=0)),
                ("ringing_ms", models.BigIntegerField(db_default=0, default=0)),
                ("talking_ms", models.BigIntegerField(db_default=0, default=0)),
                ("paused_ms", models.BigIntegerField(db_default=0, default=0)),
                ("not_answering_ms", models.BigIntegerField(db_default=0, default=0)),
                ("supervising_ms", models.BigIntegerField(db_default=0, default=0)),
                ("day", models.DateField(verbose_name="day")),
            ],
            options={
                "verbose_name": "contacts of a day",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("day", "queue", "agent", "channel"), name="contact_day_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactHalfHour",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("queue", models.CharField(max_length=40, verbose_name="queue")),
                ("agent", models.IntegerField(verbose_name="agent")),
                ("channel", models.CharField(max_length=10, verbose_name="channel")),
                ("calls_in", models.IntegerField(db_default=0, default=0)),
                ("in_menu", models.IntegerField(db_default=0, default=0)),
                ("hung_up_in_menu", models.IntegerField(db_default=0, default=0)),
                ("offered", models.IntegerField(db_default=0, default=0)),
                ("answered", models.IntegerField(db_default=0, default=0)),
                ("abandoned", models.IntegerField(db_default=0, default=0)),
                ("kept", models.IntegerField(db_default=0, default=0)),
                ("kept_reached", models.IntegerField(db_default=0, default=0)),
                ("waited_answered_ms", models.BigIntegerField(db_default=0, default=0)),
                ("waited_abandoned_ms", models.BigIntegerField(db_default=0, default=0)),
                ("answered_5", models.IntegerField(db_default=0, default=0)),
                ("answered_10", models.IntegerField(db_default=0, default=0)),
                ("answered_15", models.IntegerField(db_default=0, default=0)),
                ("answered_20", models.IntegerField(db_default=0, default=0)),
                ("answered_30", models.IntegerField(db_default=0, default=0)),
                ("answered_45", models.IntegerField(db_default=0, default=0)),
                ("answered_60", models.IntegerField(db_default=0, default=0)),
                ("answered_90", models.IntegerField(db_default=0, default=0)),
                ("answered_120", models.IntegerField(db_default=0, default=0)),
                ("answered_300", models.IntegerField(db_default=0, default=0)),
                ("abandoned_5", models.IntegerField(db_default=0, default=0)),
                ("abandoned_10", models.IntegerField(db_default=0, default=0)),
                ("abandoned_15", models.IntegerField(db_default=0, default=0)),
                ("abandoned_20", models.IntegerField(db_default=0, default=0)),
                ("abandoned_30", models.IntegerField(db_default=0, default=0)),
                ("abandoned_45", models.IntegerField(db_default=0, default=0)),
                ("abandoned_60", models.IntegerField(db_default=0, default=0)),
                ("abandoned_90", models.IntegerField(db_default=0, default=0)),
                ("abandoned_120", models.IntegerField(db_default=0, default=0)),
                ("abandoned_300", models.IntegerField(db_default=0, default=0)),
                ("handled", models.IntegerField(db_default=0, default=0)),
                ("talk_ms", models.BigIntegerField(db_default=0, default=0)),
                ("hold_ms", models.BigIntegerField(db_default=0, default=0)),
                ("wrap_up_ms", models.BigIntegerField(db_default=0, default=0)),
                ("transferred", models.IntegerField(db_default=0, default=0)),
                ("called_out", models.IntegerField(db_default=0, default=0)),
                ("reached_out", models.IntegerField(db_default=0, default=0)),
                ("contacts_in", models.IntegerField(db_default=0, default=0)),
                ("contacts_out", models.IntegerField(db_default=0, default=0)),
                ("to_case", models.IntegerField(db_default=0, default=0)),
                ("to_information", models.IntegerField(db_default=0, default=0)),
                ("to_out_of_scope", models.IntegerField(db_default=0, default=0)),
                ("to_abandoned", models.IntegerField(db_default=0, default=0)),
                ("to_silent", models.IntegerField(db_default=0, default=0)),
                ("to_called_back", models.IntegerField(db_default=0, default=0)),
                ("to_self_served", models.IntegerField(db_default=0, default=0)),
                ("to_unwanted", models.IntegerField(db_default=0, default=0)),
                ("ratings", models.IntegerField(db_default=0, default=0)),
                ("rating_sum", models.IntegerField(db_default=0, default=0)),
                ("ready_ms", models.BigIntegerField(db_default=0, default=0)),
                ("ringing_ms", models.BigIntegerField(db_default=0, default=0)),
                ("talking_ms", models.BigIntegerField(db_default=0, default=0)),
                ("paused_ms", models.BigIntegerField(db_default=0, default=0)),
                ("not_answering_ms", models.BigIntegerField(db_default=0, default=0)),
                ("supervising_ms", models.BigIntegerField(db_default=0, default=0)),
                ("begins_at", models.DateTimeField(verbose_name="begins at")),
            ],
            options={
                "verbose_name": "contacts of half an hour",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("begins_at", "queue", "agent", "channel"),
                        name="contact_half_hour_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MatterDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="day")),
                ("unit", models.IntegerField(verbose_name="unit")),
                ("topic", models.IntegerField(verbose_name="topic")),
                ("kind", models.CharField(max_length=50, verbose_name="kind")),
                ("district", models.IntegerField(verbose_name="district")),
                ("neighborhood", models.IntegerField(verbose_name="neighborhood")),
                ("channel", models.CharField(max_length=10, verbose_name="channel")),
                ("opened", models.IntegerField(db_default=0, default=0)),
                ("reopened", models.IntegerField(db_default=0, default=0)),
                ("entered", models.IntegerField(db_default=0, default=0)),
                ("left", models.IntegerField(db_default=0, default=0)),
                ("closed", models.IntegerField(db_default=0, default=0)),
                ("closed_told", models.IntegerField(db_default=0, default=0)),
                ("closed_in_time", models.IntegerField(db_default=0, default=0)),
                ("closed_late", models.IntegerField(db_default=0, default=0)),
                ("withdrawn", models.IntegerField(db_default=0, default=0)),
                ("came_to_done", models.IntegerField(db_default=0, default=0)),
                ("came_to_partly", models.IntegerField(db_default=0, default=0)),
                ("came_to_refused", models.IntegerField(db_default=0, default=0)),
                ("came_to_planned", models.IntegerField(db_default=0, default=0)),
                ("came_to_not_ours", models.IntegerField(db_default=0, default=0)),
                ("came_to_duplicate", models.IntegerField(db_default=0, default=0)),
                ("came_to_not_found", models.IntegerField(db_default=0, default=0)),
                ("age_ms", models.BigIntegerField(db_default=0, default=0)),
                ("confirmed", models.IntegerField(db_default=0, default=0)),
                ("unsolved", models.IntegerField(db_default=0, default=0)),
                ("unsaid", models.IntegerField(db_default=0, default=0)),
                ("objected", models.IntegerField(db_default=0, default=0)),
                ("forwarded", models.IntegerField(db_default=0, default=0)),
                ("returned", models.IntegerField(db_default=0, default=0)),
                ("escalated", models.IntegerField(db_default=0, default=0)),
                ("asked_about", models.IntegerField(db_default=0, default=0)),
                ("contacted_again", models.IntegerField(db_default=0, default=0)),
                ("to_unit", models.IntegerField(db_default=0, default=0)),
                ("to_unit_ms", models.BigIntegerField(db_default=0, default=0)),
                ("to_action", models.IntegerField(db_default=0, default=0)),
                ("to_action_ms", models.BigIntegerField(db_default=0, default=0)),
                ("to_answer", models.IntegerField(db_default=0, default=0)),
                ("to_answer_ms", models.BigIntegerField(db_default=0, default=0)),
                ("to_relay", models.IntegerField(db_default=0, default=0)),
                ("to_relay_ms", models.BigIntegerField(db_default=0, default=0)),
                ("informed", models.IntegerField(db_default=0, default=0)),
                ("informed_again_7", models.IntegerField(db_default=0, default=0)),
                ("informed_again_30", models.IntegerField(db_default=0, default=0)),
                ("redirected", models.IntegerField(db_default=0, default=0)),
            ],
            options={
                "verbose_name": "matters of a day",
                "constraints": [
                    models.UniqueConstraint(
                        fields=(
                            "day",
                            "unit",
                            "topic",
                            "kind",
                            "district",
                            "neighborhood",
                            "channel",
                        ),
                        name="matter_day_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportedCall",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="waiting since")),
                ("queue", models.CharField(blank=True, max_length=40, verbose_name="queue")),
                ("agent", models.IntegerField(default=0, verbose_name="agent")),
                (
                    "fate",
                    models.CharField(
                        choices=[
                            ("answered", "answered"),
                            ("abandoned", "abandoned"),
                            ("elsewhere", "elsewhere"),
                        ],
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                ("waited_seconds", models.FloatField(null=True, verbose_name="seconds waited")),
                ("talk_seconds", models.FloatField(null=True, verbose_name="seconds of talk")),
                ("hold_seconds", models.FloatField(default=0.0, verbose_name="seconds on hold")),
                (
                    "wrap_up_seconds",
                    models.FloatField(default=0.0, verbose_name="seconds of work after it"),
                ),
                ("transferred", models.BooleanField(default=False, verbose_name="transferred")),
                (
                    "list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calls",
                        to="reports.importedlist",
                    ),
                ),
            ],
            options={
                "verbose_name": "call of an imported list",
                "indexes": [models.Index(fields=["at"], name="imported_call_by_time")],
            },
        ),
        migrations.CreateModel(
            name="SavedReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("query", models.TextField(verbose_name="what it shows")),
                (
                    "shared",
                    models.BooleanField(
                        default=False, verbose_name="everybody who sees reports finds it"
                    ),
                ),
                (
                    "schedule",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "never"),
                            ("daily", "every day"),
                            ("weekly", "every Monday"),
                            ("monthly", "on the first of the month"),
                        ],
                        default="",
                        max_length=8,
                        verbose_name="sent",
                    ),
                ),
                ("next_at", models.DateTimeField(null=True, verbose_name="sent next at")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="saved_reports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "readers",
                    models.ManyToManyField(
                        related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="sent to"
                    ),
                ),
            ],
            options={
                "verbose_name": "saved report",
                "ordering": ["name", "id"],
                "indexes": [
                    models.Index(
                        models.F("next_at"),
                        condition=models.Q(("next_at__isnull", False)),
                        name="report_due",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("owner", "name"), name="saved_report_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("next_at", None), ("schedule", "")),
                            models.Q(
                                models.Q(("schedule", ""), _negated=True),
                                ("next_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="scheduled_report_says_when",
                    ),
                ],
            },
        ),
    ]
