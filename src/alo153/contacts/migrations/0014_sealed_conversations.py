"""Words of confidential conversations are sealed (docs/adr/0047-sealed-conversations.md).

All in one transaction: a run that is killed has done nothing. It needs a key only where there is
such a conversation. Files are sealed by the worker, within an hour.
"""

from typing import Any

from django.conf import settings
from django.db import migrations, models

from alo153.core.database.sealed_text import MARK, seal

_WORDS = {
    "Conversation": (("name", "subject"), "pk", "confidential"),
    "Message": (
        ("subject", "body", "full_text", "html"),
        "conversation_id",
        "conversation__confidential",
    ),
    "ConversationNote": (("text",), "conversation_id", "conversation__confidential"),
    "MessageFile": (
        ("name",),
        "message__conversation_id",
        "message__conversation__confidential",
    ),
}


def seal_what_is_open(apps: Any, _: Any) -> None:
    """Seal each word, row by row, under the name of its column and conversation."""
    for name, (columns, way, confidential) in _WORDS.items():
        rows = apps.get_model("contacts", name).objects.filter(**{confidential: True})
        for pk, talk, *words in rows.values_list("pk", way, *columns).iterator(chunk_size=50):
            sealed = {
                column: seal(f"talk-{talk}", said, of=f"contacts.{name.lower()}.{column}")
                for column, said in zip(columns, words, strict=True)
                if said and not said.startswith(MARK)
            }
            if sealed:
                rows.filter(pk=pk).update(**sealed)


class Migration(migrations.Migration):
    dependencies = [
        ("citizens", "0004_moved"),
        ("contacts", "0013_notes_and_presence"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="messagefile", name="sealed", field=models.BooleanField(default=False)
        ),
        migrations.AlterField(
            model_name="conversation",
            name="name",
            field=models.TextField(blank=True, max_length=200, verbose_name="name"),
        ),
        migrations.AlterField(
            model_name="conversation",
            name="subject",
            field=models.TextField(blank=True, max_length=200, verbose_name="subject"),
        ),
        migrations.AlterField(
            model_name="message",
            name="subject",
            field=models.TextField(blank=True, max_length=200, verbose_name="subject"),
        ),
        migrations.AlterField(
            model_name="messagefile",
            name="name",
            field=models.TextField(max_length=200, verbose_name="name"),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(
                models.F("id"),
                condition=models.Q(("confidential", True)),
                name="conversation_confidential",
            ),
        ),
        migrations.RunPython(seal_what_is_open, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="conversation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confidential", False),
                    models.Q(
                        models.Q(("name", ""), ("name__startswith", "\x01"), _connector="OR"),
                        models.Q(("subject", ""), ("subject__startswith", "\x01"), _connector="OR"),
                    ),
                    _connector="OR",
                ),
                name="confidential_talk_is_sealed",
            ),
        ),
    ]
