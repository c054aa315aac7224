"""Messages say themselves what they are about, by kind and key, and lie below cases."""

from django.db import migrations, models

# Who wrote what for whom until now
_ABOUT = """
UPDATE channels_outboundmessage SET
    about_type = CASE WHEN case_id IS NOT NULL THEN 'cases.case'
        WHEN interaction_id IS NOT NULL THEN 'citizens.interaction' ELSE '' END,
    about_id = coalesce(case_id, interaction_id, 0)::text,
    key = CASE purpose WHEN 'receipt' THEN 'receipt:' || case_id
        WHEN 'answer' THEN 'answer:' || relay_id END,
    recipient = CASE WHEN purpose IN ('receipt', 'status', 'invite') THEN 'unverified'
        WHEN purpose = 'staff' THEN 'staff' ELSE 'citizen' END
"""
_JOBS = """
UPDATE procrastinate_jobs SET task_name = 'contacts.send'
WHERE task_name = 'channels.send' AND status = 'todo'
"""


class Migration(migrations.Migration):
    dependencies = [
        ("channels", "0002_staff_notices"),
        ("procrastinate", "__first__"),
    ]

    operations = [
        migrations.RemoveConstraint("outboundmessage", "one_receipt_a_case"),
        migrations.RemoveConstraint("outboundmessage", "answer_has_relay"),
        migrations.RemoveConstraint("outboundmessage", "message_is_about_one"),
        migrations.AlterField(
            "outboundmessage", "purpose", models.CharField(max_length=20, verbose_name="purpose")
        ),
        migrations.AddField(
            "outboundmessage", "about_type", models.CharField(default="", max_length=40)
        ),
        migrations.AddField(
            "outboundmessage", "about_id", models.CharField(default="", max_length=40)
        ),
        migrations.AddField(
            "outboundmessage", "key", models.CharField(max_length=60, null=True, unique=True)
        ),
        migrations.AddField(
            "outboundmessage",
            "recipient",
            models.CharField(
                choices=[
                    ("unverified", "whoever was named"),
                    ("citizen", "the citizen of a matter"),
                    ("staff", "one of the staff"),
                ],
                default="",
                max_length=10,
                verbose_name="recipient",
            ),
        ),
        migrations.RunSQL([_ABOUT, "SET CONSTRAINTS ALL IMMEDIATE", _JOBS], migrations.RunSQL.noop),
        migrations.AddIndex(
            "outboundmessage",
            models.Index(
                models.F("about_type"),
                models.F("about_id"),
                models.F("created_at"),
                name="messages_about",
            ),
        ),
        migrations.AlterModelTable("outboundmessage", "contacts_message"),
    ]
