import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0016_answers_go_back"),
        ("city", "0006_partners"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TableImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField(verbose_name="size")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reading", "being read"),
                            ("ready", "waits for a look"),
                            ("taking", "being taken in"),
                            ("done", "taken in"),
                            ("refused", "not readable"),
                            ("dropped", "thrown away"),
                        ],
                        default="reading",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("rows", models.PositiveIntegerField(default=0, verbose_name="lines")),
                ("at", models.DateTimeField(verbose_name="brought at")),
                ("finished_at", models.DateTimeField(null=True, verbose_name="finished at")),
                (
                    "by_user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "desk",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="city.partnerdesk",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "table of a partner desk",
            },
        ),
        migrations.CreateModel(
            name="Bundle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("answers", models.PositiveIntegerField(verbose_name="answers in it")),
                ("sha256", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                (
                    "desk",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="city.partnerdesk",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "bundle of answers",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="BundleLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                (
                    "bundle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="partners.bundle",
                    ),
                ),
                (
                    "relay",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bundle_line",
                        to="cases.relay",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer of a bundle",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="BundleTaking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="taken at")),
                ("identical", models.BooleanField()),
                (
                    "bundle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="takings",
                        to="partners.bundle",
                    ),
                ),
                (
                    "by_user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "taking of a bundle",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="TableContent",
            fields=[
                (
                    "table",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="content",
                        serialize=False,
                        to="partners.tableimport",
                    ),
                ),
                ("sealed", models.BinaryField()),
            ],
            options={
                "verbose_name": "file of a table",
            },
        ),
        migrations.CreateModel(
            name="TableLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("line", models.PositiveIntegerField(verbose_name="line")),
                (
                    "number",
                    models.CharField(blank=True, max_length=40, verbose_name="number there"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "new"),
                            ("known", "there already"),
                            ("changed", "there already, and changed"),
                            ("faulty", "cannot be taken"),
                            ("opened", "opened"),
                            ("updated", "change taken over"),
                        ],
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("becomes", models.JSONField(default=dict)),
                ("faults", models.JSONField(default=list)),
                ("changes", models.JSONField(default=list)),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="partners.tableimport",
                    ),
                ),
            ],
            options={
                "verbose_name": "line of a table",
                "ordering": ["line"],
            },
        ),
        migrations.AddConstraint(
            model_name="bundle",
            constraint=models.UniqueConstraint(
                fields=("desk", "number"), name="bundle_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="bundleline",
            constraint=models.UniqueConstraint(
                fields=("bundle", "position"), name="bundle_position_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="tableimport",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["reading", "ready", "taking"])),
                fields=("desk", "sha256"),
                name="table_waits_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="tableimport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["taking", "done"]), _negated=True),
                    ("taken_by__isnull", False),
                    _connector="OR",
                ),
                name="table_taken_by_whom",
            ),
        ),
        migrations.AddIndex(
            model_name="tableline",
            index=models.Index(
                models.F("table"), models.F("state"), models.F("line"), name="line_by_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="tableline",
            constraint=models.UniqueConstraint(fields=("table", "line"), name="line_once"),
        ),
        migrations.AddConstraint(
            model_name="tableline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("case", None), ("state__in", ["new", "faulty"])),
                    models.Q(
                        models.Q(("state__in", ["new", "faulty"]), _negated=True),
                        ("case__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="line_has_its_case",
            ),
        ),
    ]
