"""What becomes of messages that did not arrive, and who wants only what is owed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0004_delivery"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OptOut",
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
                        choices=[("sms", "SMS"), ("email", "e-mail")],
                        max_length=8,
                        verbose_name="channel",
                    ),
                ),
                ("to", models.CharField(max_length=254, verbose_name="to")),
                ("at", models.DateTimeField(verbose_name="since")),
            ],
            options={
                "verbose_name": "opt-out",
                "constraints": [
                    models.UniqueConstraint(fields=("channel", "to"), name="opted_out_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Settlement",
            fields=[
                (
                    "message",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="settlement",
                        serialize=False,
                        to="contacts.message",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "again",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="first",
                        to="contacts.message",
                    ),
                ),
                (
                    "by_user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "settled message",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("again__isnull", False), ("note", "")),
                            models.Q(("again", None), models.Q(("note", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="written_again_or_given_up",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            "message",
            models.Index(
                models.F("created_at"),
                condition=models.Q(
                    ("state__in", ["failed", "unclear", "withheld"]),
                    ("delivery", "not_delivered"),
                    _connector="OR",
                ),
                name="message_dead",
            ),
        ),
    ]
