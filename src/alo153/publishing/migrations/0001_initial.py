import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import alo153.publishing.models
import alo153.publishing.states


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("knowledge", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Post",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=5000, verbose_name="text")),
                (
                    "picture",
                    models.FileField(
                        blank=True,
                        upload_to=alo153.publishing.models.picture_path,
                        verbose_name="picture",
                    ),
                ),
                ("picture_key", models.CharField(blank=True, max_length=32)),
                ("width", models.PositiveIntegerField(default=0)),
                ("height", models.PositiveIntegerField(default=0)),
                (
                    "alt_text",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="what the picture shows"
                    ),
                ),
                ("planned_at", models.DateTimeField(null=True, verbose_name="planned for")),
                (
                    "portal_days",
                    models.PositiveSmallIntegerField(default=7, verbose_name="days on the portal"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            (alo153.publishing.states.PostState["DRAFT"], "draft"),
                            (alo153.publishing.states.PostState["SUBMITTED"], "waits for approval"),
                            (alo153.publishing.states.PostState["APPROVED"], "approved"),
                            (alo153.publishing.states.PostState["DROPPED"], "dropped"),
                        ],
                        default=alo153.publishing.states.PostState["DRAFT"],
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("written_at", models.DateTimeField(verbose_name="written at")),
                ("submitted_at", models.DateTimeField(null=True, verbose_name="submitted at")),
                ("approved_at", models.DateTimeField(null=True, verbose_name="approved at")),
                ("remark", models.CharField(blank=True, max_length=500, verbose_name="remark")),
                ("shown_at", models.DateTimeField()),
                (
                    "approved_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "verbose_name": "post",
            },
        ),
        migrations.CreateModel(
            name="Publication",
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
                            ("web", "Portal"),
                            ("messenger", "Facebook"),
                            ("instagram", "Instagram"),
                            ("telegram", "Telegram"),
                        ],
                        max_length=10,
                        verbose_name="channel",
                    ),
                ),
                ("own_text", models.TextField(blank=True, max_length=5000, verbose_name="text")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            (alo153.publishing.states.State["PLANNED"], "not approved yet"),
                            (alo153.publishing.states.State["WAITING"], "planned"),
                            (alo153.publishing.states.State["PUBLISHING"], "being published"),
                            (alo153.publishing.states.State["PUBLISHED"], "published"),
                            (alo153.publishing.states.State["FAILED"], "not published"),
                            (
                                alo153.publishing.states.State["UNCLEAR"],
                                "unclear: please look there",
                            ),
                            (alo153.publishing.states.State["WITHDRAWING"], "being removed"),
                            (alo153.publishing.states.State["WITHDRAWN"], "removed"),
                        ],
                        default=alo153.publishing.states.State["PLANNED"],
                        max_length=11,
                        verbose_name="state",
                    ),
                ),
                ("due_at", models.DateTimeField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("claimed_by", models.UUIDField(null=True)),
                ("claimed_at", models.DateTimeField(null=True)),
                ("prepared", models.CharField(blank=True, max_length=200)),
                ("prepared_at", models.DateTimeField(null=True)),
                ("reference", models.CharField(blank=True, max_length=200)),
                ("published_at", models.DateTimeField(null=True, verbose_name="published at")),
                ("withdrawn_at", models.DateTimeField(null=True, verbose_name="removed at")),
                (
                    "last_error",
                    models.CharField(blank=True, max_length=60, verbose_name="last error"),
                ),
                (
                    "announcement",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publication",
                        to="knowledge.announcement",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="publications",
                        to="publishing.post",
                    ),
                ),
            ],
            options={
                "verbose_name": "publication",
            },
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(
                models.F("shown_at"),
                condition=models.Q(("state", "dropped"), _negated=True),
                name="post_by_day",
            ),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(
                models.F("submitted_at"),
                condition=models.Q(("state", "submitted")),
                name="post_to_approve",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("approved_at__isnull", False),
                        ("approved_by__isnull", False),
                        ("state", "approved"),
                    ),
                    models.Q(
                        models.Q(("state", "approved"), _negated=True),
                        ("approved_at", None),
                        ("approved_by", None),
                    ),
                    _connector="OR",
                ),
                name="post_approved_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by", None),
                    models.Q(
                        models.Q(
                            ("approved_by", models.F("written_by")),
                            ("approved_by", models.F("changed_by")),
                            ("approved_by", models.F("submitted_by")),
                            _connector="OR",
                        ),
                        _negated=True,
                    ),
                    _connector="OR",
                ),
                name="post_approved_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("height", 0), ("picture", ""), ("width", 0)),
                    models.Q(
                        models.Q(("picture", ""), _negated=True),
                        models.Q(("picture_key", ""), _negated=True),
                        ("height__gt", 0),
                        ("width__gt", 0),
                    ),
                    _connector="OR",
                ),
                name="picture_has_key_and_size",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "dropped"]),
                    ("picture", ""),
                    models.Q(("alt_text", ""), _negated=True),
                    _connector="OR",
                ),
                name="picture_has_alt_text",
            ),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                models.F("due_at"), condition=models.Q(("state", "waiting")), name="publication_due"
            ),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                models.F("claimed_at"),
                condition=models.Q(("state__in", ["publishing", "withdrawing"])),
                name="publication_on_its_way",
            ),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                models.F("post"),
                condition=models.Q(("state__in", ["failed", "unclear"])),
                name="publication_to_see_to",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.UniqueConstraint(fields=("post", "channel"), name="once_in_a_place"),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "waiting"), _negated=True),
                    ("due_at__isnull", False),
                    _connector="OR",
                ),
                name="waiting_publication_is_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "publishing"), _negated=True),
                    models.Q(("claimed_at__isnull", False), ("claimed_by__isnull", False)),
                    _connector="OR",
                ),
                name="publishing_has_owner",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["published", "withdrawing"]), _negated=True),
                    ("published_at__isnull", False),
                    _connector="OR",
                ),
                name="published_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "withdrawn"), _negated=True),
                    ("withdrawn_at__isnull", False),
                    _connector="OR",
                ),
                name="withdrawn_says_when",
            ),
        ),
    ]
