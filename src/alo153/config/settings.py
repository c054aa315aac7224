"""Django's settings, from the environment. Nothing secret is here."""

from pathlib import Path

from django.utils.csp import CSP

from alo153.calls.endpoints import node_names
from alo153.config import environment, rate_limits
from alo153.config.providers import base_map, database, mailers, recording_store

ENV = environment.read()
BASE_DIR = environment.PROJECT_ROOT

SECRET_KEY = ENV.secret_key
DEBUG = False
DEVELOPMENT = ENV.development
ALLOWED_HOSTS = ENV.allowed_hosts
PUBLIC_URL = ENV.public_url
CONFIDENTIAL_KEYS = ENV.confidential_keys
CARE_KEYS = ENV.care_keys
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

INSTALLED_APPS = [
    "alo153.config.apps.ConfigConfig",
    "alo153.web",
    "alo153.web.portal",
    "alo153.web.desk",
    "alo153.web.center",
    "alo153.web.counter",
    "alo153.web.care",
    "alo153.web.floor",
    "alo153.web.unit",
    "alo153.web.crew",
    "alo153.web.planning",
    "alo153.web.alarms",
    "alo153.web.privacy",
    "alo153.web.quality",
    "alo153.web.reports",
    "alo153.web.mailbox",
    "alo153.web.settings",
    "alo153.web.api",
    "alo153.web.sign_in",
    "alo153.web.cases",
    "alo153.web.notices",
    "alo153.alarms",
    "alo153.archive",
    "alo153.reports",
    "alo153.workforce",
    "alo153.care",
    "alo153.partners",
    "alo153.channels",
    "alo153.contacts",
    "alo153.counter",
    "alo153.calls",
    "alo153.suggestions",
    "alo153.integrations",
    "alo153.cases",
    "alo153.citizens",
    "alo153.publishing",
    "alo153.quality",
    "alo153.knowledge",
    "alo153.transport",
    "alo153.notices",
    "alo153.city",
    "alo153.accounts",
    "alo153.core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "alo153.config.serving.measured.measured",
    "alo153.config.serving.in_pieces.in_pieces",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "alo153.config.serving.head_requests.HeadRequests",
    "alo153.config.serving.compressed.Compressed",
    "alo153.web.privacy.confidential.Shutter",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "alo153.web.kit.shell.city_locale.city_locale",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Behind those that know language and session: its pages keep the frame of who is signed in
    "alo153.config.serving.guards.Guards",
    "allauth.account.middleware.AccountMiddleware",
    "alo153.web.sign_in.middleware.SignIns",
    "alo153.config.serving.unreadable_factors.UnreadableFactors",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "alo153.config.urls"
ASGI_APPLICATION = "alo153.config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "alo153.web.kit.shell.context.city",
            ],
        },
    },
]

