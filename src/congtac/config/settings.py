"""Settings of the site, from the environment; `congtac serve` refuses those that are unsafe."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url

from congtac.config.areas import AREAS

PACKAGE = Path(__file__).resolve().parent.parent

MODE = os.environ.get("CONGTAC_MODE", "develop")  # develop, demo, serve
DEMO = MODE == "demo"
IS_SERVING = MODE == "serve"
DATA_DIR = Path(os.environ.get("CONGTAC_DATA", "var")).resolve()

DEBUG = False
SECRET_KEY = os.environ.get("CONGTAC_SECRET_KEY") or secrets.token_urlsafe(50)
ALLOWED_HOSTS = [
    host.strip()
    for host in os.environ.get("CONGTAC_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
    if host.strip()
]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if IS_SERVING and host != "*"]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "congtac.config",
    *(area.app for area in AREAS),
]
AUTH_USER_MODEL = "accounts.Person"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "congtac.config.middleware.speak_the_chosen_language",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "congtac.accounts.middleware.name_the_actor",
    "congtac.config.middleware.DenyByDefault",
]
ROOT_URLCONF = "congtac.config.urls"
WSGI_APPLICATION = "congtac.config.wsgi.application"
CSRF_FAILURE_VIEW = "congtac.config.failures.csrf_failed"
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "home:desk"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["congtac.config.tags", "django.templatetags.i18n"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "congtac.config.frame.frame",
            ],
        },
    }
]

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}
DATABASES: dict[str, Any] = {
    "default": dj_database_url.config(
        default=f"sqlite:///{DATA_DIR / 'congtac.sqlite3'}",
        conn_max_age=60,
        conn_health_checks=True,
    )
}
IS_SQLITE = DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"
if IS_SQLITE:
    DATA_DIR.mkdir(parents=True, exist_ok=True)  # SQLite makes a file, never its folder
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

OWN_ADDRESS = "https://" + next(iter(ALLOWED_HOSTS), "") if IS_SERVING else "http://127.0.0.1:8000"
SITE_ADDRESS = os.environ.get("CONGTAC_ADDRESS") or OWN_ADDRESS  # that letters lead to
MAIL = urlsplit(os.environ.get("CONGTAC_MAIL", ""))  # smtp[s|+tls]://user:password@host:port
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL.hostname else 'dummy'}.EmailBackend"
EMAIL_HOST = MAIL.hostname or ""  # without it no letter is sent
EMAIL_PORT = MAIL.port or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(MAIL.username or ""), unquote(MAIL.password or "")
EMAIL_USE_SSL, EMAIL_USE_TLS = MAIL.scheme == "smtps", MAIL.scheme == "smtp+tls"
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = os.environ.get("CONGTAC_MAIL_FROM", "congtac@localhost")

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["congtac.config.formats"]

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [PACKAGE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if IS_SERVING
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not IS_SERVING
WHITENOISE_AUTOREFRESH = MODE == "develop"

DASK = os.environ.get("CONGTAC_DASK", "")  # tcp://host:port of a cluster for heavy checks
CHECK_PROCESSES = int(os.environ.get("CONGTAC_PROCESSES") or os.cpu_count() or 1)
FILES_DIR = DATA_DIR / "files"
FILE_SIZE_LIMIT = 20 * 1024 * 1024  # bytes of one uploaded file
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 25_000

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds: one day of work
SESSION_COOKIE_SECURE = IS_SERVING
CSRF_COOKIE_SECURE = IS_SERVING
SECURE_SSL_REDIRECT = IS_SERVING
SECURE_HSTS_SECONDS = 31_536_000 if IS_SERVING else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
PROXY = os.environ.get("CONGTAC_PROXY", "")  # address of the proxy that speaks HTTPS for us
if PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"terminal": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["terminal"], "level": "WARNING"},
}
