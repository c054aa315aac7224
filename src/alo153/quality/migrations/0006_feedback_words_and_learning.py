import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0018_spared_and_held"),
        ("contacts", "0030_begun_for"),
        ("quality", "0005_closings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="GoodMoment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("why", models.TextField(verbose_name="what is good about it")),
                ("begin", models.FloatField(verbose_name="begins")),
                ("end", models.FloatField(verbose_name="ends")),
                ("muted", models.JSONField(default=list, verbose_name="muted")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "waits for its agent"),
                            ("released", "released"),
                            ("closed", "not in the library"),
                        ],
                        default="proposed",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("proposed_at", models.DateTimeField(verbose_name="proposed at")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="answered at")),
                ("file", models.CharField(blank=True, max_length=200, verbose_name="file")),
                ("size", models.BigIntegerField(null=True, verbose_name="bytes")),
                (
                    "agent",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recording",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="good_moments",
                        to="calls.recording",
                    ),
                ),
            ],
            options={
                "verbose_name": "good moment",
            },
        ),
        migrations.CreateModel(
            name="HandTranscript",
            fields=[
                (
                    "recording",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="hand_transcript",
                        serialize=False,
                        to="calls.recording",
                    ),
                ),
                ("citizen", models.TextField(blank=True, verbose_name="words of the citizen")),
                ("agent", models.TextField(blank=True, verbose_name="words of the agent")),
                ("written_at", models.DateTimeField(verbose_name="written at")),
                ("engine", models.CharField(blank=True, max_length=300, verbose_name="engine")),
                ("count", models.PositiveIntegerField(default=0, verbose_name="words in all")),
                ("errors", models.PositiveIntegerField(default=0, verbose_name="wrong words")),
                (
                    "written_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "transcript by hand",
            },
        ),
        migrations.CreateModel(
            name="LearningCard",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("text", models.TextField(verbose_name="text")),
                ("questions", models.JSONField(verbose_name="questions")),
                ("skill", models.SlugField(blank=True, max_length=40, verbose_name="skill")),
                ("level", models.PositiveSmallIntegerField(default=1, verbose_name="level")),
                ("written_at", models.DateTimeField(verbose_name="written at")),
                ("retired_at", models.DateTimeField(null=True, verbose_name="retired at")),
                (
                    "moment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="quality.goodmoment",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "learning card",
            },
        ),
        migrations.CreateModel(
            name="LearningResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("right", models.PositiveSmallIntegerField(verbose_name="right answers")),
                ("of", models.PositiveSmallIntegerField(verbose_name="questions")),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "card",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="quality.learningcard",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "result of a learning card",
            },
        ),
        migrations.CreateModel(
            name="Transcript",
            fields=[
                (
                    "recording",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="transcript",
                        serialize=False,
                        to="calls.recording",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("made", "made"), ("failed", "failed")],
                        max_length=6,
                        verbose_name="state",
                    ),
                ),
                ("segments", models.JSONField(default=list, verbose_name="words")),
                ("folded", models.TextField(blank=True)),
                ("engine", models.CharField(max_length=300, verbose_name="engine")),
                ("seconds", models.FloatField(verbose_name="seconds")),
                ("tries", models.PositiveSmallIntegerField(default=1)),
                ("trouble", models.CharField(blank=True, max_length=300, verbose_name="trouble")),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                ("again_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "transcript",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["folded"], name="transcript_words", opclasses=["gin_trgm_ops"]
                    ),
                    models.Index(models.F("made_at"), name="transcript_by_time"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("again_at", None), ("state", "made")),
                            models.Q(("folded", ""), ("state", "failed")),
                            _connector="OR",
                        ),
                        name="transcript_is_made_or_failed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactFeedback",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField(verbose_name="the citizen's words")),
                (
                    "number",
                    models.CharField(blank=True, max_length=40, verbose_name="telephone number"),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                ("result", models.TextField(blank=True, verbose_name="result")),
                ("handled_at", models.DateTimeField(null=True, verbose_name="handled at")),
                (
                    "handled_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "interaction",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feedback",
                        to="contacts.interaction",
                    ),
                ),
            ],
            options={
                "verbose_name": "words about a contact",
                "indexes": [
                    models.Index(
                        models.F("at"),
                        condition=models.Q(
                            ("handled_at", None), models.Q(("number", ""), _negated=True)
                        ),
                        name="feedback_to_call",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="feedback_has_words"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("handled_at", None), ("handled_by", None)),
                            models.Q(("handled_at__isnull", False), ("handled_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="feedback_handled_whole",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="goodmoment",
            index=models.Index(
                models.F("state"),
                models.OrderBy(models.F("proposed_at"), descending=True),
                name="moment_by_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="goodmoment",
            constraint=models.CheckConstraint(
                condition=models.Q(("end__gt", models.F("begin"))), name="moment_has_a_length"
            ),
        ),
        migrations.AddConstraint(
            model_name="goodmoment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("size__isnull", False),
                        ("state", "released"),
                        models.Q(("file", ""), _negated=True),
                    ),
                    models.Q(models.Q(("state", "released"), _negated=True), ("file", "")),
                    _connector="OR",
                ),
                name="only_released_moments_have_a_copy",
            ),
        ),
        migrations.AddConstraint(
            model_name="learningcard",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__range", (1, 5))), name="card_gives_a_level"
            ),
        ),
        migrations.AddIndex(
            model_name="learningresult",
            index=models.Index(
                models.F("person"),
                models.OrderBy(models.F("at"), descending=True),
                name="learned_by_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="learningresult",
            constraint=models.CheckConstraint(
                condition=models.Q(("right__lte", models.F("of"))), name="no_more_right_than_asked"
            ),
        ),
    ]
