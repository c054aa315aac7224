"""What is answered without a person, and what is bounded over all addresses."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("channels", "0007_sms_parts"),
        ("contacts", "0009_api_channel"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="conversation",
            name="close_reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("settled", "nothing is left to do"),
                    ("automatic", "a machine wrote it"),
                    ("spam", "unwanted"),
                    ("left", "the citizen ended it"),
                    ("keyword", "answered without a person"),
                ],
                max_length=9,
            ),
        ),
        migrations.AlterField(
            model_name="interaction",
            name="disposition",
            field=models.CharField(
                choices=[
                    ("case", "case opened or asked about"),
                    ("information", "information given"),
                    ("out_of_scope", "out of scope"),
                    ("abandoned", "abandoned by the caller"),
                    ("silent", "silent or wrong number"),
                    ("called_back", "called back"),
                    ("self_served", "answered without a person"),
                    ("unwanted", "unwanted message"),
                ],
                max_length=14,
                null=True,
                verbose_name="disposition",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                models.F("purpose"),
                models.F("created_at"),
                condition=models.Q(("purpose__in", ["arrived", "keyword"])),
                name="message_of_machine",
            ),
        ),
    ]
