from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0001_facts"),
    ]

    operations = [
        migrations.AddField(
            model_name="casetrack",
            name="is_overdue",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="matterday",
            name="overdue_entered",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="matterday",
            name="overdue_left",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="matterday",
            name="statutory_in_time",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="matterday",
            name="statutory_late",
            field=models.IntegerField(db_default=0, default=0),
        ),
    ]
