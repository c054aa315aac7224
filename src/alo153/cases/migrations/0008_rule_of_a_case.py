import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_evidence"), ("units", "0006_rule_versions")]

    operations = [
        migrations.AddField(
            model_name="forwarding",
            name="rule_version",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="units.ruleversion",
            ),
        ),
        migrations.AddField(
            model_name="forwarding",
            name="rule",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="units.routingrule",
            ),
        ),
    ]
