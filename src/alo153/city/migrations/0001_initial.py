"""The city: its places, units, topics, kinds and routing rules."""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_initial"),
        ("accounts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="City",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=120)),
                ("short_name", models.CharField(max_length=60)),
                ("province", models.CharField(max_length=60)),
                ("country", models.CharField(max_length=2)),
                ("timezone", models.CharField(max_length=60)),
                ("language", models.CharField(max_length=10)),
                ("number", models.CharField(max_length=12)),
                ("emergency_number", models.CharField(max_length=5)),
                ("link_domain", models.CharField(max_length=120)),
                ("sms_sender", models.CharField(max_length=11)),
                ("email_sender", models.EmailField(max_length=254)),
                ("accent", models.CharField(max_length=7)),
                ("accent_on_dark", models.CharField(max_length=7)),
                ("map_lat", models.FloatField()),
                ("map_lon", models.FloatField()),
                ("map_bounds", models.JSONField()),
                ("base_map_url", models.CharField(blank=True, max_length=300)),
                ("working_time", models.JSONField()),
                ("question_days", models.PositiveSmallIntegerField(default=7)),
                ("texts", models.JSONField(default=dict)),
                ("closing", models.JSONField(default=dict)),
                ("telling", models.JSONField(default=dict)),
                ("duplicates", models.JSONField(default=dict)),
                ("alarms", models.JSONField(default=list)),
                ("look_within", models.PositiveSmallIntegerField(default=10)),
                ("routing_reasons", models.JSONField(default=dict)),
                ("loaded_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "city",
                "verbose_name_plural": "cities",
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=160)),
                ("role", models.CharField(max_length=80)),
                ("phone", models.CharField(max_length=20)),
                ("sort_key", models.TextField(db_collation="C")),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "outside contact",
                "ordering": ["sort_key"],
            },
        ),
        migrations.CreateModel(
            name="District",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=80)),
                ("area", models.JSONField(blank=True, null=True)),
                ("sort_key", models.TextField(db_collation="C")),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "district",
                "ordering": ["sort_key"],
            },
        ),
        migrations.CreateModel(
            name="CaseKind",
            fields=[
                ("slug", models.SlugField(max_length=24, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=60)),
                ("position", models.PositiveSmallIntegerField()),
                ("law", models.CharField(blank=True, max_length=200)),
                ("say", models.TextField(blank=True)),
                ("needs", models.JSONField(default=list)),
                ("anonymous", models.BooleanField(default=False)),
                ("hold", models.BooleanField(default=False)),
                ("standard_amount", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "standard_unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("hours", "Hours"),
                            ("working_hours", "Working Hours"),
                            ("working_days", "Working Days"),
                            ("days", "Days"),
                        ],
                        max_length=14,
                    ),
                ),
                ("extension", models.PositiveIntegerField(default=0)),
                ("interim", models.PositiveIntegerField(default=0)),
                ("pay_within", models.PositiveIntegerField(default=0)),
                ("forward_and_inform", models.BooleanField(default=False)),
                ("register", models.CharField(blank=True, max_length=60)),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "kind of application",
                "ordering": ["position"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("standard_amount", None), ("standard_unit", "")),
                            models.Q(
                                ("standard_amount__isnull", False),
                                models.Q(("standard_unit", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="kind_standard_whole",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Neighborhood",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField()),
                ("name", models.CharField(max_length=80)),
                ("population", models.PositiveIntegerField(blank=True, null=True)),
                ("lat", models.FloatField(blank=True, null=True)),
                ("lon", models.FloatField(blank=True, null=True)),
                ("area", models.JSONField(blank=True, null=True)),
                ("sort_key", models.TextField(db_collation="C")),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="neighborhoods",
                        to="city.district",
                    ),
                ),
            ],
            options={
                "verbose_name": "neighborhood",
                "ordering": ["sort_key"],
            },
        ),
        migrations.CreateModel(
            name="RuleVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(unique=True, verbose_name="version")),
                ("saved_at", models.DateTimeField(verbose_name="saved at")),
                ("reason", models.CharField(max_length=300, verbose_name="why")),
                ("in_force", models.BooleanField(default=True)),
                ("digest", models.CharField(blank=True, max_length=64)),
                (
                    "saved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "version of the routing rules",
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="RuleDraft",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="rule_draft",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("lines", models.JSONField()),
                ("changed_at", models.DateTimeField(verbose_name="changed at")),
                (
                    "onto",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="city.ruleversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "draft of the routing rules",
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=160)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("department", "Department"),
                            ("affiliate", "Affiliate"),
                            ("outside", "Outside"),
                        ],
                        max_length=12,
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=20)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("say", models.TextField(blank=True)),
                ("sort_key", models.TextField(db_collation="C")),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="city.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "unit",
                "ordering": ["sort_key"],
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("position", models.PositiveIntegerField()),
                ("default_kind", models.CharField(blank=True, max_length=24)),
                ("information_only", models.BooleanField(default=False)),
                ("confidential", models.BooleanField(default=False)),
                (
                    "responsibility",
                    models.CharField(
                        choices=[
                            ("metropolitan", "Metropolitan"),
                            ("district", "District"),
                            ("by_place", "By Place"),
                            ("outside", "Outside"),
                        ],
                        max_length=12,
                    ),
                ),
                ("standard_amount", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "standard_unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("hours", "Hours"),
                            ("working_hours", "Working Hours"),
                            ("working_days", "Working Days"),
                            ("days", "Days"),
                        ],
                        max_length=14,
                    ),
                ),
                ("promise", models.CharField(blank=True, max_length=200)),
                ("say", models.TextField(blank=True)),
                ("evidence", models.JSONField(default=dict)),
                ("keywords", models.TextField(blank=True)),
                ("search_text", models.TextField()),
                (
                    "name_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("name"), function="alo_fold"),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "search_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("search_text"), function="alo_fold"),
                        output_field=models.TextField(),
                    ),
                ),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="topics",
                        to="city.topic",
                    ),
                ),
                (
                    "default_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="default_topics",
                        to="city.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "topic",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="RoutingRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                (
                    "place_layer",
                    models.CharField(
                        blank=True,
                        choices=[("metropolitan", "Metropolitan"), ("district", "District")],
                        max_length=12,
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                (
                    "district",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="city.district",
                    ),
                ),
                (
                    "neighborhood",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="city.neighborhood",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rules",
                        to="city.ruleversion",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="city.topic",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="city.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "routing rule",
                "ordering": ["position"],
            },
        ),
        migrations.AddField(
            model_name="district",
            name="municipality",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="districts",
                to="city.unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="neighborhood",
            constraint=models.UniqueConstraint(
                fields=("district", "slug"), name="neighborhood_in_district"
            ),
        ),
        migrations.AddConstraint(
            model_name="neighborhood",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lat", None), ("lon", None)),
                    models.Q(("lat__isnull", False), ("lon__isnull", False)),
                    _connector="OR",
                ),
                name="neighborhood_point_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruleversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="rule_version_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="ruleversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("in_force", True), ("saved_by", None), _connector="OR"),
                name="only_files_wait",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent", None),
                    models.Q(("parent", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="unit_not_own_parent",
            ),
        ),
        migrations.AddIndex(
            model_name="topic",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search_key"], name="topic_search", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("standard_amount", None), ("standard_unit", "")),
                    models.Q(
                        ("standard_amount__isnull", False),
                        models.Q(("standard_unit", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="topic_standard_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="routingrule",
            constraint=models.UniqueConstraint(
                fields=("version", "position"), name="one_rule_a_position"
            ),
        ),
    ]
