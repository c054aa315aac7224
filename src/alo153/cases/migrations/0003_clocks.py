"""Kinds become the city's data; a case gets clocks with a ledger that is only ever added to."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Cases opened before keep their kinds; loading the city gives these their names and clocks
KINDS_OF_BEFORE = """
INSERT INTO units_casekind (
  slug, name, position, law, say, needs, anonymous, hold, standard_unit,
  extension, pay_within, forward_and_inform, register
)
SELECT DISTINCT kind, kind, 0, '', '', '[]'::jsonb, kind = 'tip_off', true, '', 0, 0, false, ''
FROM cases_case ON CONFLICT DO NOTHING;
"""
GUARDS = """
CREATE FUNCTION cases_clockentry_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'entries of a clock are only ever added';
END $$;
CREATE TRIGGER cases_clockentry_append_only BEFORE UPDATE OR DELETE ON cases_clockentry
FOR EACH STATEMENT EXECUTE FUNCTION cases_clockentry_is_append_only();

CREATE FUNCTION cases_promise_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a promise stays as it was told';
END $$;
CREATE TRIGGER cases_promise_frozen BEFORE UPDATE OF promised_at ON cases_case FOR EACH ROW
WHEN (OLD.promised_at IS NOT NULL AND OLD.promised_at IS DISTINCT FROM NEW.promised_at)
EXECUTE FUNCTION cases_promise_is_frozen();
"""
NO_GUARDS = """
DROP TRIGGER cases_promise_frozen ON cases_case;
DROP FUNCTION cases_promise_is_frozen();
DROP TRIGGER cases_clockentry_append_only ON cases_clockentry;
DROP FUNCTION cases_clockentry_is_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_form_token"),
        ("citizens", "0006_another_body"),
        ("units", "0004_kinds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(KINDS_OF_BEFORE, migrations.RunSQL.noop),
        migrations.AddField(
            model_name="case",
            name="promised_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="promised by"),
        ),
        migrations.AlterField(
            model_name="case",
            name="channel",
            field=models.CharField(
                choices=[
                    ("phone", "telephone"),
                    ("web", "web"),
                    ("email", "e-mail"),
                    ("sms", "SMS"),
                    ("counter", "counter"),
                    ("body", "another body"),
                ],
                max_length=10,
                verbose_name="channel",
            ),
        ),
        migrations.AlterField(
            model_name="case",
            name="kind",
            field=models.ForeignKey(
                db_column="kind",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="units.casekind",
            ),
        ),
        migrations.CreateModel(
            name="Clock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("answer", "answer to the citizen"),
                            ("payment", "payment by the citizen"),
                        ],
                        max_length=8,
                        verbose_name="purpose",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("hours", "Hours"),
                            ("working_hours", "Working Hours"),
                            ("working_days", "Working Days"),
                            ("days", "Days"),
                        ],
                        max_length=14,
                        verbose_name="counts in",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("running", "running"),
                            ("paused", "paused"),
                            ("stopped", "stopped"),
                        ],
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("due_at", models.DateTimeField(null=True, verbose_name="due at")),
                ("next_step", models.CharField(blank=True, max_length=8)),
                ("next_step_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="clocks",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "verbose_name": "clock",
            },
        ),
        migrations.CreateModel(
            name="ClockEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("start", "started"),
                            ("pause", "paused"),
                            ("resume", "went on"),
                            ("extend", "extended"),
                            ("stop", "stopped"),
                        ],
                        max_length=8,
                        verbose_name="verb",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                ("amount", models.PositiveIntegerField(default=0, verbose_name="length")),
                ("reason", models.TextField(verbose_name="reason")),
                ("actor_kind", models.CharField(max_length=12)),
                ("due_at", models.DateTimeField(null=True, verbose_name="due at")),
                (
                    "by_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "clock",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="cases.clock",
                    ),
                ),
            ],
            options={
                "verbose_name": "clock entry",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ClockTelling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("remind", "the unit was reminded"),
                            ("manager", "the unit's manager was told"),
                            ("top", "the secretary general was told"),
                        ],
                        max_length=8,
                        verbose_name="step",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "after",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="cases.clockentry",
                    ),
                ),
                (
                    "clock",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tellings",
                        to="cases.clock",
                    ),
                ),
                ("users", models.ManyToManyField(related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "verbose_name": "reminder or escalation",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[("extension", "extension of time"), ("costs", "costs to pay")],
                        max_length=10,
                        verbose_name="purpose",
                    ),
                ),
                ("text", models.TextField(verbose_name="words")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("sms", "SMS"),
                            ("email", "e-mail"),
                            ("letter", "letter"),
                            ("call", "telephone call"),
                        ],
                        max_length=6,
                        verbose_name="way",
                    ),
                ),
                (
                    "reference",
                    models.CharField(blank=True, max_length=120, verbose_name="reference"),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "by_user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="cases.case",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="citizens.identity",
                    ),
                ),
            ],
            options={
                "verbose_name": "notice to the citizen",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Particulars",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="particulars",
                        serialize=False,
                        to="cases.case",
                    ),
                ),
                (
                    "address",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="home or work address"
                    ),
                ),
                (
                    "signature",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("paper", "signed on paper"),
                            ("esign", "electronic signature"),
                            ("kep", "registered e-mail (KEP)"),
                            ("egov", "e-Government sign-in"),
                        ],
                        max_length=8,
                        verbose_name="signature",
                    ),
                ),
                (
                    "signature_reference",
                    models.CharField(blank=True, max_length=120, verbose_name="where it is kept"),
                ),
                (
                    "identity_number",
                    models.CharField(blank=True, max_length=20, verbose_name="identity number"),
                ),
            ],
            options={
                "verbose_name": "applicant's particulars",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signature", ""),
                            models.Q(("signature_reference", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="signature_says_where",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisterEntry",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="register_entry",
                        serialize=False,
                        to="cases.case",
                    ),
                ),
                ("register", models.CharField(max_length=60, verbose_name="body")),
                ("number", models.CharField(max_length=40, verbose_name="number there")),
                ("arrived_date", models.DateField(verbose_name="arrived there on")),
                ("due_date", models.DateField(null=True, verbose_name="due there on")),
            ],
            options={
                "verbose_name": "entry in another body's register",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("register", "number"), name="register_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_date", None),
                            ("due_date__gte", models.F("arrived_date")),
                            _connector="OR",
                        ),
                        name="register_dates_in_order",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="clock",
            index=models.Index(
                models.F("next_step_at"),
                condition=models.Q(("next_step_at__isnull", False)),
                name="clock_next_step",
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.UniqueConstraint(
                fields=("case", "purpose"), name="one_clock_a_purpose"
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("due_at__isnull", False), ("state", "running")),
                    models.Q(("due_at", None), ("state", "paused")),
                    ("state", "stopped"),
                    _connector="OR",
                ),
                name="clock_due_while_running",
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("next_step", ""), ("next_step_at", None)),
                    models.Q(
                        models.Q(("next_step", ""), _negated=True), ("next_step_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="clock_step_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="clockentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="clock_entry_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="clockentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amount__gt", 0), ("verb__in", ["start", "extend"])),
                    models.Q(
                        models.Q(("verb__in", ["start", "extend"]), _negated=True), ("amount", 0)
                    ),
                    _connector="OR",
                ),
                name="clock_entry_amount",
            ),
        ),
        migrations.AddConstraint(
            model_name="clocktelling",
            constraint=models.UniqueConstraint(fields=("clock", "step", "after"), name="told_once"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="notice_has_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("way__in", ["sms", "email"]),
                    models.Q(("reference", ""), _negated=True),
                    _connector="OR",
                ),
                name="notice_says_how",
            ),
        ),
        migrations.RunSQL(GUARDS, NO_GUARDS),
    ]
