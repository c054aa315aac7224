from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0003_seals")]

    operations = [
        migrations.CreateModel(
            name="WorkerClock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("queue", models.CharField(max_length=20, unique=True, verbose_name="queue")),
                ("host", models.CharField(max_length=255, verbose_name="machine")),
                ("ahead", models.DurationField(verbose_name="ahead")),
                ("read_at", models.DateTimeField(verbose_name="compared at")),
            ],
            options={"verbose_name": "worker's clock"},
        ),
    ]