DATABASES = {"default": database.from_url(ENV.database_url, pool=True)}
OWNER_DATABASE_URL = ENV.owner_database_url
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # Throttles count here: PostgreSQL is the only datastore, and the count is shared by processes.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
        # Beyond this the oldest keys are dropped, and with them the count of somebody's tries:
        # by Django's default of 300 every busy minute would.
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["alo153.accounts.backend.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "alo153.web.sign_in.adapter.StaffAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# Nobody makes us write to an address of their choice, and a page left open changes no address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PUBLIC_URL.startswith("https:") else "http"
ACCOUNT_RATE_LIMITS = rate_limits.LIMITS
MFA_ADAPTER = "alo153.web.sign_in.second_factor.SecondFactorAdapter"
MFA_FORMS = {
    "add_webauthn": "alo153.web.sign_in.forms.AddKey",
    "edit_webauthn": "alo153.web.sign_in.forms.RenameKey",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEVELOPMENT

LANGUAGE_CODE = "tr"
LANGUAGES = [("tr", "Türkçe"), ("en", "English")]
FORMAT_MODULE_PATH = ["alo153.config.formats"]
USE_TZ = True
# Of logs alone: every day and hour that people see is the city's, and it says its time zone itself
TIME_ZONE = "UTC"
USE_THOUSAND_SEPARATOR = True

CITY = ENV.city
CITIES_DIR = BASE_DIR / "cities"
# The files of the city as administrators put them in force, for programs that ask no database
CITY_FILES_DIR = ENV.var / "city"

# Where Asterisk finds the sounds of a city, and new announcements are written
PROGRAMS_DIR = ENV.var / "programs"
# What `./alo153 map` makes
STREET_MAP = ENV.var / "map/streets.pmtiles"
SOUNDS_DIR = ENV.sounds or ENV.var / "asterisk/sounds"
# What reads them; empty: espeak-ng
VOICE = ENV.voice
TRANSCRIPTION = ENV.transcription
TRANSCRIPTION_KEY = ENV.transcription_key
TRANSCRIPTION_MINUTES = ENV.transcription_minutes

STATIC_URL = "/static/"
STATICFILES_DIRS = [ENV.var / "frontend"] if (ENV.var / "frontend").is_dir() else []
STATIC_ROOT: Path | None = ENV.var / "static"
WHITENOISE_USE_FINDERS = DEVELOPMENT
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": ENV.var / "files", "base_url": None},
    },
    # What was said on the telephone stands apart: other rights, another place, another life
    "recordings": recording_store.from_url(ENV.recording_store, folder=ENV.var / "recordings"),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600

# Several switchboards that share the queues, by name; empty: there is one
NODES = node_names.nodes(ENV.nodes, own=ENV.node)
NODE = ENV.node if NODES else node_names.MAIN
NODE_SOCKETS = node_names.sockets(ENV.node_sockets, among=NODES)
_SOCKETS = [*filter(None, [ENV.phone_socket_url]), *NODE_SOCKETS.values()]
_BASE_MAP = base_map.origins(CITIES_DIR / CITY)
SECURE_CSP: dict[str, list[str]] = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", "blob:", *_BASE_MAP],
    "media-src": [CSP.SELF, "blob:", "mediastream:"],
    "worker-src": [CSP.SELF, "blob:"],
    "connect-src": [CSP.SELF, *_SOCKETS, *_BASE_MAP],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
WIDGET_SITES = ENV.widget_sites.split()
CSRF_FAILURE_VIEW = "alo153.web.site.errors.forged"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PUBLIC_URL.startswith("https:")
# No other host of the domain, and nothing unencrypted, can set a cookie of this name (RFC 6265bis)
_HOST_ONLY = "__Host-" if SESSION_COOKIE_SECURE else ""
SESSION_COOKIE_NAME = f"{_HOST_ONLY}sessionid"
CSRF_COOKIE_NAME = f"{_HOST_ONLY}csrftoken"
DEVICE_COOKIE_NAME = f"{_HOST_ONLY}device"
VISITOR_COOKIE_NAME = f"{_HOST_ONLY}visitor"
CHAT_COOKIE_NAME = f"{_HOST_ONLY}chat"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_ENGINE = "alo153.config.serving.session_store"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SESSION_COOKIE_SECURE else 0

EMAIL_URL = ENV.email_url
MAILERS = mailers.from_urls(EMAIL_URL)
EMAIL_FROM = ENV.email_from
if EMAIL_FROM:
    DEFAULT_FROM_EMAIL = EMAIL_FROM
IMAP_URL = ENV.imap_url
CLAMD_URL = ENV.clamd_url
GTFS_REALTIME_URL = ENV.gtfs_realtime_url
OPENTRIPPLANNER_URL = ENV.opentripplanner_url
FEED_KEYS = ENV.feed_keys
ARRIVAL_DAYS = ENV.arrival_days
SMS_URL = ENV.sms_url
SMS_USER = ENV.sms_user
SMS_PASSWORD = ENV.sms_password
SMS_SENDER = ENV.sms_sender
SMS_FOLD = ENV.sms_fold
# Channel -> where its account is
_SOCIAL = {
    "telegram": ENV.telegram_url,
    "whatsapp": ENV.whatsapp_url,
    "messenger": ENV.messenger_url,
    "instagram": ENV.instagram_url,
    "x": ENV.x_url,
}
SOCIAL_URLS = {channel: url for channel, url in _SOCIAL.items() if url}
HOOK_SECRET = ENV.hook_secret
# Empty: nobody follows an application by notices of a browser
PUSH_KEY = ENV.push_key
PUSH_HOSTS = ENV.push_hosts.split()
OIDC_ISSUER = ENV.oidc_issuer
OIDC_CLIENT_ID = ENV.oidc_client_id
OIDC_CLIENT_SECRET = ENV.oidc_client_secret
OIDC_LABEL = ENV.oidc_label
STAFF_OIDC_ISSUER = ENV.staff_oidc_issuer
STAFF_OIDC_CLIENT_ID = ENV.staff_oidc_client_id
STAFF_OIDC_CLIENT_SECRET = ENV.staff_oidc_client_secret
STAFF_OIDC_LABEL = ENV.staff_oidc_label
EMERGENCY_ACCOUNTS = frozenset(ENV.emergency_accounts.lower().split())
EDEVLET_URL = ENV.edevlet_url
EDEVLET_CLIENT_ID = ENV.edevlet_client_id
EDEVLET_CLIENT_SECRET = ENV.edevlet_client_secret

ARI_URL = ENV.ari_url
ARI_USER = ENV.ari_user
ARI_PASSWORD = ENV.ari_password
AMI_USER = ENV.ami_user
AMI_PASSWORD = ENV.ami_password
# The disk that alarms watch, and where backups are written; None: their age is not measured
VAR_DIR = ENV.var
BACKUP_FOLDER = Path(ENV.backup_folder) if ENV.backup_folder else None
RECORDING_FORM = ENV.recording_form
RECORDING_SPOOL = Path(ENV.recording_spool or ENV.var / "asterisk/spool/recording")
RECORDING_PAUSE_SECONDS = ENV.recording_pause_seconds
RECORDING_DAYS = ENV.recording_days
ENCODER_NICE = ENV.encoder_nice
VIDEO_RECORDINGS = ENV.video_recordings == "consent"
VIDEO_RECORDING_SPOOL = ENV.var / "video-recordings"
# Empty: there is no telephone here, and the pages say so
PHONE_SOCKET_URL = ENV.phone_socket_url
RECOGNIZE_CALLER = "alo153.cases.telling.familiar_callers.recognize"
QUEUE_LOG = Path(ENV.queue_log or ENV.var / "asterisk/log/queue_log")
RING_SECONDS = ENV.ring_seconds
RETRY_SECONDS = ENV.retry_seconds
RETRIES = ENV.retries
ANSWER_WITHIN_SECONDS = ENV.answer_within_seconds
SHORT_ABANDON_SECONDS = ENV.short_abandon_seconds
SERVE_WITHIN_MINUTES = ENV.serve_within_minutes
POSITION_SECONDS = ENV.position_seconds
SHOW_MONITORING = ENV.show_monitoring
WRAP_UP_SECONDS = ENV.wrap_up_seconds
WRAP_UP_MORE_SECONDS = ENV.wrap_up_more_seconds
RETURN_SECONDS = ENV.return_seconds
PAUSE_MINUTES = ENV.pause_minutes
SPARED_WAIT_SECONDS = ENV.spared_wait_seconds
MENU_SECONDS = ENV.menu_seconds
MENU_LOOKUP_SECONDS = ENV.menu_lookup_seconds
# Who answers what callers ask the voice menu: the switchboard itself knows no cases
SWITCHBOARD_LOOKUP_SOURCE = "alo153.intake.voice_menu.CityLookups"
# Whose recordings stay hidden, which calls ask without knowing cases
SHOWN_CONTACTS = "alo153.cases.confidential.confidentiality.shown_contacts"
SURVEY_SECONDS = ENV.survey_seconds  # 0: nobody is asked after the talk
TURN_URLS = ENV.turn_urls.split()
TURN_SECRET = ENV.turn_secret
CENTER_NUMBER = ENV.center_number
# How Asterisk dials a citizen, one way after the other: {number} is E.164
DIAL = [*ENV.dial.split(), *(["PJSIP/{number}@trunk2"] if ENV.second_trunk_host else [])]
# Where Asterisk notes wrong passwords, and whom nobody slows for them
SECURITY_LOG = Path(ENV.security_log or ENV.var / "asterisk/log/security.log")
HEALTH_KEY = ENV.health_key
METRICS_KEY = ENV.metrics_key
METRICS_LISTEN = ENV.metrics_listen
# Empty: no trace is made
TRACES_URL = ENV.traces_url
# Where commands note how backups went, and how old one may be that was proved
DATA_DIR = ENV.var
BACKUP_HOURS = ENV.backup_hours
WEBHOOK_NETWORKS = ENV.webhook_networks
SIP_TRUSTED = ENV.sip_trusted.split()
TRUNK_HOSTS = [host for host in (ENV.trunk_host, ENV.second_trunk_host) if host]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "alo153.config.logs.MaskingFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        },
        "json": {"()": "alo153.config.logs.JsonFormatter"},
    },
    "filters": {
        "one_line": {"()": "alo153.config.logs.OneLine"},
        "no_handshake": {"()": "alo153.config.logs.NoHandshake"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": ENV.log_format,
            "filters": ["one_line"],
        }
    },
    # Silence start-up noise from procrastinate and fontTools, and each end of a line by imapclient.
    # uvicorn's own handlers would write addresses with their secrets, and httpx those of Telegram,
    # in which our token stands. uvicorn.access would write each visitor's address, minute and page:
    # it says nothing, whatever uvicorn was started with (a handler here undoes --no-access-log).
    # uvicorn.error says that the server runs, and the same of a visitor who asks for a web socket.
    "loggers": {
        "httpx": {"level": "WARNING"},
        "httpcore": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
        "imapclient": {"level": "WARNING"},
        "procrastinate.periodic": {"level": "WARNING"},
        "procrastinate.blueprints": {"level": "WARNING"},
        "uvicorn": {"handlers": ["console"], "propagate": False},
        "uvicorn.access": {"handlers": [], "propagate": False},
        "uvicorn.error": {"filters": ["no_handshake"]},
    },
    "root": {"handlers": ["console"], "level": "INFO"},
}

# What leaves the municipality can be taken back for as long
SEND_DELAY_SECONDS = 10
