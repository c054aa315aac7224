import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.functions import Cast, Concat

VOICES = [
    ("not_wanted", "not read to callers"),
    ("coming", "being recorded by the machine"),
    ("ready", "read to callers"),
    ("missing", "no voice: callers do not hear it"),
]


def name_sounds(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Let what was spoken go on being heard; its sounds were named by the row alone."""
    announcement = apps.get_model("knowledge", "Announcement")
    key = Cast("pk", models.CharField())
    spoken = announcement.objects.filter(voice="ready")
    spoken.update(heard=Concat(models.Value("announcements/"), key))


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0001_announcements")]

    operations = [
        migrations.AddField(
            model_name="announcement",
            name="heard",
            field=models.CharField(
                blank=True, default="", max_length=80, verbose_name="sound that is heard"
            ),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="Wording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=400, verbose_name="text")),
                (
                    "voice",
                    models.CharField(choices=VOICES, max_length=10, verbose_name="voice"),
                ),
                (
                    "heard",
                    models.CharField(blank=True, max_length=80, verbose_name="sound that is heard"),
                ),
                ("language", models.CharField(max_length=10, verbose_name="language")),
                (
                    "announcement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wordings",
                        to="knowledge.announcement",
                    ),
                ),
            ],
            options={
                "verbose_name": "wording of an announcement",
                "constraints": [
                    models.UniqueConstraint(fields=("announcement", "language"), name="one_wording")
                ],
            },
        ),
        migrations.RunPython(name_sounds, migrations.RunPython.noop),
    ]
