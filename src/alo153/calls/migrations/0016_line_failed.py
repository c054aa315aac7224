from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0015_held_seconds"),
    ]

    operations = [
        migrations.AlterField(
            model_name="callleg",
            name="result",
            field=models.CharField(
                blank=True,
                choices=[
                    ("left", "left the call"),
                    ("hung_up", "hung up"),
                    ("withdrawn", "taken out"),
                    ("busy", "busy"),
                    ("no_answer", "no answer"),
                    ("rejected", "rejected"),
                    ("unreachable", "telephone not reachable"),
                    ("line_failed", "line failed, another was tried"),
                    ("ended", "the call ended"),
                ],
                max_length=12,
                verbose_name="result",
            ),
        ),
    ]
