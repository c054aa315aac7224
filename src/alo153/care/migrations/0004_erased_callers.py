from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("care", "0003_sparing_and_abuse")]

    operations = [
        migrations.AddField(
            model_name="abusereport",
            name="erased_at",
            field=models.DateTimeField(null=True, verbose_name="erased at"),
        ),
    ]
