from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0028_key_of_first_message"),
    ]

    operations = [
        migrations.AddField(
            model_name="interaction",
            name="queue",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=40, verbose_name="queue"
            ),
        ),
    ]
