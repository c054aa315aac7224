"""How a citizen hears is said in the words of `Channel`: ``call`` is ``phone``, ``page`` ``none``."""

from typing import ClassVar

from django.db import migrations, models

SMS, EMAIL, PHONE = ("sms", "SMS"), ("email", "e-mail"), ("phone", "telephone")
HEARING = [SMS, EMAIL, PHONE, ("none", "no message, looks it up")]
NOTIFYING = [SMS, EMAIL, ("letter", "letter"), PHONE]


def _renamed(table: str, column: str, was: str, now: str) -> migrations.RunSQL:
    words = "UPDATE {0} SET {1} = '{3}' WHERE {1} = '{2}'"
    return migrations.RunSQL(
        words.format(table, column, was, now), words.format(table, column, now, was)
    )


class Migration(migrations.Migration):
    dependencies: ClassVar = [("cases", "0004_lead")]

    operations: ClassVar = [
        migrations.AlterField(
            "case",
            "contact_wish",
            models.CharField(choices=HEARING, max_length=8, verbose_name="contact wish"),
        ),
        migrations.AlterField(
            "relay",
            "channel",
            models.CharField(choices=HEARING, max_length=8, verbose_name="channel"),
        ),
        migrations.AlterField(
            "question",
            "way",
            models.CharField(choices=HEARING, max_length=6, verbose_name="way"),
        ),
        migrations.AlterField(
            "notice",
            "way",
            models.CharField(choices=NOTIFYING, max_length=6, verbose_name="way"),
        ),
        _renamed("cases_case", "contact_wish", "call", "phone"),
        _renamed("cases_relay", "channel", "call", "phone"),
        _renamed("cases_question", "way", "call", "phone"),
        _renamed("cases_question", "way", "page", "none"),
        _renamed("cases_notice", "way", "call", "phone"),
    ]
