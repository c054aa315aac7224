"""The environment variables, read once and typed."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from alo153.citizens.channel import Channel
from alo153.config import variables
from alo153.core.processes.process_priority import LOWEST_PRIORITY

PROJECT_ROOT = Path(__file__).resolve().parents[3]

PAUSE_MINUTES = "break=15 meal=60 prayer=20 recovery=10 record=10"


@dataclass(frozen=True, kw_only=True)
class Environment:
    """Everything a deployment may set; defaults fit one machine."""

    var: Path
    secret_key: str
    # As core.keyring reads them
    confidential_keys: str
    # Of psychologist and infirmary alone
    care_keys: str
    development: bool
    database_url: str
    # Of the role that owns the tables; empty: the program's own
    owner_database_url: str
    city: str
    public_url: str
    allowed_hosts: list[str]
    ari_url: str
    ari_user: str
    ari_password: str
    phone_socket_url: str
    node: str
    # Name and SIP address of every node; empty: there is one
    nodes: str
    node_sockets: str
    email_url: str
    # Senders; empty: those of the city
    email_from: str
    # Empty: nothing comes in by e-mail
    imap_url: str
    # Empty: no file is scanned
    clamd_url: str
    # Delays of vehicles, and a planner of journeys; empty: none, and our own search
    gtfs_realtime_url: str
    opentripplanner_url: str
    # By provider of news; as knowledge.feeds.feed_keys reads them
    feed_keys: str
    # As long as what came in is kept as it came
    arrival_days: int
    sms_url: str
    sms_user: str
    sms_password: str
    sms_sender: str
    sms_fold: bool
    # Accounts of social channels; empty: the channel is off
    telegram_url: str
    whatsapp_url: str
    messenger_url: str
    instagram_url: str
    x_url: str
    # Empty: no provider of SMS is believed at /hooks/
    hook_secret: str
    push_key: str
    push_hosts: str
    # Who vouches for citizens; empty: nobody
    oidc_issuer: str
    oidc_client_id: str
    oidc_client_secret: str
    # What the button calls it
    oidc_label: str
    # Who vouches for staff; empty: they sign in here
    staff_oidc_issuer: str
    staff_oidc_client_id: str
    staff_oidc_client_secret: str
    staff_oidc_label: str
    # Names of accounts that alone sign in here while a provider vouches for staff; empty: all may
    emergency_accounts: str
    edevlet_url: str
    edevlet_client_id: str
    edevlet_client_secret: str
    ami_user: str
    ami_password: str
    recording_form: str
    backup_folder: str
    recording_spool: str
    recording_store: str
    recording_pause_seconds: int
    recording_days: int
    # 0, as all others, to 19
    encoder_nice: int
    video_recordings: str
    queue_log: str
    ring_seconds: int
    retry_seconds: int
    retries: int
    answer_within_seconds: int
    short_abandon_seconds: int
    serve_within_minutes: int
    position_seconds: int
    wrap_up_seconds: int
    show_monitoring: bool
    wrap_up_more_seconds: int
    return_seconds: int
    # Reason of a pause -> minutes after which it is over
    pause_minutes: dict[str, int]
    # A caller has waited as long before an agent is rung who is spared
    spared_wait_seconds: int
    menu_seconds: int
    menu_lookup_seconds: int
    sounds: str
    # As knowledge.speech.setting reads it; empty: espeak-ng
    voice: str
    # As quality.transcribing.setting reads it; empty: nothing is written down
    transcription: str
    transcription_key: str
    # Of sound, a day
    transcription_minutes: int
    survey_seconds: int
    turn_urls: str
    turn_secret: str
    center_number: str
    dial: str
    # Empty: that of our own Asterisk in `var`
    security_log: str
    # Networks of ours into which messages to other systems may go
    webhook_networks: str
    # Other sites of the city, as origins; empty: no site shows the chat in a frame
    widget_sites: str
    # Empty: nobody is told how each part is
    health_key: str
    # Empty: /metrics is closed
    metrics_key: str
    # host:port at which a program that serves no pages tells its metrics; empty: it does not
    metrics_listen: str
    # Of a collector of OpenTelemetry; empty: no trace is made
    traces_url: str
    # A backup that was proved by restoring it may be as old
    backup_hours: int
    # line or json
    log_format: str
    sip_trusted: str
    trunk_host: str
    second_trunk_host: str


def read(env: Mapping[str, str] = os.environ) -> Environment:
    """Read the environment.

    Raises:
        variables.SettingError: a variable has a value that cannot be used, or the secret key is
            missing outside development.
    """
    variables.refuse_what_roles_say(env)
    development = variables.flag(env, "ALO153_DEVELOPMENT")
    secret_key = env.get("ALO153_SECRET_KEY", "")
    if not secret_key:
        if not development:
            raise variables.SettingError("ALO153_SECRET_KEY is not set; ./alo153 up makes one")
        secret_key = "development-only"  # noqa: S105 - refused outside development above
    return Environment(
        var=Path(env.get("ALO153_VAR", PROJECT_ROOT / "var")),
        secret_key=secret_key,
        confidential_keys=variables.confidential_keys(env, development),
        care_keys=variables.care_keys(env, development),
        development=development,
        database_url=env.get("DATABASE_URL", "postgresql:///alo153"),
        owner_database_url=env.get("ALO153_OWNER_DATABASE_URL", ""),
        city=env.get("ALO153_CITY", "kocaeli"),
        public_url=env.get("ALO153_PUBLIC_URL", "http://localhost:8153").rstrip("/"),
        allowed_hosts=variables.word_list(env, "ALO153_HOSTS", "localhost 127.0.0.1 [::1]"),
        ari_url=env.get("ALO153_ARI_URL", "http://127.0.0.1:8088"),
        ari_user=env.get("ALO153_ARI_USER", "alo153"),
        ari_password=env.get("ALO153_ARI_PASSWORD", ""),
        phone_socket_url=env.get("ALO153_PHONE_SOCKET_URL", "ws://localhost:8088/ws"),
        **variables.nodes(env),
        email_url=variables.ways_out(env, "ALO153_EMAIL_URL", Channel.EMAIL),
        email_from=env.get("ALO153_EMAIL_FROM", ""),
        imap_url=variables.imap_url(env),
        clamd_url=variables.clamd_url(env),
        gtfs_realtime_url=variables.web_address(env, "ALO153_GTFS_REALTIME_URL"),
        opentripplanner_url=variables.web_address(env, "ALO153_OPENTRIPPLANNER_URL"),
        feed_keys=variables.feed_keys(env),
        arrival_days=variables.number(env, "ALO153_ARRIVAL_DAYS", 90),
        sms_url=variables.ways_out(env, "ALO153_SMS_URL", Channel.SMS),
        sms_user=env.get("ALO153_SMS_USER", ""),
        sms_password=env.get("ALO153_SMS_PASSWORD", ""),
        sms_sender=env.get("ALO153_SMS_SENDER", ""),
        sms_fold=variables.flag(env, "ALO153_SMS_FOLD"),
        telegram_url=variables.social_url(env, "ALO153_TELEGRAM_URL", Channel.TELEGRAM),
        whatsapp_url=variables.social_url(env, "ALO153_WHATSAPP_URL", Channel.WHATSAPP),
        messenger_url=variables.social_url(env, "ALO153_MESSENGER_URL", Channel.MESSENGER),
        instagram_url=variables.social_url(env, "ALO153_INSTAGRAM_URL", Channel.INSTAGRAM),
        x_url=variables.social_url(env, "ALO153_X_URL", Channel.X),
        hook_secret=variables.hook_secret(env),
        push_key=variables.push_key(env),
        push_hosts=variables.push_hosts(env, development),
        **variables.vouching(env, development),
        emergency_accounts=" ".join(variables.word_list(env, "ALO153_EMERGENCY_ACCOUNTS")),
        ami_user=env.get("ALO153_AMI_USER", "alo153-recorder"),
        ami_password=env.get("ALO153_AMI_PASSWORD", ""),
        recording_form=variables.one_of(env, "ALO153_RECORDING_FORM", ("opus", "wav", "off")),
        backup_folder=env.get("ALO153_BACKUP_FOLDER", "").strip(),
        recording_spool=env.get("ALO153_RECORDING_SPOOL", ""),
        recording_store=variables.recording_store(env),
        recording_pause_seconds=variables.number(env, "ALO153_RECORDING_PAUSE_SECONDS", 120),
        recording_days=variables.number(env, "ALO153_RECORDING_DAYS", 180),
        encoder_nice=min(variables.number(env, "ALO153_ENCODER_NICE", 10), LOWEST_PRIORITY),
        video_recordings=variables.one_of(env, "ALO153_VIDEO_RECORDINGS", ("never", "consent")),
        queue_log=env.get("ALO153_QUEUE_LOG", ""),
        ring_seconds=variables.number(env, "ALO153_RING_SECONDS", 20),
        retry_seconds=variables.number(env, "ALO153_RETRY_SECONDS", 600),
        retries=variables.number(env, "ALO153_RETRIES", 2),
        answer_within_seconds=variables.number(env, "ALO153_ANSWER_WITHIN_SECONDS", 20),
        short_abandon_seconds=variables.number(env, "ALO153_SHORT_ABANDON_SECONDS", 5),
        serve_within_minutes=variables.number(env, "ALO153_SERVE_WITHIN_MINUTES", 20),
        position_seconds=variables.number(env, "ALO153_POSITION_SECONDS", 30),
        show_monitoring=variables.flag(
            {"ALO153_SHOW_MONITORING": "1"} | dict(env), "ALO153_SHOW_MONITORING"
        ),
        wrap_up_seconds=variables.number(env, "ALO153_WRAP_UP_SECONDS", 60),
        wrap_up_more_seconds=variables.number(env, "ALO153_WRAP_UP_MORE_SECONDS", 60),
        return_seconds=variables.number(env, "ALO153_RETURN_SECONDS", 15),
        pause_minutes=variables.minutes(env, "ALO153_PAUSE_MINUTES", PAUSE_MINUTES),
        spared_wait_seconds=variables.number(env, "ALO153_SPARED_WAIT_SECONDS", 60),
        menu_seconds=variables.number(env, "ALO153_MENU_SECONDS", 120),
        menu_lookup_seconds=variables.number(env, "ALO153_MENU_LOOKUP_SECONDS", 2),
        sounds=env.get("ALO153_SOUNDS", ""),
        voice=variables.voice(env),
        transcription=variables.transcription(env),
        transcription_key=env.get("ALO153_TRANSCRIPTION_KEY", "").strip(),
        transcription_minutes=variables.number(env, "ALO153_TRANSCRIPTION_MINUTES", 120),
        survey_seconds=variables.number(env, "ALO153_SURVEY_SECONDS", 15),
        turn_urls=" ".join(variables.word_list(env, "ALO153_TURN_URLS")),
        turn_secret=env.get("ALO153_TURN_SECRET", ""),
        center_number=env.get("ALO153_CENTER_NUMBER", "153"),
        dial=env.get("ALO153_DIAL", "PJSIP/{number}@trunk"),
        security_log=env.get("ALO153_SECURITY_LOG", ""),
        webhook_networks=variables.networks(env),
        widget_sites=variables.origins(env, "ALO153_WIDGET_SITES"),
        health_key=env.get("ALO153_HEALTH_KEY", "").strip(),
        metrics_key=env.get("ALO153_METRICS_KEY", "").strip(),
        metrics_listen=variables.listen(env, "ALO153_METRICS_LISTEN"),
        traces_url=env.get("ALO153_TRACES_URL", "").strip(),
        backup_hours=variables.number(env, "ALO153_BACKUP_HOURS", 48),
        log_format=variables.one_of(env, "ALO153_LOG_FORMAT", ("line", "json")),
        sip_trusted=" ".join(variables.word_list(env, "ALO153_SIP_TRUSTED")),
        trunk_host=env.get("ALO153_TRUNK_HOST", "").strip(),
        second_trunk_host=env.get("ALO153_SECOND_TRUNK_HOST", "").strip(),
    )
