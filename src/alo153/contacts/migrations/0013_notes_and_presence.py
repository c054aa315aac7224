"""Notes between colleagues, who is at a conversation, and the chats that go on."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("citizens", "0004_moved"),
        ("contacts", "0012_offers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ConversationNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="text")),
                ("at", models.DateTimeField(verbose_name="at")),
            ],
            options={
                "verbose_name": "internal note",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ConversationPresence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("process", models.UUIDField()),
                ("seen_at", models.DateTimeField(db_index=True, verbose_name="seen at")),
                ("wrote_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "somebody at a conversation",
            },
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(
                models.F("last_at"),
                condition=models.Q(("channel", "chat"), ("state__in", ["answered", "waiting"])),
                name="chat_that_goes_on",
            ),
        ),
        migrations.AddField(
            model_name="conversationnote",
            name="author",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="conversationnote",
            name="conversation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notes",
                to="contacts.conversation",
            ),
        ),
        migrations.AddField(
            model_name="conversationnote",
            name="mentioned",
            field=models.ManyToManyField(related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="conversationpresence",
            name="conversation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="presences",
                to="contacts.conversation",
            ),
        ),
        migrations.AddField(
            model_name="conversationpresence",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="conversationpresence",
            constraint=models.UniqueConstraint(
                fields=("conversation", "user", "process"), name="conversation_presence_once"
            ),
        ),
    ]
