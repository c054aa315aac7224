"""Rules come in versions; those of before become the first."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

RULES_OF_BEFORE = """
INSERT INTO units_ruleversion (number, saved_at, reason, in_force, digest)
SELECT 1, loaded_at, 'routing.toml', true, '' FROM units_city;
UPDATE units_routingrule SET version_id = (SELECT id FROM units_ruleversion);
"""


class Migration(migrations.Migration):
    # One ALTER TABLE may not follow rows that were changed in the same transaction
    atomic = False

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("units", "0005_evidence"),
    ]

    operations = [
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
            options={"verbose_name": "version of the routing rules", "ordering": ["-number"]},
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
        migrations.AddField(
            model_name="routingrule",
            name="version",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="rules",
                to="units.ruleversion",
            ),
        ),
        migrations.RunSQL(RULES_OF_BEFORE, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="routingrule",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="rules",
                to="units.ruleversion",
            ),
        ),
        migrations.AlterField(
            model_name="routingrule", name="position", field=models.PositiveIntegerField()
        ),
        migrations.AddConstraint(
            model_name="routingrule",
            constraint=models.UniqueConstraint(
                fields=("version", "position"), name="one_rule_a_position"
            ),
        ),
    ]
