"""Cases with all that hangs on them: their clocks are append-only, their words can be searched."""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# A mark begins with what no word has. Punctuation parts words: "12/4" is 12 and 4
FUNCTION = r"""
CREATE FUNCTION alo_case_words(text, text, bigint, bigint, bigint) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN strip(to_tsvector(
    'simple'::regconfig, regexp_replace(alo_fold($1 || ' ' || $2), '[^[:alnum:]]+', ' ', 'g')
  )) || array_to_tsvector(
    array_remove(ARRAY['#t' || $3::text, '#n' || $4::text, '#d' || $5::text], NULL)
  );
"""
# Words of some sixty new cases are sorted in together; a search reads eight pages more. Of PostgreSQL's
# hundred a rare word would be taken for a thousand cases among a million: 0.8 s measured, 0.3 ms by the
# index with four hundred
COLUMN = """
ALTER TABLE cases_case ADD COLUMN words tsvector GENERATED ALWAYS AS (
  alo_case_words(text, address, topic_id, neighborhood_id, district_id)
) STORED;
CREATE INDEX case_words ON cases_case USING gin (words)
WITH (fastupdate = on, gin_pending_list_limit = 64);
ALTER TABLE cases_case ALTER COLUMN words SET STATISTICS 400;
"""
# A reason in the ledger of a clock can be erased with a person; the rest stays as it is
GUARDS = """
CREATE FUNCTION cases_clockentry_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'entries of a clock are only ever added';
END $$;
CREATE TRIGGER cases_clockentry_append_only
BEFORE DELETE OR UPDATE OF id, clock_id, verb, at, amount, actor_kind, by_user_id, due_at ON cases_clockentry
FOR EACH STATEMENT EXECUTE FUNCTION cases_clockentry_is_append_only();
CREATE TRIGGER cases_clockentry_reason BEFORE UPDATE OF reason ON cases_clockentry
FOR EACH STATEMENT WHEN (current_setting('alo153.erasing', true) IS DISTINCT FROM 'on')
EXECUTE FUNCTION cases_clockentry_is_append_only();

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
DROP TRIGGER cases_clockentry_reason ON cases_clockentry;
DROP TRIGGER cases_clockentry_append_only ON cases_clockentry;
DROP FUNCTION cases_clockentry_is_append_only();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_initial"),
        ("citizens", "0001_initial"),
        ("city", "0001_initial"),
        ("knowledge", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tracking_code", models.CharField(max_length=9, verbose_name="tracking code")),
                ("link_key", models.CharField(max_length=16)),
                ("form_token", models.UUIDField(editable=False, null=True, unique=True)),
                (
                    "confidential",
                    models.BooleanField(
                        db_default=False, default=False, verbose_name="confidential"
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=300, verbose_name="address")),
                (
                    "place_layer",
                    models.CharField(
                        blank=True,
                        choices=[("metropolitan", "Metropolitan"), ("district", "District")],
                        max_length=12,
                        verbose_name="street or park",
                    ),
                ),
                ("lat", models.FloatField(null=True)),
                ("lon", models.FloatField(null=True)),
                ("text", models.TextField(verbose_name="text")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("phone", "telephone"),
                            ("web", "web"),
                            ("email", "e-mail"),
                            ("sms", "SMS"),
                            ("counter", "counter"),
                            ("agency", "external agency"),
                            ("internal", "the municipality itself"),
                        ],
                        max_length=10,
                        verbose_name="channel",
                    ),
                ),
                (
                    "reporter_role",
                    models.CharField(
                        choices=[
                            ("affected", "is affected"),
                            ("witness", "saw it in passing"),
                            ("for_another", "speaks for somebody else"),
                        ],
                        default="affected",
                        max_length=12,
                        verbose_name="who reports",
                    ),
                ),
                (
                    "contact_wish",
                    models.CharField(
                        choices=[
                            ("sms", "SMS"),
                            ("email", "e-mail"),
                            ("call", "a telephone call"),
                            ("none", "no message, looks it up"),
                        ],
                        max_length=8,
                        verbose_name="contact wish",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("at_center", "at the center"),
                            ("forwarded", "sent to the unit"),
                            ("accepted", "in work"),
                            ("answered", "answer being checked"),
                            ("relaying", "answer being passed on"),
                            ("closed", "closed"),
                        ],
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="opened at")),
                (
                    "promised_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="promised by"),
                ),
                ("due_at", models.DateTimeField(null=True, verbose_name="due at")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="closed at")),
                ("urgent_at", models.DateTimeField(null=True, verbose_name="urgent since")),
                (
                    "accepted_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                (
                    "district",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="city.district",
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "interactions",
                    models.ManyToManyField(related_name="cases", to="citizens.interaction"),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        db_column="kind",
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="city.casekind",
                    ),
                ),
                (
                    "neighborhood",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="city.neighborhood",
                    ),
                ),
                (
                    "reporter",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="citizens.citizen",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="city.topic",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="city.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "case",
            },
        ),
        migrations.CreateModel(
            name="ConfidentialMatter",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="matter",
                        serialize=False,
                        to="cases.case",
                    ),
                ),
                ("text", models.TextField(verbose_name="text")),
                ("address", models.TextField(blank=True, verbose_name="address")),
                ("pin", models.TextField(blank=True)),
                ("reporter_name", models.TextField(blank=True, verbose_name="full name")),
            ],
            options={
                "verbose_name": "words of a confidential case",
                "ordering": ["case"],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file", models.FileField(upload_to="cases/%Y/%m/", verbose_name="file")),
                ("content_type", models.CharField(max_length=40, verbose_name="type")),
                ("size", models.PositiveIntegerField(verbose_name="size")),
                ("sha256", models.CharField(max_length=64)),
                ("from_citizen", models.BooleanField(verbose_name="from the citizen")),
                (
                    "needs_care",
                    models.BooleanField(default=False, verbose_name="to be opened with care"),
                ),
                (
                    "is_petition",
                    models.BooleanField(default=False, verbose_name="scan of a signed paper"),
                ),
                (
                    "is_evidence",
                    models.BooleanField(default=False, verbose_name="photo of the work"),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "verbose_name": "attachment",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("done", "done"),
                            ("partly", "partly done"),
                            ("refused", "refused"),
                            ("planned", "planned"),
                            ("not_ours", "another body is responsible"),
                            ("duplicate", "duplicate of another case"),
                            ("not_found", "could not be found"),
                        ],
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                ("text", models.TextField(verbose_name="what was done")),
                (
                    "legal_basis",
                    models.TextField(blank=True, max_length=300, verbose_name="legal basis"),
                ),
                ("planned_date", models.DateField(null=True, verbose_name="planned for")),
                (
                    "responsible_body",
                    models.TextField(blank=True, max_length=160, verbose_name="responsible body"),
                ),
                ("photos", models.PositiveSmallIntegerField(default=0, verbose_name="photos")),
                ("visited_at", models.DateTimeField(null=True, verbose_name="visited at")),
                (
                    "document_number",
                    models.TextField(
                        blank=True, max_length=60, verbose_name="number of the document"
                    ),
                ),
                ("written_at", models.DateTimeField(verbose_name="written at")),
                ("plain_text", models.TextField(blank=True, verbose_name="answer to the citizen")),
                ("approved_at", models.DateTimeField(null=True, verbose_name="approved at")),
                ("sent_back_at", models.DateTimeField(null=True, verbose_name="sent back at")),
                (
                    "sent_back_reason",
                    models.TextField(blank=True, verbose_name="why it was sent back"),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sent_back_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="city.unit",
                    ),
                ),
                (
                    "written_by",
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
                        related_name="answers",
                        to="cases.case",
                    ),
                ),
                (
                    "duplicate_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer",
                "ordering": ["id"],
            },
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
                        db_index=False,
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
            name="Closing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("done", "done"),
                            ("partly", "partly done"),
                            ("refused", "refused"),
                            ("planned", "planned"),
                            ("not_ours", "another body is responsible"),
                            ("duplicate", "duplicate of another case"),
                            ("not_found", "could not be found"),
                        ],
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                ("evidence", models.JSONField(default=list)),
                ("closed_at", models.DateTimeField(verbose_name="closed at")),
                ("told", models.BooleanField(verbose_name="the citizen was told")),
                (
                    "confirmation",
                    models.CharField(
                        choices=[
                            ("not_asked", "not asked"),
                            ("waiting", "asked"),
                            ("solved", "solved"),
                            ("not_solved", "not solved"),
                            ("no_answer", "no answer"),
                        ],
                        max_length=10,
                        verbose_name="confirmation",
                    ),
                ),
                ("confirmation_at", models.DateTimeField(null=True, verbose_name="said at")),
                (
                    "confirmation_channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("phone", "telephone"),
                            ("web", "web"),
                            ("email", "e-mail"),
                            ("sms", "SMS"),
                            ("counter", "counter"),
                            ("agency", "external agency"),
                            ("internal", "the municipality itself"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="the citizen's words")),
                ("reminders", models.PositiveSmallIntegerField(default=0)),
                ("ask_next_at", models.DateTimeField(null=True)),
                (
                    "contacted_again_at",
                    models.DateTimeField(null=True, verbose_name="contacted again at"),
                ),
                (
                    "answer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="closings",
                        to="cases.answer",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="closings",
                        to="cases.case",
                    ),
                ),
                (
                    "contacted_again",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "given_up_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "heard_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="city.topic",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="city.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "closing",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("opened_at", models.DateTimeField(verbose_name="opened at")),
                ("for_supervisor", models.BooleanField(verbose_name="for a supervisor")),
                ("taken_at", models.DateTimeField(null=True, verbose_name="taken at")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="objections",
                        to="cases.case",
                    ),
                ),
                (
                    "closing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="objection",
                        to="cases.closing",
                    ),
                ),
                (
                    "ended_by",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ended_objection",
                        to="cases.closing",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "objection",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ContractorLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("contractor", models.CharField(max_length=120, verbose_name="contractor")),
                ("words", models.TextField(verbose_name="what is to be done")),
                (
                    "with_photos",
                    models.BooleanField(default=False, verbose_name="shows the photos"),
                ),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("given_at", models.DateTimeField(verbose_name="given at")),
                ("expires_at", models.DateTimeField(verbose_name="expires at")),
                ("revoked_at", models.DateTimeField(null=True, verbose_name="revoked at")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contractor_links",
                        to="cases.case",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "contractor's link",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="ContractorOpening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="openings",
                        to="cases.contractorlink",
                    ),
                ),
            ],
            options={
                "verbose_name": "opening of a contractor's link",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="ContractorReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("note", models.TextField(verbose_name="note")),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="cases.contractorlink",
                    ),
                ),
                (
                    "photo",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="contractor_report",
                        to="cases.attachment",
                    ),
                ),
            ],
            options={
                "verbose_name": "contractor's report",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="DelayedSend",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("verb", models.CharField(max_length=20)),
                ("typed", models.TextField()),
                ("receiver", models.CharField(max_length=300, verbose_name="receiver")),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                ("due_at", models.DateTimeField(verbose_name="leaves at")),
                ("refused", models.CharField(blank=True, max_length=300, verbose_name="refused")),
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
                        related_name="delayed_sends",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "verbose_name": "delayed sending",
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80)),
                ("typed", models.TextField()),
                ("saved_at", models.DateTimeField(verbose_name="saved at")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "draft",
            },
        ),
        migrations.CreateModel(
            name="FieldReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.UUIDField(editable=False, unique=True)),
                (
                    "found",
                    models.CharField(
                        choices=[
                            ("done", "done"),
                            ("not_found", "could not be found"),
                            ("needs_more", "needs more"),
                        ],
                        max_length=10,
                        verbose_name="what was found",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("made_at", models.DateTimeField(verbose_name="written at")),
                ("at", models.DateTimeField(verbose_name="arrived at")),
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
                        related_name="field_reports",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "verbose_name": "report from the spot",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="FieldPhoto",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "shows",
                    models.CharField(
                        choices=[("before", "before"), ("after", "after")],
                        max_length=6,
                        verbose_name="shows",
                    ),
                ),
                (
                    "attachment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="field_photo",
                        to="cases.attachment",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photos",
                        to="cases.fieldreport",
                    ),
                ),
            ],
            options={
                "verbose_name": "photo from the spot",
            },
        ),
        migrations.CreateModel(
            name="LinkedReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("joined_at", models.DateTimeField(verbose_name="joined at")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="ended at")),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[("answered", "answered together"), ("split_off", "split off")],
                        max_length=10,
                        verbose_name="how it ended",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="why it was split off")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="linked_to",
                        to="cases.case",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "joined_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="linked_reports",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "verbose_name": "going with another case",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Forwarding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField(verbose_name="reason")),
                ("explanation", models.JSONField(default=list, verbose_name="explanation")),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "by_user",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="forwardings",
                        to="cases.case",
                    ),
                ),
                (
                    "from_unit",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="city.unit",
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="city.routingrule",
                    ),
                ),
                (
                    "rule_version",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="city.ruleversion",
                    ),
                ),
                (
                    "to_unit",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="city.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "hand-over",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="HandBack",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sent_at", models.DateTimeField(verbose_name="sent at")),
                ("returned_at", models.DateTimeField(verbose_name="given back at")),
                ("went_on_at", models.DateTimeField(null=True, verbose_name="sent on at")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hand_backs",
                        to="cases.case",
                    ),
                ),
                (
                    "returned",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hand_back",
                        to="cases.forwarding",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="city.unit",
                    ),
                ),
                (
                    "went_to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="city.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "hand-back",
            },
        ),
        migrations.CreateModel(
            name="Incident",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("lat", models.FloatField(null=True)),
                ("lon", models.FloatField(null=True)),
                ("radius_m", models.PositiveIntegerField(null=True, verbose_name="radius")),
                ("expected_end_at", models.DateTimeField(verbose_name="expected end")),
                ("opened_at", models.DateTimeField(verbose_name="opened at")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="ended at")),
                (
                    "announcement",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="knowledge.announcement",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="city.district",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lead",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="incident",
                        to="cases.case",
                    ),
                ),
                ("neighborhoods", models.ManyToManyField(related_name="+", to="city.neighborhood")),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "incident",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="KnownWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(max_length=30, unique=True, verbose_name="word")),
            ],
            options={
                "verbose_name": "known word",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["word"], name="known_word_near", opclasses=["gin_trgm_ops"]
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="note")),
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
                        related_name="notes",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "verbose_name": "note",
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
                        choices=[
                            ("extension", "extension of time"),
                            ("interim", "interim answer"),
                            ("costs", "costs to pay"),
                        ],
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
                    models.TextField(blank=True, max_length=120, verbose_name="reference"),
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
            name="Presence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("writes", models.BooleanField(verbose_name="writes the answer")),
                ("seen_at", models.DateTimeField(db_index=True, verbose_name="seen at")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presences",
                        to="cases.case",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "somebody at a case",
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="question")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("sms", "SMS"),
                            ("email", "e-mail"),
                            ("call", "telephone call"),
                            ("page", "on the page of the application"),
                        ],
                        max_length=6,
                        verbose_name="way",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="asked at")),
                ("expires_at", models.DateTimeField(verbose_name="waits until")),
                ("holds_clock", models.BooleanField(verbose_name="lets the time stand")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "waits for the citizen"),
                            ("answered", "the citizen answered"),
                            ("expired", "no answer came"),
                            ("void", "not needed any more"),
                        ],
                        default="open",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True, verbose_name="ended at")),
                ("reply", models.TextField(blank=True, verbose_name="answer of the citizen")),
                (
                    "reply_channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("phone", "telephone"),
                            ("web", "web"),
                            ("email", "e-mail"),
                            ("sms", "SMS"),
                            ("counter", "counter"),
                            ("agency", "external agency"),
                            ("internal", "the municipality itself"),
                        ],
                        max_length=10,
                        verbose_name="channel",
                    ),
                ),
                (
                    "asked_by",
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
                        related_name="questions",
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
                "verbose_name": "question to the citizen",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="RaisedAlarm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("alarm", models.SlugField()),
                ("name", models.CharField(max_length=60, verbose_name="alarm")),
                ("raised_at", models.DateTimeField(verbose_name="raised at")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("raised", "to be looked at"),
                            ("confirmed", "urgent"),
                            ("dismissed", "no alarm"),
                        ],
                        default="raised",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("settled_at", models.DateTimeField(null=True, verbose_name="settled at")),
                ("reason", models.TextField(blank=True, verbose_name="why it is no alarm")),
                ("overdue_at", models.DateTimeField(null=True, verbose_name="overdue since")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="alarms",
                        to="cases.case",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("told", models.ManyToManyField(related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "verbose_name": "raised alarm",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Relay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("sms", "SMS"),
                            ("email", "e-mail"),
                            ("call", "a telephone call"),
                            ("none", "no message, looks it up"),
                        ],
                        max_length=8,
                        verbose_name="channel",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "waiting"),
                            ("told", "told"),
                            ("exhausted", "not reached"),
                            ("given_up", "given up"),
                        ],
                        default="pending",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="asked at")),
                ("finished_at", models.DateTimeField(null=True, verbose_name="finished at")),
                (
                    "answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="relays",
                        to="cases.answer",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="relays",
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
                "verbose_name": "relay",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="RelayAttempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("told", "told"),
                            ("no_answer", "no answer"),
                            ("busy", "busy"),
                            ("wrong_number", "wrong number or address"),
                            ("failed", "could not be sent"),
                            ("unclear", "not known whether it arrived"),
                        ],
                        max_length=12,
                        verbose_name="result",
                    ),
                ),
                ("detail", models.TextField(blank=True, max_length=300, verbose_name="detail")),
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
                    "relay",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attempts",
                        to="cases.relay",
                    ),
                ),
            ],
            options={
                "verbose_name": "attempt",
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                ("filters", models.JSONField()),
                ("is_default", models.BooleanField(default=False, verbose_name="opens first")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_views",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "saved view",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="SubTask",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="asked at")),
                ("text", models.TextField(verbose_name="what is needed")),
                ("due_at", models.DateTimeField(verbose_name="due at")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "open"),
                            ("done", "done"),
                            ("returned", "not ours"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="asked",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True, verbose_name="ended at")),
                ("words", models.TextField(blank=True, verbose_name="answer or reason")),
                ("next_step", models.CharField(blank=True, max_length=8)),
                ("next_step_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by_unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="city.unit",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sub_tasks",
                        to="cases.case",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sub_tasks",
                        to="city.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "sub-task",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="PartTelling",
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
                            ("remind", "the asked unit was reminded"),
                            ("manager", "its manager and the leading unit were told"),
                        ],
                        max_length=8,
                        verbose_name="step",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                ("users", models.ManyToManyField(related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tellings",
                        to="cases.subtask",
                    ),
                ),
            ],
            options={
                "verbose_name": "reminder of a sub-task",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="AnswerTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("text", models.TextField(verbose_name="text")),
                (
                    "topic",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="city.topic",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answer_templates",
                        to="city.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "ready answer",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("unit", "name"), name="answer_template_name_once"
                    )
                ],
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
                    models.TextField(
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
                    models.TextField(blank=True, max_length=120, verbose_name="where it is kept"),
                ),
                (
                    "identity_number",
                    models.TextField(blank=True, max_length=20, verbose_name="identity number"),
                ),
                (
                    "signed_paper",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.attachment",
                    ),
                ),
            ],
            options={
                "verbose_name": "applicant's particulars",
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
            model_name="case",
            index=django.contrib.postgres.indexes.BrinIndex(
                autosummarize=True, fields=["opened_at"], name="case_opened"
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                models.F("unit"),
                models.F("due_at"),
                condition=models.Q(("state", "closed"), _negated=True),
                name="case_inbox",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                models.F("state"),
                models.F("due_at"),
                condition=models.Q(("state", "closed"), _negated=True),
                name="case_open",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                models.F("unit"),
                models.F("due_at"),
                condition=models.Q(
                    ("urgent_at__isnull", False), models.Q(("state", "closed"), _negated=True)
                ),
                name="case_urgent",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                models.F("reporter"),
                models.OrderBy(models.F("opened_at"), descending=True),
                name="case_of_reporter",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                models.F("follows"),
                condition=models.Q(("follows__isnull", False)),
                name="case_following",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                models.F("id"), condition=models.Q(("confidential", True)), name="case_confidential"
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                models.F("neighborhood"),
                models.F("topic"),
                models.OrderBy(models.F("opened_at"), descending=True),
                name="case_like_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                fields=("tracking_code",), name="tracking_code_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(fields=("link_key",), name="link_key_once"),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_at", None),
                        (
                            "state__in",
                            ["at_center", "forwarded", "accepted", "answered", "relaying"],
                        ),
                    ),
                    models.Q(("closed_at__isnull", False), ("state", "closed")),
                    _connector="OR",
                ),
                name="closed_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lat", None), ("lon", None)),
                    models.Q(("lat__isnull", False), ("lon__isnull", False)),
                    _connector="OR",
                ),
                name="pin_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["forwarded", "accepted"]), _negated=True),
                    ("unit__isnull", False),
                    _connector="OR",
                ),
                name="forwarded_has_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confidential", False),
                    models.Q(("address", ""), ("lat", None), ("lon", None), ("text", "")),
                    _connector="OR",
                ),
                name="confidential_says_nothing",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "refused"), _negated=True),
                    models.Q(("legal_basis", ""), _negated=True),
                    _connector="OR",
                ),
                name="refusal_names_law",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "planned"), _negated=True),
                    ("planned_date__isnull", False),
                    _connector="OR",
                ),
                name="plan_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "not_ours"), _negated=True),
                    models.Q(("responsible_body", ""), _negated=True),
                    _connector="OR",
                ),
                name="not_ours_says_whose",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "duplicate"), _negated=True),
                    ("duplicate_of__isnull", False),
                    _connector="OR",
                ),
                name="duplicate_names_case",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_at", None), ("approved_by", None)),
                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                    _connector="OR",
                ),
                name="approved_who_and_when",
            ),
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
                condition=models.Q(("state", "stopped"), _negated=True),
                fields=("case", "purpose"),
                name="one_clock_a_purpose",
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
        migrations.AddIndex(
            model_name="closing",
            index=models.Index(
                models.F("closed_at"),
                include=("unit", "topic", "outcome", "confirmation", "contacted_again_at"),
                name="closing_results",
            ),
        ),
        migrations.AddIndex(
            model_name="closing",
            index=models.Index(models.F("topic"), models.F("closed_at"), name="closing_by_topic"),
        ),
        migrations.AddIndex(
            model_name="closing",
            index=models.Index(
                models.F("ask_next_at"),
                condition=models.Q(("confirmation", "waiting")),
                name="closing_ask_next",
            ),
        ),
        migrations.AddConstraint(
            model_name="closing",
            constraint=models.UniqueConstraint(
                fields=("case", "number"), name="closing_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="closing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", None), ("outcome", "")),
                    models.Q(("answer__isnull", False), models.Q(("outcome", ""), _negated=True)),
                    _connector="OR",
                ),
                name="closing_has_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="closing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("confirmation__in", ["solved", "not_solved"]),
                        ("confirmation_at__isnull", False),
                    ),
                    models.Q(
                        models.Q(("confirmation__in", ["solved", "not_solved"]), _negated=True),
                        ("confirmation_at", None),
                    ),
                    _connector="OR",
                ),
                name="confirmation_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="closing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmation", "not_solved"), _negated=True),
                    models.Q(("words", ""), _negated=True),
                    _connector="OR",
                ),
                name="not_solved_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="closing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ask_next_at__isnull", False), ("confirmation", "waiting")),
                    models.Q(
                        models.Q(("confirmation", "waiting"), _negated=True), ("ask_next_at", None)
                    ),
                    _connector="OR",
                ),
                name="waiting_confirmation_runs_out",
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_by", None)),
                fields=("case",),
                name="one_objection_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("taken_at", None), ("taken_by", None)),
                    models.Q(("taken_at__isnull", False), ("taken_by__isnull", False)),
                    _connector="OR",
                ),
                name="objection_taken_who_and_when",
            ),
        ),
        migrations.AddIndex(
            model_name="delayedsend",
            index=models.Index(
                models.F("due_at"), condition=models.Q(("refused", "")), name="delayed_send_due"
            ),
        ),
        migrations.AddConstraint(
            model_name="delayedsend",
            constraint=models.UniqueConstraint(
                condition=models.Q(("refused", "")),
                fields=("case",),
                name="one_delayed_send_a_case",
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.UniqueConstraint(fields=("user", "key"), name="one_draft_a_thing"),
        ),
        migrations.AddConstraint(
            model_name="fieldphoto",
            constraint=models.UniqueConstraint(fields=("report", "shows"), name="field_photo_once"),
        ),
        migrations.AddConstraint(
            model_name="linkedreport",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("case",),
                name="follows_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="linkedreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("case", models.F("lead")), _negated=True),
                name="follows_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="linkedreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("ending", "")),
                    models.Q(("ended_at__isnull", False), models.Q(("ending", ""), _negated=True)),
                    _connector="OR",
                ),
                name="linked_report_ended_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="linkedreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ending", "split_off"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="split_off_says_why",
            ),
        ),
        migrations.AddIndex(
            model_name="handback",
            index=models.Index(models.F("returned_at"), name="hand_back_by_time"),
        ),
        migrations.AddConstraint(
            model_name="handback",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("went_on_at__isnull", True), ("went_to__isnull", True)),
                    models.Q(("went_on_at__isnull", False), ("went_to__isnull", False)),
                    _connector="OR",
                ),
                name="hand_back_went_on_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="handback",
            constraint=models.UniqueConstraint(
                condition=models.Q(("went_to__isnull", True)),
                fields=("case",),
                name="hand_back_open_once",
            ),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(
                models.F("opened_at"), condition=models.Q(("ended_at", None)), name="incident_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lat", None), ("lon", None), ("radius_m", None)),
                    models.Q(
                        ("lat__isnull", False), ("lon__isnull", False), ("radius_m__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="incident_circle_whole",
            ),
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
        migrations.AddConstraint(
            model_name="presence",
            constraint=models.UniqueConstraint(fields=("case", "user"), name="presence_once"),
        ),
        migrations.AddIndex(
            model_name="question",
            index=models.Index(
                models.F("expires_at"),
                condition=models.Q(("state", "open")),
                name="question_expires",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")), fields=("case",), name="question_one_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="question_has_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("state", "open")),
                    models.Q(
                        models.Q(("state", "open"), _negated=True),
                        models.Q(("ended_at", None), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="question_ends_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "answered"),
                        models.Q(("reply", ""), _negated=True),
                        models.Q(("reply_channel", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state", "answered"), _negated=True),
                        ("reply", ""),
                        ("reply_channel", ""),
                    ),
                    _connector="OR",
                ),
                name="question_answer_whole",
            ),
        ),
        migrations.AddIndex(
            model_name="raisedalarm",
            index=models.Index(
                models.F("raised_at"), condition=models.Q(("state", "raised")), name="alarm_waiting"
            ),
        ),
        migrations.AddConstraint(
            model_name="raisedalarm",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "dismissed"), _negated=True),
                fields=("case", "alarm"),
                name="alarm_once_until_dismissed",
            ),
        ),
        migrations.AddConstraint(
            model_name="raisedalarm",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled_at", None), ("settled_by", None), ("state", "raised")),
                    models.Q(
                        models.Q(("state", "raised"), _negated=True),
                        ("settled_at__isnull", False),
                        ("settled_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="alarm_settled_by_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="raisedalarm",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "dismissed"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="dismissed_alarm_says_why",
            ),
        ),
        migrations.AddIndex(
            model_name="relay",
            index=models.Index(
                models.F("channel"),
                models.F("asked_at"),
                condition=models.Q(("state", "pending")),
                name="relay_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="relay",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "pending")),
                fields=("case",),
                name="one_relay_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="relayattempt",
            constraint=models.UniqueConstraint(
                fields=("relay", "number"), name="attempt_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=models.UniqueConstraint(
                fields=("user", "name"), name="saved_view_name_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_default", True)),
                fields=("user",),
                name="saved_view_one_opens",
            ),
        ),
        migrations.AddIndex(
            model_name="subtask",
            index=models.Index(
                models.F("unit"),
                models.F("due_at"),
                condition=models.Q(("state", "asked")),
                name="sub_task_inbox",
            ),
        ),
        migrations.AddIndex(
            model_name="subtask",
            index=models.Index(
                models.F("next_step_at"),
                condition=models.Q(("next_step_at__isnull", False)),
                name="sub_task_next",
            ),
        ),
        migrations.AddConstraint(
            model_name="subtask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("state", "asked"), ("words", "")),
                    models.Q(
                        models.Q(("state", "asked"), _negated=True),
                        ("ended_at__isnull", False),
                        models.Q(("words", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="sub_task_end_has_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="subtask",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="sub_task_says_what"
            ),
        ),
        migrations.AddConstraint(
            model_name="subtask",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_at__gt", models.F("asked_at"))), name="sub_task_due_after"
            ),
        ),
        migrations.AddConstraint(
            model_name="subtask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("next_step", ""), ("next_step_at", None)),
                    models.Q(
                        models.Q(("next_step", ""), _negated=True),
                        ("next_step_at__isnull", False),
                        ("state", "asked"),
                    ),
                    _connector="OR",
                ),
                name="sub_task_tells_while_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="parttelling",
            constraint=models.UniqueConstraint(fields=("part", "step"), name="told_once_of_a_part"),
        ),
        migrations.AddConstraint(
            model_name="particulars",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("signature", ""),
                    models.Q(("signature_reference", ""), _negated=True),
                    _connector="OR",
                ),
                name="signature_says_where",
            ),
        ),
        migrations.AddConstraint(
            model_name="particulars",
            constraint=models.CheckConstraint(
                condition=models.Q(("signed_paper", None), ("signature", "paper"), _connector="OR"),
                name="only_paper_is_scanned",
            ),
        ),
        migrations.RunSQL(
            FUNCTION, "DROP FUNCTION alo_case_words(text, text, bigint, bigint, bigint)"
        ),
        migrations.RunSQL(COLUMN, "ALTER TABLE cases_case DROP COLUMN words"),
        migrations.RunSQL(GUARDS, NO_GUARDS),
    ]
