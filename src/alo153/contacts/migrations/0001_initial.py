"""The outbox, which was a table of `channels`: only its name in the code is new here."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("channels", "0003_to_contacts"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Message",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[("sms", "SMS"), ("email", "e-mail")],
                                max_length=8,
                                verbose_name="channel",
                            ),
                        ),
                        ("purpose", models.CharField(max_length=20, verbose_name="purpose")),
                        ("about_type", models.CharField(max_length=40)),
                        ("about_id", models.CharField(max_length=40)),
                        ("key", models.CharField(max_length=60, null=True, unique=True)),
                        ("to", models.CharField(max_length=254, verbose_name="to")),
                        (
                            "recipient",
                            models.CharField(
                                choices=[
                                    ("unverified", "whoever was named"),
                                    ("citizen", "the citizen of a matter"),
                                    ("staff", "one of the staff"),
                                ],
                                max_length=10,
                                verbose_name="recipient",
                            ),
                        ),
                        (
                            "subject",
                            models.CharField(blank=True, max_length=200, verbose_name="subject"),
                        ),
                        ("body", models.TextField(verbose_name="text")),
                        ("language", models.CharField(max_length=10, verbose_name="language")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("queued", "waiting"),
                                    ("sending", "being sent"),
                                    ("sent", "sent"),
                                    ("failed", "not sent"),
                                    ("unclear", "not known whether it left"),
                                    ("withheld", "held back"),
                                ],
                                default="queued",
                                max_length=8,
                                verbose_name="state",
                            ),
                        ),
                        ("created_at", models.DateTimeField(verbose_name="created at")),
                        ("due_at", models.DateTimeField(verbose_name="due at")),
                        (
                            "attempts",
                            models.PositiveSmallIntegerField(default=0, verbose_name="attempts"),
                        ),
                        ("claimed_by", models.UUIDField(null=True)),
                        ("claimed_at", models.DateTimeField(null=True)),
                        (
                            "last_error",
                            models.CharField(blank=True, max_length=60, verbose_name="last error"),
                        ),
                        ("provider_reference", models.CharField(blank=True, max_length=200)),
                        ("sent_at", models.DateTimeField(null=True, verbose_name="sent at")),
                    ],
                    options={
                        "verbose_name": "outgoing message",
                        "indexes": [
                            models.Index(
                                models.F("due_at"),
                                condition=models.Q(("state", "queued")),
                                name="message_due",
                            ),
                            models.Index(
                                models.F("claimed_at"),
                                condition=models.Q(("state", "sending")),
                                name="message_on_its_way",
                            ),
                            models.Index(
                                models.F("to"), models.F("claimed_at"), name="message_by_recipient"
                            ),
                            models.Index(
                                models.F("about_type"),
                                models.F("about_id"),
                                models.F("created_at"),
                                name="messages_about",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("sent_at__isnull", False), ("state", "sent")),
                                    models.Q(
                                        models.Q(("state", "sent"), _negated=True),
                                        ("sent_at", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="sent_says_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "sending"), _negated=True),
                                    models.Q(
                                        ("claimed_at__isnull", False), ("claimed_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="sending_has_owner",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
