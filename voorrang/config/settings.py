"""Django's settings, read from the checked environment (`docs/configuration.md`)."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from voorrang.config.cookies import cookie_name
from voorrang.config.databases import databases
from voorrang.config.environment import read_environment
from voorrang.config.mail import mailers

ENVIRONMENT = read_environment()
PACKAGE = Path(__file__).resolve().parent.parent

DEBUG = False
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = ENVIRONMENT.hosts
VOORRANG_DEMO = ENVIRONMENT.demo
VOORRANG_NOW = ENVIRONMENT.now
VOORRANG_RATE_LIMITS = ENVIRONMENT.rate_limits
VOORRANG_VAR = ENVIRONMENT.var
VOORRANG_THREADS = ENVIRONMENT.threads
VOORRANG_BASE_URL = ENVIRONMENT.base_url
VOORRANG_FILES = ENVIRONMENT.var / "files"
VOORRANG_FLEET_FILES = ENVIRONMENT.var / "fleet-files"
VOORRANG_CLAMD = ENVIRONMENT.clamd
VOORRANG_PROGRAMMES = ENVIRONMENT.programmes
VOORRANG_PROGRAMME = ENVIRONMENT.programme
VOORRANG_SEALING_KEYS = ENVIRONMENT.sealing_keys or []
VOORRANG_PIN_PEPPER = ENVIRONMENT.pin_pepper
VOORRANG_RETENTION = ENVIRONMENT.retention
VOORRANG_PIN_ATTEMPTS = ENVIRONMENT.pin_attempts

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "voorrang.ui",  # before allauth: its templates replace those
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "procrastinate.contrib.django",
    "voorrang.lib.effects",
    "voorrang.gateways.mail",
    "voorrang.audit",
    "voorrang.editions",
    "voorrang.accounts",
    "voorrang.contracts",
    "voorrang.installed_base",
    "voorrang.entitlements",
    "voorrang.cases",
    "voorrang.charges",
    "voorrang.privacy",
    "voorrang.notices",
    "voorrang.cutover",
    "voorrang.portal",
    "voorrang.desk",
    "voorrang.api",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",  # before all that may answer with a page
    "voorrang.config.middleware.headers.Headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "voorrang.config.middleware.overload.Overload",
    "voorrang.config.middleware.pin.PinMiddleware",
    "voorrang.config.middleware.transaction.RequestTransaction",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "voorrang.config.middleware.limits.BodyLimit",  # its page needs the language and the policy
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "voorrang.config.middleware.visitor.VisitorMiddleware",
    "voorrang.config.middleware.permission.PermissionMiddleware",
    "voorrang.config.middleware.idempotency.Idempotency",
]

ROOT_URLCONF = "voorrang.config.urls"
WSGI_APPLICATION = "voorrang.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "voorrang.config.context.visitor",
                "voorrang.ui.context.page",
            ],
        },
    },
]

DATABASES = databases(ENVIRONMENT)
DATABASE_ROUTERS = ["voorrang.config.databases.MigratorOnly"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "voorrang.config.passwords.OwnWords"},
    {"NAME": "voorrang.config.passwords.Breached", "OPTIONS": {"file": ENVIRONMENT.breached_passwords}},
]
ACCOUNT_ADAPTER = "voorrang.config.sign_in.Adapter"
ACCOUNT_FORMS = {"login": "voorrang.config.login_form.Form"}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_RATE_LIMITS: Any = {} if ENVIRONMENT.rate_limits else False
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.proxies
MFA_ADAPTER = "voorrang.config.second_factor.Adapter"
MFA_FORMS = {
    "add_webauthn": "voorrang.config.key_form.AddKey",
    "edit_webauthn": "voorrang.config.key_form.RenameKey",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an address is proved by the invitation that went there
MFA_RATE_LIMITS: Any = {} if ENVIRONMENT.rate_limits else False
MFA_TOTP_ISSUER = "Voorrang"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = ENVIRONMENT.demo  # on localhost a browser offers passkeys without https
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("nl", _("Dutch"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = None  # files are served from the package by the finders; nothing is collected
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_NAME = cookie_name(ENVIRONMENT.base_url, "sessionid")
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = ENVIRONMENT.base_url.startswith("https://")
SESSION_COOKIE_AGE = 12 * 3600  # seconds without a visit; docs/operations.md, "Who gets in"
VOORRANG_SESSION_LASTS = timedelta(days=7)  # from logging in, however often somebody comes by
CSRF_COOKIE_NAME = cookie_name(ENVIRONMENT.base_url, "csrftoken")
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE
LANGUAGE_COOKIE_NAME = cookie_name(ENVIRONMENT.base_url, "django_language")
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = SESSION_COOKIE_SECURE
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # names people: not into a cookie
CSRF_TRUSTED_ORIGINS = [ENVIRONMENT.base_url]
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

MAILERS = mailers(ENVIRONMENT.mail_url, ENVIRONMENT.mail_patience)
DEFAULT_FROM_EMAIL = "Voorrang <support@voorrang.example>"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
MIGRATION_MODULES: dict[str, str | None] = {}
SILENCED_SYSTEM_CHECKS: list[str] = []
LOGGING_CONFIG = None

NINJA_PAGINATION_PER_PAGE = 50

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
VOORRANG_REACTIONS = "voorrang.config.reactions.REACTIONS"

TABLE_CLASSES = {
    # Tables of libraries: their class, for the schema lint (`tenancy.md`, 1).
    "account_": "reference",
    "mfa_": "reference",
    "auth_": "local",
    "django_": "local",
    "procrastinate_": "local",
}
