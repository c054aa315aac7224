from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("alarms", "0002_rules_of_the_city"),
    ]

    operations = [
        migrations.AlterField(
            model_name="alarmrule",
            name="figure",
            field=models.CharField(
                choices=[
                    ("waiting", "Callers waiting in the queue"),
                    ("longest_wait", "Longest wait in the queue"),
                    ("service_level", "Service level of the last 15 minutes"),
                    ("abandoned", "Callers who gave up in the last 15 minutes"),
                    ("kept_places", "Callers who keep their place and will be called back"),
                    ("calls_times", "Calls within half an hour, against the usual"),
                    ("ready_agents", "Agents who are ready for the queue"),
                    ("ready_with_skill", "Agents with the skill who are ready"),
                    ("reachable_agents", "Agents at work whom calls of the queue can reach"),
                    ("waiting_written", "Written contacts waiting for an answer"),
                    ("visitors", "Visitors waiting in a communication center"),
                    (
                        "topic_times",
                        "Applications about a topic within the hour, against the usual",
                    ),
                    (
                        "neighborhood_times",
                        "Applications of a neighborhood within the hour, against the usual",
                    ),
                    ("overdue", "Overdue applications"),
                    ("opened_today", "Applications opened today"),
                    ("open_incidents", "Open incidents"),
                    (
                        "provider_failures",
                        "Messages that a provider did not take in the last 15 minutes",
                    ),
                    ("disk_free", "Free space on the disk"),
                    ("backup_age", "Age of the last backup"),
                    ("consumer_lag", "Time since a background reader was last up to date"),
                ],
                max_length=20,
                verbose_name="figure",
            ),
        ),
    ]
