"""Messages that leave the city."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_initial"),
        ("citizens", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="CapturedMessage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=36, unique=True)),
                (
                    "channel",
                    models.CharField(
                        choices=[("sms", "SMS"), ("email", "e-mail")],
                        max_length=8,
                        verbose_name="channel",
                    ),
                ),
                ("to", models.CharField(max_length=254, verbose_name="to")),
                ("subject", models.CharField(blank=True, max_length=200, verbose_name="subject")),
                ("body", models.TextField(verbose_name="text")),
                (
                    "at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="at"
                    ),
                ),
            ],
            options={
                "verbose_name": "captured message",
                "indexes": [
                    models.Index(
                        models.F("to"),
                        models.OrderBy(models.F("id"), descending=True),
                        name="captured_by_address",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OutboundMessage",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
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
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("receipt", "receipt"),
                            ("answer", "answer"),
                            ("status", "how it stands"),
                            ("invite", "invitation to a call"),
                            ("notice", "notice on the way"),
                            ("question", "question to the citizen"),
                            ("staff", "reminder to staff"),
                            ("confirmation", "question whether it is solved"),
                        ],
                        max_length=12,
                        verbose_name="purpose",
                    ),
                ),
                ("to", models.CharField(max_length=254, verbose_name="to")),
                ("subject", models.CharField(blank=True, max_length=200, verbose_name="subject")),
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
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("claimed_by", models.UUIDField(null=True)),
                ("claimed_at", models.DateTimeField(null=True)),
                (
                    "last_error",
                    models.CharField(blank=True, max_length=60, verbose_name="last error"),
                ),
                ("provider_reference", models.CharField(blank=True, max_length=200)),
                ("sent_at", models.DateTimeField(null=True, verbose_name="sent at")),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="cases.case",
                    ),
                ),
                (
                    "interaction",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="citizens.interaction",
                    ),
                ),
                (
                    "relay",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="message",
                        to="cases.relay",
                    ),
                ),
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
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("purpose", "receipt")),
                        fields=("case",),
                        name="one_receipt_a_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("purpose", "answer"), ("relay__isnull", False)),
                            models.Q(
                                models.Q(("purpose", "answer"), _negated=True), ("relay", None)
                            ),
                            _connector="OR",
                        ),
                        name="answer_has_relay",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("case", None),
                                ("interaction__isnull", False),
                                ("purpose", "invite"),
                            ),
                            models.Q(
                                models.Q(("purpose", "invite"), _negated=True),
                                ("case__isnull", False),
                                ("interaction", None),
                            ),
                            _connector="OR",
                        ),
                        name="message_is_about_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("state", "sent")),
                            models.Q(models.Q(("state", "sent"), _negated=True), ("sent_at", None)),
                            _connector="OR",
                        ),
                        name="sent_says_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "sending"), _negated=True),
                            models.Q(("claimed_at__isnull", False), ("claimed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="sending_has_owner",
                    ),
                ],
            },
        ),
    ]
