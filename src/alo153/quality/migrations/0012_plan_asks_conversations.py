from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("quality", "0011_silences")]

    operations = [
        migrations.AddField(
            model_name="plan",
            name="asks_conversations",
            field=models.BooleanField(
                db_default=True, default=True, verbose_name="ask after a written conversation"
            ),
        ),
    ]
