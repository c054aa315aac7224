from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("calls", "0018_spared_and_held")]

    operations = [
        migrations.AddField(
            model_name="recordinghold",
            name="erased_at",
            field=models.DateTimeField(null=True, verbose_name="caller erased at"),
        ),
    ]
