from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0003_contact_sums"),
    ]

    operations = [
        # The next event fills the table anew, with all columns
        migrations.RunSQL(
            sql="DELETE FROM reports_contactsums",
            reverse_sql="",
        ),
        migrations.AddField(
            model_name="contactsums",
            name="abandoned",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="abandoned_10",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="abandoned_120",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="abandoned_15",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="abandoned_20",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="abandoned_30",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="abandoned_300",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="abandoned_45",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="abandoned_5",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="abandoned_60",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="abandoned_90",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="answered_10",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="answered_120",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="answered_15",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="answered_20",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="answered_30",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="answered_300",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="answered_45",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="answered_5",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="answered_60",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="answered_90",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="called_out",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="calls_in",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="contacts_in",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="contacts_out",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="hung_up_in_menu",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="in_menu",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="kept",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="not_answering_ms",
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="offered",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="paused_ms",
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="reached_out",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="ready_ms",
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="ringing_ms",
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="supervising_ms",
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="talking_ms",
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="to_abandoned",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="to_called_back",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="to_case",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="to_information",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="to_out_of_scope",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="to_self_served",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="to_silent",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="to_unwanted",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="transferred",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="waited_abandoned_ms",
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="contactsums",
            name="waited_answered_ms",
            field=models.BigIntegerField(db_default=0, default=0),
        ),
    ]
