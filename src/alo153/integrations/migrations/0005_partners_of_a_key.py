import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("integrations", "0004_key_confirmed")]

    operations = [
        migrations.AddField(
            model_name="apikey",
            name="partners",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40),
                default=list,
                size=None,
                verbose_name="partner desks",
            ),
        ),
    ]
