"""Calls, agents and recordings."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("citizens", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Call",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("channel", models.CharField(max_length=150, verbose_name="channel")),
                (
                    "direction",
                    models.CharField(
                        choices=[("in", "incoming"), ("out", "outgoing")],
                        max_length=3,
                        verbose_name="direction",
                    ),
                ),
                (
                    "number",
                    models.CharField(blank=True, max_length=40, verbose_name="telephone number"),
                ),
                (
                    "called",
                    models.CharField(blank=True, max_length=40, verbose_name="called number"),
                ),
                ("video", models.BooleanField(default=False, verbose_name="with pictures")),
                (
                    "video_recorded",
                    models.BooleanField(default=False, verbose_name="video may be recorded"),
                ),
                ("entered_at", models.DateTimeField(verbose_name="entered at")),
                ("queued_at", models.DateTimeField(null=True, verbose_name="waiting since")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="answered at")),
                ("held_at", models.DateTimeField(null=True, verbose_name="on hold since")),
                (
                    "requeued_at",
                    models.DateTimeField(null=True, verbose_name="waiting again since"),
                ),
                (
                    "asked_at",
                    models.DateTimeField(null=True, verbose_name="asked for a message at"),
                ),
                ("parted_at", models.DateTimeField(null=True, verbose_name="talk ended at")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="ended at")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("answered", "answered"),
                            ("abandoned", "abandoned"),
                            ("busy", "busy"),
                            ("no_answer", "no answer"),
                            ("failed", "could not be connected"),
                            ("canceled", "canceled"),
                            ("self_served", "served by the voice menu"),
                            ("closed", "outside opening hours"),
                            ("blocked", "blocked number"),
                            ("message_left", "left a message"),
                        ],
                        max_length=12,
                        null=True,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "ended_by",
                    models.CharField(
                        choices=[
                            ("citizen", "citizen"),
                            ("agent", "agent"),
                            ("outside", "outside party"),
                            ("switchboard", "switchboard"),
                        ],
                        max_length=12,
                        null=True,
                        verbose_name="ended by",
                    ),
                ),
                ("waited_seconds", models.FloatField(null=True, verbose_name="seconds waited")),
                (
                    "reference",
                    models.CharField(blank=True, max_length=60, verbose_name="reference"),
                ),
                ("language", models.CharField(blank=True, max_length=10, verbose_name="language")),
                (
                    "menu_node",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="place in the voice menu"
                    ),
                ),
                (
                    "menu_path",
                    models.JSONField(
                        blank=True, default=list, verbose_name="way through the voice menu"
                    ),
                ),
                ("recorded", models.BooleanField(default=True, verbose_name="may be recorded")),
                ("queue", models.CharField(default="general", max_length=40, verbose_name="queue")),
                ("priority", models.FloatField(default=0.0, verbose_name="priority")),
                ("rested_at", models.DateTimeField(null=True, verbose_name="place kept since")),
                ("rest_until", models.DateTimeField(null=True, verbose_name="called again from")),
                (
                    "tries",
                    models.PositiveSmallIntegerField(default=0, verbose_name="calls in vain"),
                ),
                ("node", models.CharField(default="main", max_length=20, verbose_name="node")),
                (
                    "agent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "interaction",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="call",
                        to="citizens.interaction",
                    ),
                ),
            ],
            options={
                "verbose_name": "call",
            },
        ),
        migrations.CreateModel(
            name="CallLeg",
            fields=[
                ("id", models.CharField(max_length=70, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("agent", "agent"),
                            ("outside", "outside party"),
                            ("supervisor", "supervisor"),
                            ("guest", "guest"),
                        ],
                        max_length=10,
                        verbose_name="whose",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("agent", "serves the citizen"),
                            ("consulted", "is asked aside"),
                            ("conference", "in the conference"),
                            ("listening", "listens"),
                            ("whispering", "whispers"),
                            ("barging", "has barged in"),
                        ],
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                (
                    "number",
                    models.CharField(blank=True, max_length=40, verbose_name="telephone number"),
                ),
                ("asked_at", models.DateTimeField(verbose_name="asked at")),
                ("joined_at", models.DateTimeField(null=True, verbose_name="joined at")),
                ("left_at", models.DateTimeField(null=True, verbose_name="left at")),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("left", "left the call"),
                            ("hung_up", "hung up"),
                            ("withdrawn", "taken out"),
                            ("busy", "busy"),
                            ("no_answer", "no answer"),
                            ("rejected", "rejected"),
                            ("unreachable", "telephone not reachable"),
                            ("ended", "the call ended"),
                        ],
                        max_length=12,
                        verbose_name="result",
                    ),
                ),
                (
                    "agent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="legs",
                        to="calls.call",
                    ),
                ),
            ],
            options={
                "verbose_name": "leg of a call",
            },
        ),
        migrations.CreateModel(
            name="Node",
            fields=[
                ("name", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("seen_at", models.DateTimeField(verbose_name="last seen")),
            ],
            options={
                "verbose_name": "node",
            },
        ),
        migrations.CreateModel(
            name="Command",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        choices=[
                            ("provision_agent", "connect an agent's telephone"),
                            ("provision_guest", "connect a citizen's browser"),
                            ("sign_out", "sign out"),
                            ("skills", "change skills"),
                            ("ready", "ready"),
                            ("pause", "pause"),
                            ("more_time", "more time after a call"),
                            ("dial", "call back"),
                            ("hold", "hold"),
                            ("resume", "resume"),
                            ("hang_up", "hang up"),
                            ("let_in", "let a guest in"),
                            ("consult", "ask somebody aside"),
                            ("invite", "ask somebody into the call"),
                            ("conference", "make it a conference"),
                            ("cancel", "come back to the citizen"),
                            ("complete", "leave the citizen with the others"),
                            ("blind", "transfer without asking"),
                            ("drop", "take somebody out of the call"),
                            ("keys", "press keys"),
                            ("pause_recording", "pause the recording"),
                            ("record_again", "record again"),
                            ("supervise", "listen to a call"),
                            ("take_over", "take a call over"),
                            ("stop_supervising", "stop listening"),
                            ("set_state", "say what an agent does"),
                            ("direct", "move a waiting call"),
                            ("open_seat", "begin a guest's hour"),
                            ("end_seat", "end a guest's hour"),
                        ],
                        max_length=20,
                        verbose_name="command",
                    ),
                ),
                ("payload", models.JSONField(default=dict, verbose_name="payload")),
                ("at", models.DateTimeField(verbose_name="asked at")),
                ("node", models.CharField(default="main", max_length=20, verbose_name="node")),
                ("taken_at", models.DateTimeField(null=True, verbose_name="taken at")),
                ("done_at", models.DateTimeField(null=True, verbose_name="done at")),
                ("error", models.CharField(blank=True, max_length=40, verbose_name="error")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "command to the switchboard",
            },
        ),
        migrations.CreateModel(
            name="VideoRecording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("take", models.BigIntegerField(verbose_name="take")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "being kept"),
                            ("kept", "kept"),
                            ("deleted", "deleted after its time"),
                        ],
                        default="pending",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("parts", models.PositiveIntegerField(default=0, verbose_name="parts")),
                ("began_at", models.DateTimeField(verbose_name="began at")),
                ("last_at", models.DateTimeField(verbose_name="last part at")),
                ("kept_at", models.DateTimeField(null=True, verbose_name="kept at")),
                ("file", models.CharField(blank=True, max_length=200, verbose_name="file")),
                ("size", models.BigIntegerField(null=True, verbose_name="bytes")),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="SHA-256")),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="video_recordings",
                        to="calls.call",
                    ),
                ),
            ],
            options={
                "verbose_name": "video recording of a call",
            },
        ),
        migrations.CreateModel(
            name="GuestPhone",
            fields=[
                ("token", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("secret_digest", models.CharField(max_length=64, verbose_name="secret digest")),
                ("created_at", models.DateTimeField(verbose_name="created at")),
                ("expires_at", models.DateTimeField(verbose_name="expires at")),
                (
                    "allows_video",
                    models.BooleanField(default=False, verbose_name="allows video"),
                ),
            ],
            options={
                "verbose_name": "browser telephone of a citizen",
                "indexes": [models.Index(models.F("expires_at"), name="guest_phone_by_end")],
            },
        ),
        migrations.AddField(
            model_name="call",
            name="guest",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="calls",
                to="calls.guestphone",
            ),
        ),
        migrations.CreateModel(
            name="GuestSeat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="opened at")),
                ("from_at", models.DateTimeField(verbose_name="from")),
                ("until", models.DateTimeField(verbose_name="until")),
                (
                    "code_digest",
                    models.CharField(max_length=64, unique=True, verbose_name="code digest"),
                ),
                ("taken_at", models.DateTimeField(null=True, verbose_name="taken at")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="ended at")),
                (
                    "guest",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guest_seat",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentored",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "guest seat",
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(verbose_name="created at")),
                ("expires_at", models.DateTimeField(verbose_name="expires at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="calls.call",
                    ),
                ),
                (
                    "guest",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="calls.guestphone",
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation to a call",
            },
        ),
        migrations.CreateModel(
            name="LineClosing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="reason")),
                ("closed_at", models.DateTimeField(verbose_name="closed at")),
                ("opened_at", models.DateTimeField(null=True, verbose_name="opened at")),
                (
                    "closed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "closing of the lines",
            },
        ),
        migrations.CreateModel(
            name="Monitoring",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("monitor", models.CharField(max_length=60, verbose_name="monitor")),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("listen", "listens"),
                            ("whisper", "whispers to the agent"),
                            ("barge", "talks with both"),
                        ],
                        max_length=8,
                        verbose_name="mode",
                    ),
                ),
                ("began_at", models.DateTimeField(verbose_name="began at")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="ended at")),
                (
                    "agent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="heard",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="monitorings",
                        to="calls.call",
                    ),
                ),
                (
                    "supervisor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="monitorings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "listening to a call",
            },
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                ("id", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("offered_at", models.DateTimeField(verbose_name="offered at")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="ended at")),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("answered", "answered"),
                            ("no_answer", "no answer"),
                            ("rejected", "rejected"),
                            ("unreachable", "telephone not reachable"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=12,
                        null=True,
                        verbose_name="result",
                    ),
                ),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("longest_idle", "idle longest"),
                            ("preferred", "knows the caller"),
                            ("overflow", "helps out another queue"),
                            ("kept_place", "idle longest, place was kept"),
                            ("call_back", "asked for the call-back"),
                            ("returned", "was talking with the caller"),
                            ("transfer", "a colleague gave the call to them"),
                        ],
                        max_length=14,
                        verbose_name="rule",
                    ),
                ),
                ("idle_seconds", models.FloatField(verbose_name="seconds idle")),
                ("rank", models.PositiveSmallIntegerField(verbose_name="rank")),
                ("among", models.PositiveSmallIntegerField(verbose_name="ready agents")),
                ("score", models.FloatField(default=0.0, verbose_name="score")),
                ("skill", models.CharField(blank=True, max_length=40, verbose_name="skill")),
                ("level", models.PositiveSmallIntegerField(default=0, verbose_name="level asked")),
                (
                    "agent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offers",
                        to="calls.call",
                    ),
                ),
            ],
            options={
                "verbose_name": "offer",
            },
        ),
        migrations.CreateModel(
            name="RecordingPause",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("sensitive", "paused by the agent"),
                            ("held", "caller on hold"),
                            ("alone", "caller without an agent"),
                        ],
                        max_length=9,
                        verbose_name="reason",
                    ),
                ),
                ("began_at", models.DateTimeField(verbose_name="started at")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="ended at")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recording_pauses",
                        to="calls.call",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "pause of a recording",
            },
        ),
        migrations.CreateModel(
            name="SipAttempt",
            fields=[
                (
                    "address",
                    models.GenericIPAddressField(
                        primary_key=True, serialize=False, verbose_name="address"
                    ),
                ),
                ("tries", models.PositiveIntegerField(default=0, verbose_name="wrong tries")),
                (
                    "recent",
                    models.PositiveIntegerField(default=0, verbose_name="wrong tries lately"),
                ),
                (
                    "slowed",
                    models.PositiveSmallIntegerField(default=0, verbose_name="times slowed"),
                ),
                ("slowed_until", models.DateTimeField(null=True, verbose_name="slowed until")),
                ("first_at", models.DateTimeField(verbose_name="first try")),
                ("last_at", models.DateTimeField(verbose_name="last try")),
            ],
            options={
                "verbose_name": "tries of an address at the telephone",
                "indexes": [
                    models.Index(
                        models.OrderBy(models.F("last_at"), descending=True),
                        name="sip_attempt_by_time",
                    ),
                    models.Index(models.F("slowed_until"), name="sip_attempt_slowed"),
                ],
            },
        ),
        migrations.CreateModel(
            name="VoiceMessage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=170, verbose_name="name")),
                ("left_at", models.DateTimeField(verbose_name="left at")),
                ("seconds", models.FloatField(verbose_name="seconds")),
                ("sound", models.FileField(upload_to="messages/%Y/%m", verbose_name="sound")),
                ("handled_at", models.DateTimeField(null=True, verbose_name="done at")),
                (
                    "call",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="message",
                        to="calls.call",
                    ),
                ),
                (
                    "handled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "voice message",
            },
        ),
        migrations.CreateModel(
            name="BlockedNumber",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=40, verbose_name="telephone number")),
                (
                    "policy",
                    models.CharField(
                        choices=[
                            ("refuse", "is told so, and hung up"),
                            ("last", "waits behind everybody"),
                        ],
                        max_length=8,
                        verbose_name="policy",
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="reason")),
                ("blocked_at", models.DateTimeField(verbose_name="blocked at")),
                ("until", models.DateTimeField(verbose_name="blocked until")),
                ("lifted_at", models.DateTimeField(null=True, verbose_name="lifted at")),
                (
                    "blocked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "blocked number",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("number"),
                        condition=models.Q(("lifted_at__isnull", True)),
                        name="block_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("blocked_at"))),
                        name="block_has_an_end",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SharedCall",
            fields=[
                (
                    "call",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="shared",
                        serialize=False,
                        to="calls.call",
                    ),
                ),
                ("node", models.CharField(max_length=20, verbose_name="node")),
                ("queue", models.CharField(max_length=40, verbose_name="queue")),
                ("queued_at", models.DateTimeField(verbose_name="waiting since")),
                ("priority", models.FloatField(default=0.0, verbose_name="priority")),
                ("round", models.PositiveIntegerField(default=0, verbose_name="offers so far")),
                (
                    "claimed_by",
                    models.CharField(blank=True, max_length=20, verbose_name="claimed by"),
                ),
                ("idle_seconds", models.FloatField(default=0.0, verbose_name="seconds idle")),
                ("rank", models.PositiveSmallIntegerField(default=1, verbose_name="rank")),
                ("among", models.PositiveSmallIntegerField(default=1, verbose_name="ready agents")),
                (
                    "agent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "preferred",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "shared call",
            },
        ),
        migrations.CreateModel(
            name="Recording",
            fields=[
                (
                    "call",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="recording",
                        serialize=False,
                        to="calls.call",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "being kept"),
                            ("kept", "kept"),
                            ("lost", "lost"),
                            ("deleted", "deleted after its time"),
                        ],
                        default="pending",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                (
                    "trouble",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_started", "recording did not start"),
                            ("disk_full", "the disk is full"),
                            ("not_written", "nothing could be written"),
                            ("stopped", "recording stopped during the call"),
                            ("cut_short", "the end is missing"),
                            ("damaged", "the kept file was changed or is gone"),
                            ("gap", "a part is missing"),
                            ("no_file", "the file is missing"),
                        ],
                        max_length=12,
                        verbose_name="trouble",
                    ),
                ),
                ("started_at", models.DateTimeField(verbose_name="started at")),
                ("places", models.JSONField(default=list)),
                ("kept_at", models.DateTimeField(null=True, verbose_name="kept at")),
                ("form", models.CharField(blank=True, max_length=4, verbose_name="form")),
                ("file", models.CharField(blank=True, max_length=200, verbose_name="file")),
                ("seconds", models.FloatField(null=True, verbose_name="seconds")),
                ("size", models.BigIntegerField(null=True, verbose_name="bytes")),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="SHA-256")),
                ("peaks", models.BinaryField(null=True, verbose_name="peaks")),
            ],
            options={
                "verbose_name": "recording",
                "indexes": [
                    models.Index(
                        models.F("started_at"),
                        condition=models.Q(("state", "pending")),
                        name="recording_waiting",
                    ),
                    models.Index(
                        models.OrderBy(models.F("started_at"), descending=True),
                        condition=models.Q(("trouble", ""), _negated=True),
                        name="recording_troubled",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "kept"), _negated=True),
                            models.Q(
                                ("seconds__isnull", False),
                                ("size__isnull", False),
                                models.Q(("file", ""), _negated=True),
                                models.Q(("sha256", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="recording_kept_is_whole",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AgentStateSpan",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ready", "ready"),
                            ("ringing", "ringing"),
                            ("talking", "talking"),
                            ("wrap_up", "wrapping up"),
                            ("paused", "on a break"),
                            ("not_answering", "not answering"),
                            ("supervising", "listening to a call"),
                            ("offline", "offline"),
                        ],
                        max_length=14,
                        verbose_name="state",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=40, verbose_name="reason")),
                ("began_at", models.DateTimeField(verbose_name="began at")),
                ("until", models.DateTimeField(null=True, verbose_name="until")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="ended at")),
                (
                    "agent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="state_spans",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="calls.call",
                    ),
                ),
            ],
            options={
                "verbose_name": "time in a state",
                "indexes": [
                    models.Index(models.F("agent"), models.F("began_at"), name="span_by_agent"),
                    models.Index(models.F("began_at"), name="span_by_time"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("agent"),
                        condition=models.Q(("ended_at__isnull", True)),
                        name="one_open_span",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True),
                            ("ended_at__gte", models.F("began_at")),
                            _connector="OR",
                        ),
                        name="span_ends_after_its_begin",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgentSession",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="phone_session",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ready", "ready"),
                            ("ringing", "ringing"),
                            ("talking", "talking"),
                            ("wrap_up", "wrapping up"),
                            ("paused", "on a break"),
                            ("not_answering", "not answering"),
                            ("supervising", "listening to a call"),
                            ("offline", "offline"),
                        ],
                        default="offline",
                        max_length=14,
                        verbose_name="state",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=40, verbose_name="reason")),
                ("since", models.DateTimeField(verbose_name="since")),
                ("until", models.DateTimeField(null=True, verbose_name="until")),
                ("idle_since", models.DateTimeField(null=True, verbose_name="available since")),
                ("reachable", models.BooleanField(default=False, verbose_name="reachable")),
                ("seen_at", models.DateTimeField(null=True, verbose_name="last seen")),
                ("screen", models.CharField(blank=True, max_length=40, verbose_name="screen")),
                (
                    "secret_digest",
                    models.CharField(blank=True, max_length=64, verbose_name="secret digest"),
                ),
                ("node", models.CharField(default="main", max_length=20, verbose_name="node")),
                (
                    "call",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="calls.call",
                    ),
                ),
            ],
            options={
                "verbose_name": "agent at the telephone",
                "indexes": [models.Index(models.F("state"), name="agent_by_state")],
            },
        ),
        migrations.CreateModel(
            name="LineQuality",
            fields=[
                (
                    "leg",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="line",
                        serialize=False,
                        to="calls.callleg",
                    ),
                ),
                ("at", models.DateTimeField(db_index=True, verbose_name="measured until")),
                ("seconds", models.PositiveIntegerField(verbose_name="seconds measured")),
                ("bad_seconds", models.PositiveIntegerField(verbose_name="seconds of a bad line")),
                ("loss_in", models.FloatField(null=True, verbose_name="lost towards the agent, %")),
                ("loss_out", models.FloatField(null=True, verbose_name="lost from the agent, %")),
                ("jitter_mean", models.FloatField(null=True, verbose_name="mean jitter, ms")),
                ("jitter_max", models.FloatField(null=True, verbose_name="highest jitter, ms")),
                ("round_trip", models.FloatField(null=True, verbose_name="round trip, ms")),
            ],
            options={
                "verbose_name": "quality of a line",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("bad_seconds__lte", models.F("seconds")), ("seconds__lte", 14400)
                        ),
                        name="line_seconds_are_possible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("loss_in", None), ("loss_in__range", (0, 100)), _connector="OR"
                            ),
                            models.Q(
                                ("loss_out", None), ("loss_out__range", (0, 100)), _connector="OR"
                            ),
                        ),
                        name="line_loss_is_percent",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="callleg",
            index=models.Index(
                models.F("call"), condition=models.Q(("left_at__isnull", True)), name="leg_standing"
            ),
        ),
        migrations.AddConstraint(
            model_name="callleg",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("left_at__isnull", True), ("result", "")),
                    models.Q(("left_at__isnull", False), models.Q(("result", ""), _negated=True)),
                    _connector="OR",
                ),
                name="leg_end_is_whole",
            ),
        ),
        migrations.AddIndex(
            model_name="command",
            index=models.Index(
                models.F("id"),
                condition=models.Q(("taken_at__isnull", True)),
                name="command_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="videorecording",
            index=models.Index(
                models.F("last_at"),
                condition=models.Q(("state", "pending")),
                name="video_recording_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="videorecording",
            constraint=models.UniqueConstraint(
                fields=("call", "take"), name="video_recording_take_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="videorecording",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "kept"), _negated=True),
                    models.Q(
                        ("size__isnull", False),
                        models.Q(("file", ""), _negated=True),
                        models.Q(("sha256", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="video_recording_kept_is_whole",
            ),
        ),
        migrations.AddIndex(
            model_name="call",
            index=models.Index(
                models.OrderBy(models.F("entered_at"), descending=True), name="call_by_time"
            ),
        ),
        migrations.AddIndex(
            model_name="call",
            index=models.Index(
                models.F("agent"),
                models.OrderBy(models.F("entered_at"), descending=True),
                name="call_by_agent",
            ),
        ),
        migrations.AddIndex(
            model_name="call",
            index=models.Index(
                models.F("entered_at"),
                condition=models.Q(("ended_at__isnull", True)),
                name="call_standing",
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at__isnull", True),
                        ("ended_by__isnull", True),
                        ("outcome__isnull", True),
                    ),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("ended_by__isnull", False),
                        ("outcome__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="call_end_is_whole",
            ),
        ),
        migrations.AddIndex(
            model_name="guestseat",
            index=models.Index(
                models.F("until"), condition=models.Q(("ended_at__isnull", True)), name="seat_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="guestseat",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__gt", models.F("from_at"))), name="seat_has_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="guestseat",
            constraint=models.CheckConstraint(
                condition=models.Q(("guest", models.F("mentor")), _negated=True),
                name="seat_has_two",
            ),
        ),
        migrations.AddIndex(
            model_name="invitation",
            index=models.Index(models.F("expires_at"), name="invitation_by_end"),
        ),
        migrations.AddConstraint(
            model_name="lineclosing",
            constraint=models.UniqueConstraint(
                condition=models.Q(("opened_at__isnull", True)),
                fields=("opened_at",),
                name="one_closing_of_the_lines",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="lineclosing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("opened_at__isnull", True), ("opened_by__isnull", True)),
                    models.Q(("opened_at__isnull", False), ("opened_by__isnull", False)),
                    _connector="OR",
                ),
                name="opening_of_the_lines_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="monitoring",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("monitor",),
                name="monitoring_once",
            ),
        ),
        migrations.AddIndex(
            model_name="offer",
            index=models.Index(
                models.F("call"), condition=models.Q(("ended_at__isnull", True)), name="offer_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="recordingpause",
            constraint=models.UniqueConstraint(
                fields=("call", "began_at"), name="recording_pause_once"
            ),
        ),
        migrations.AddIndex(
            model_name="voicemessage",
            index=models.Index(
                models.F("left_at"),
                condition=models.Q(("handled_at__isnull", True)),
                name="message_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharedcall",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agent__isnull", True), ("claimed_by", "")),
                    models.Q(models.Q(("claimed_by", ""), _negated=True), ("agent__isnull", False)),
                    _connector="OR",
                ),
                name="claim_is_whole",
            ),
        ),
    ]
