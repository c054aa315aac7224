from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workforce", "0011_leave_and_visitors")]

    operations = [
        migrations.AddField(
            model_name="leave",
            name="decided_at",
            field=models.DateTimeField(null=True, verbose_name="decided at"),
        ),
    ]
