from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("quality", "0007_heard_moments")]

    operations = [
        migrations.AddField(
            model_name="plan",
            name="asks_low_ratings",
            field=models.BooleanField(default=True, verbose_name="ask after a low rating"),
        ),
    ]
