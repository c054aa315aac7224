import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("knowledge", "0003_voice_failure"),
    ]

    operations = [
        migrations.AddField("article", "source", models.CharField(blank=True, max_length=200)),
        migrations.AddField("article", "review_on", models.DateField(null=True)),
        migrations.AddField("article", "internal", models.BooleanField(default=False)),
        migrations.AddField("article", "version", models.PositiveIntegerField(default=0)),
        migrations.AddField("article", "edited_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "articletext",
            "steps",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(), default=list, size=None
            ),
        ),
        migrations.AddField("articletext", "spoken", models.TextField(blank=True)),
        migrations.AddField("articletext", "variants", models.JSONField(default=dict)),
        migrations.AlterField(
            "articleuse",
            "channel",
            models.CharField(
                choices=[("web", "web"), ("chat", "chat"), ("phone", "telephone")],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="ArticleVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("written_at", models.DateTimeField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="knowledge.article",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"verbose_name": "version of an article", "ordering": ["-number"]},
        ),
        migrations.AddConstraint(
            model_name="articleversion",
            constraint=models.UniqueConstraint(
                fields=["article", "number"], name="article_version_once"
            ),
        ),
    ]
